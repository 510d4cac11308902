from lxml import etree

from odoo.tests import tagged

from .common import ROLES, ChannelCase


@tagged("post_install", "-at_install")
class TestViews(ChannelCase):
    """Every screen of ours opens for everyone who finds it in the menu."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.staff = {
            role: cls.create_staff(cls.company, role)
            for role in (*ROLES, "system_admin")
        }
        shop = cls.create_node(
            "Shop", "retail", cls.brand, territory_id=cls.district.id
        )
        cls.create_agreement(cls.company, shop)
        cls.create_grade(cls.company)

    def actions(self, user):
        """Window actions behind the menus of ours that the user sees."""
        visible = self.model_as("ir.ui.menu", user).load_menus(False).keys()
        ours = self.env["ir.model.data"].search(
            [("module", "=", "fmcg_channel"), ("model", "=", "ir.ui.menu")]
        )
        menus = self.env["ir.ui.menu"].browse(set(ours.mapped("res_id")) & visible)
        return [menu.action for menu in menus if menu.action]

    def spec(self, arch, models, model):
        """What the web client asks for to show a view."""
        spec = {}
        for node in arch.iter("field"):
            if any(up.tag == "field" for up in node.iterancestors()):
                continue
            field = models[model]["fields"][node.get("name")]
            if field["type"] in ("one2many", "many2many") and len(node):
                sub = self.spec(node[0], models, field["relation"])
                spec[node.get("name")] = {"fields": sub}
            elif field["type"] == "many2one":
                spec[node.get("name")] = {"fields": {"display_name": {}}}
            else:
                spec[node.get("name")] = {}
        return spec

    def test_the_system_administrator_finds_every_menu(self):
        self.assertGreaterEqual(len(self.actions(self.staff["system_admin"])), 7)

    def test_the_warehouse_finds_no_menu_of_the_channel(self):
        self.assertFalse(self.actions(self.staff["warehouse"]))

    def test_every_screen_shows_its_records(self):
        for role, user in self.staff.items():
            for action in self.actions(user):
                model = self.model_as(action.res_model, user)
                views = model.get_views([(v, t) for v, t in action.views])
                for view_type, view in views["views"].items():
                    if view_type not in ("list", "form", "kanban", "hierarchy"):
                        continue
                    with self.subTest(role=role, action=action.name, view=view_type):
                        arch = etree.fromstring(view["arch"])
                        spec = self.spec(arch, views["models"], action.res_model)
                        model.search([], limit=5).web_read(spec)

    def test_a_new_form_opens(self):
        for role, user in self.staff.items():
            for action in self.actions(user):
                model = self.model_as(action.res_model, user)
                if not model.has_access("create"):
                    continue
                views = model.get_views([(False, "form")])
                arch = etree.fromstring(views["views"]["form"]["arch"])
                with self.subTest(role=role, action=action.name):
                    spec = self.spec(arch, views["models"], action.res_model)
                    model.onchange({}, [], spec)

    def test_cards_of_agreements_have_no_empty_columns(self):
        """On a phone the first column, without a card, was the whole screen."""
        agreements = self.model_as("channel.agreement", self.staff["salesperson"])
        # as the client asks for cards
        agreements = agreements.with_context(read_group_expand=True)
        found = agreements.web_read_group([], ["state"], ["__count"])
        self.assertTrue(found["groups"])
        self.assertNotIn(0, [group["__count"] for group in found["groups"]])
