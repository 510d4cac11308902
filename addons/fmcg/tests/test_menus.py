"""Which apps each role is shown, and that every menu in them opens."""

import json
from collections import defaultdict

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from odoo.addons.fmcg_channel.tests.common import ChannelCase

FMCG = "fmcg_channel.menu_root"
DISCUSS = "mail.menu_root_discuss"
STOCK = "stock.menu_stock_root"
INVOICING = "account.menu_finance"
APPS = {
    "enterprise_admin": {FMCG, DISCUSS, STOCK, INVOICING},
    "salesperson": {FMCG, DISCUSS},
    "customer_service": {FMCG, DISCUSS},
    "warehouse": {FMCG, DISCUSS},
    "finance": {FMCG, DISCUSS, INVOICING},
    "purchaser": {FMCG, DISCUSS},
}
# Lists of Odoo's apps that FMCG has not: bills and payments of vendors
OTHER_CONTENT = {"account.move", "account.payment"}


@tagged("post_install", "-at_install")
class TestMenus(ChannelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {role: cls.create_staff(cls.company, role) for role in APPS}

    @classmethod
    def role(cls, name):
        if name == "purchaser":
            return cls.env.ref("fmcg_purchase.role_purchaser")
        return super().role(name)

    def load(self, role):
        menus = self.model_as("ir.ui.menu", self.users[role])
        return menus, menus.load_menus(False)

    def test_each_role_is_shown_its_apps(self):
        for role, expected in APPS.items():
            menus, loaded = self.load(role)
            roots = {loaded[id_]["xmlid"] for id_ in loaded["root"]["children"]}
            self.assertEqual(roots, expected, role)
            shown = menus.get_user_roots()
            self.assertEqual(set(shown.get_external_id().values()), expected, role)

    def test_nothing_stands_twice_with_other_words(self):
        """One way to each list; a second menu has the first one's name."""
        wrong = []
        for role in APPS:
            _menus, loaded = self.load(role)
            names = defaultdict(set)
            for menu in loaded.values():
                # an app opens what its first menu opens
                if menu.get("action_id") and menu["id"] not in loaded["root"]["children"]:
                    names[menu["action_model"], menu["action_id"]].add(menu["name"])
            wrong += [(role, found) for found in names.values() if len(found) > 1]
        self.assertFalse(wrong)

    def test_what_stands_under_fmcg_is_not_in_odoo_s_apps_again(self):
        for role in APPS:
            _menus, loaded = self.load(role)
            apps = {
                app: self.models_below(loaded, loaded[app])
                for app in loaded["root"]["children"]
            }
            fmcg = next(app for app in apps if loaded[app]["xmlid"] == FMCG)
            for app, models in apps.items():
                if app != fmcg:
                    twice = (models & apps[fmcg]) - OTHER_CONTENT
                    self.assertFalse(twice, (role, loaded[app]["xmlid"]))

    def models_below(self, loaded, menu):
        """Models of windows that the menus of an app open."""
        models = set()
        for child in menu["children"]:
            models |= self.models_below(loaded, loaded[child])
            kind, id_ = loaded[child]["action_model"], loaded[child]["action_id"]
            if kind == "ir.actions.act_window":
                models.add(self.env[kind].browse(id_).res_model)
        return models

    def test_system_administrators_keep_all_apps(self):
        menus = self.model_as("ir.ui.menu", self.create_system_admin())
        loaded = menus.load_menus(False)
        roots = {loaded[id_]["xmlid"] for id_ in loaded["root"]["children"]}
        self.assertLessEqual({"base.menu_management", "sale.sale_menu_root"}, roots)

    def test_every_menu_opens(self):
        broken, opened = [], 0
        for role in APPS:
            _menus, loaded = self.load(role)
            for menu in loaded.values():
                if menu.get("action_id"):
                    opened += 1
                    try:
                        self.open(role, menu)
                    except Exception as error:  # noqa: BLE001 - told with its menu
                        broken.append(f"{role} {menu['xmlid']}: {error!r}"[:300])
        self.assertGreater(opened, 200)
        self.assertFalse(broken, "\n".join(["These menus do not open:", *broken]))

    def open(self, role, menu):
        """As the web client does: the action, its first view and its records."""
        kind, id_ = menu["action_model"], menu["action_id"]
        env = self.model_as(kind, self.users[role]).env
        action = env[kind].browse(id_)
        if kind == "ir.actions.server":
            values = action.run()
        else:
            values = env["ir.actions.actions"]._for_xml_id(
                action.sudo().get_external_id()[action.id]
            )
        if not values or values.get("type") != "ir.actions.act_window":
            return
        model = env[values["res_model"]].with_context(
            **self.read_context(env, values.get("context"))
        )
        kinds = [kind for _id, kind in values.get("views") or []]
        kinds = kinds or values["view_mode"].split(",")
        model.get_views([(False, kind) for kind in kinds if kind != "activity"])
        if kinds[0] == "form":
            return
        domain = values.get("domain") or []
        if isinstance(domain, str):
            domain = safe_eval(domain, self.get_names(env))
        model.web_search_read(domain, {"display_name": {}}, limit=1)

    def get_names(self, env):
        return {
            "uid": env.uid,
            "allowed_company_ids": env.companies.ids,
            "context": env.context,
            "active_id": False,
            "active_ids": [],
        }

    def read_context(self, env, context):
        if isinstance(context, str):
            context = safe_eval(context.strip() or "{}", self.get_names(env))
        return {
            key: value for key, value in (context or {}).items() if json.dumps(value)
        }
