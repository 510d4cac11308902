"""Every button of every form and list, pressed by every role.

From the menus that a role sees, to the models that their actions show, to the views that
the server gives to this person, to the buttons that are visible on records in each state:
each is pressed, and what it opens is opened. It works, or it says in a sentence why not,
or it is not offered. Whatever it did is undone.
"""

import logging
import time

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..security.actors import SecurityCase
from ..security.plain_errors import use_plain_errors
from .pressing import Fault, Presser
from .screens import flat, is_hidden

_logger = logging.getLogger(__name__)
MOST_RECORDS = 30
QUIET = (
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.base.models.ir_model",
    "odoo.models.unlink",
    "odoo.tests.form.onchange",
    "odoo.http",
    "odoo.sql_db",
)
# What leaves the test: commits, sends to the outside or installs programs
NOT_PRESSED = set()
# Everybody gets to these from other records, whether they stand in the menus or not
DOCUMENTS = (
    "sale.order",
    "stock.picking",
    "account.move",
    "res.partner",
    "product.template",
    "product.product",
)
# Models whose screens belong to the platform and not to the trade
PLATFORM = ("ir.", "res.config", "base.", "mail.", "discuss.", "digest.")


@tagged("post_install", "-at_install", "fmcg_buttons")
class TestButtons(SecurityCase):
    takes_long = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        use_plain_errors(cls)

    def actors_of_the_house(self):
        for role, relation in self.actors:
            if self.actors[role, relation].is_staff and relation in ("own", "owner"):
                yield self.actors[role, relation]

    @mute_logger(*QUIET)
    def test_buttons(self):
        started, faults, pressed = time.process_time(), [], 0
        for actor in self.actors_of_the_house():
            env = self.env_of(actor)
            presser = Presser(self, env)
            for model, view_ids in self.reached(env).items():
                faults += [
                    f"{actor.role}: {fault}"
                    for fault in self.walk(presser, model, view_ids)
                ]
            pressed += presser.pressed
            _logger.info("%s: %s pressed", actor.role, presser.pressed)
        _logger.info(
            "buttons: %s pressed in %.0f s", pressed, time.process_time() - started
        )
        self.assertGreater(pressed, 300, "The walk has lost its way")
        if faults:
            self.fail(f"{len(faults)} faults:\n  " + "\n  ".join(faults))

    def reached(self, env):
        """Models that the user's menus lead to, with the ids of their form views."""
        found = {model: set() for model in self.linked(env)}
        for action_id in self.offered_actions(env):
            action = env["ir.actions.act_window"].sudo().browse(action_id)
            model = action.res_model
            if model.startswith(PLATFORM) or model not in env:
                continue
            views = {kind: view for view, kind in action.views}
            if "form" in views or action.target == "new":
                found.setdefault(model, set()).add(views.get("form") or False)
        return {
            model: {env[model].get_view(view)["id"] for view in views or {False}}
            for model, views in found.items()
            if not env.user.has_group("base.group_system") or self.is_ours(env, model)
        }

    def linked(self, env):
        """Our models, and documents: reached from others without a menu."""
        return [
            model
            for model, Model in env.items()
            if (model in DOCUMENTS or self.is_ours(env, model))
            and not (Model._abstract or Model._transient)
            and Model.has_access("read")
        ]

    def is_ours(self, env, model):
        return env.registry[model]._original_module.startswith("fmcg")

    def offered_actions(self, env):
        """Ids of the windows in the menus that the web client gets."""
        menus = env["ir.ui.menu"].load_menus(False)
        todo, found = list(menus["root"]["children"]), set()
        while todo:
            menu = menus[todo.pop()]
            todo += menu["children"]
            if menu["action_model"] == "ir.actions.act_window":
                found.add(menu["action_id"])
        return sorted(found)

    def walk(self, presser, model, view_ids):
        Model = presser.env[model]
        if Model._transient or not Model.has_access("read"):
            return
        records = Model.search([], limit=MOST_RECORDS)
        for view_id in view_ids:
            yield from self.walk_view(presser, records, "form", view_id)
        yield from self.walk_view(presser, records, "list", False)

    def walk_view(self, presser, records, view_type, view_id):
        model = records._name
        try:
            screen = presser.screen(model, view_type, view_id)
            rows = presser.load(records, view_type, view_id)
        except Exception as error:  # noqa: BLE001 - reported with its screen
            text = " ".join(str(error).split())[:300]
            self.env.cr.clear()
            yield f"{model} {view_type} does not open: {type(error).__name__}: {text}"
            return
        chosen = list(self.choose(presser, screen, records, rows))
        for button, shown, record, state in chosen:
            try:
                presser.press(button, shown, record)
            except Fault as fault:
                yield f"{model} {view_type} {button} {state}: {fault}"

    def choose(self, presser, screen, records, rows):
        """One record for each button and state in which it is visible."""
        chosen = set()
        for record, row in zip(records, rows, strict=True):
            values = flat(row)
            for button in screen.buttons:
                if (screen.model, button.name) in NOT_PRESSED:
                    continue
                shown = self.shown_on(presser, button, record, row, values)
                key = button, values.get("state"), row.get("invoice_status")
                if shown and key not in chosen:
                    chosen.add(key)
                    yield button, shown, record, values.get("state") or ""

    def shown_on(self, presser, button, record, row, values):
        """The record that the button would act on; ``None`` where it is hidden."""
        if not button.path:
            hidden = is_hidden(presser.env, button, values)
            return None if hidden else record
        for line, line_values in zip(record[button.path], row[button.path], strict=False):
            if not is_hidden(presser.env, button, flat(line_values), values):
                return line
        return None
