"""Press a button as the web client does, follow what it opens, and undo it all."""

import logging
import re

from odoo.exceptions import (
    AccessDenied,
    AccessError,
    MissingError,
    RedirectWarning,
    UserError,
)
from odoo.tests import Form
from odoo.tools.safe_eval import safe_eval

from .screens import flat, is_hidden, read_screen

_logger = logging.getLogger(__name__)
TECHNICAL = ("Traceback", "psycopg2", "<class", "object has no attribute", "odoo.")
MOST_DEPTH = 2  # a dialog that opens a dialog


class Fault(Exception):
    """What a person would see as an error of the program."""


class Presser:
    """Presses for one person; every press is undone."""

    def __init__(self, case, env):
        self.case, self.env = case, env
        self.screens = {}
        self.pressed = 0

    def screen(self, model, view_type, view_id=False):
        key = model, view_type, view_id
        if key not in self.screens:
            self.screens[key] = read_screen(self.env, model, view_type, view_id)
        return self.screens[key]

    def press(self, button, record, parent=None):
        """:param parent: the record whose row ``record`` is, for a button in a row
        :raise Fault: when it neither works nor says in a sentence why it does not"""
        self.pressed += 1
        savepoint = self.case.env.cr.savepoint()
        try:
            self._press(button, record, 0, parent)
        finally:
            savepoint.close(rollback=True)
            self.case.env.cr.clear()

    def _press(self, button, record, depth, parent=None):
        try:
            action = self._call(button, record, parent)
            self.case.env.flush_all()
        except Exception as error:  # noqa: BLE001 - judged
            self._judge(error)
            return
        if isinstance(action, dict):
            try:
                self._open(action, record, depth)
            except Exception as error:  # noqa: BLE001 - judged
                self._judge(error, "opening what it leads to: ")

    def _judge(self, error, where=""):
        told = isinstance(error, UserError | RedirectWarning) and not isinstance(
            error, AccessError | MissingError | AccessDenied
        )
        text = str(error)
        if not told or any(word in text for word in TECHNICAL):
            text = " ".join(text.split())[:300]
            raise Fault(f"{where}{type(error).__name__}: {text}") from error

    def _call(self, button, record, parent):
        context = self._evaluate(button.context, record, parent)
        record = record.with_context(**context)
        if button.kind == "object":
            return getattr(record, button.name)()
        active = {
            "active_model": record._name,
            "active_id": record.id,
            "active_ids": record.ids,
        }
        return self._load(button.name, active | context)

    def _evaluate(self, text, record, parent=None):
        """A context or domain, which may name fields of the record."""
        if not isinstance(text, str):
            return text
        scope = {
            "active_id": record.id,
            "active_ids": record.ids,
            "active_model": record._name,
            "uid": self.env.uid,
            "context": dict(self.env.context),
            "allowed_company_ids": self.env.companies.ids,
            "parent": parent,
        }
        for name in set(re.findall(r"\w+", text)) & set(record._fields):
            scope[name] = flat({name: record.web_read({name: {}})[0][name]})[name]
        return safe_eval(text, scope)

    def _load(self, name, context):
        named = not name.isdigit()
        action_id = self.env.ref(name).id if named else int(name)
        base = self.env["ir.actions.actions"].sudo().browse(action_id)
        action = self.env[base.type].sudo().browse(action_id)
        if base.type == "ir.actions.server":
            return action.with_user(self.env.user).with_context(**context).run()
        values = action._get_action_dict()
        values["channel_context"] = context
        return values

    # -- what it opens ---------------------------------------------------------------

    def _open(self, action, record, depth):
        if action.get("type") != "ir.actions.act_window" or depth >= MOST_DEPTH:
            return
        model = action["res_model"]
        context = self._evaluate(action.get("context") or {}, record)
        context = {
            "active_model": record._name,
            "active_id": record.id,
            "active_ids": record.ids,
            **action.get("channel_context", {}),
            **context,
        }
        opened = self.env[model].with_context(**context)
        view_id, view_type = self._first_view(action)
        if action.get("res_id"):
            self.load(opened.browse(action["res_id"]), view_id=view_id)
            if opened._transient:
                self._press_all(opened.browse(action["res_id"]), view_id, depth)
        elif view_type == "form":
            self._open_new(opened, view_id, depth)
        else:
            domain = self._evaluate(action.get("domain") or [], record)
            self._open_list(opened, view_type, view_id, domain)

    def _first_view(self, action):
        views = action.get("views")
        if views:
            return views[0][0] or False, views[0][1]
        view = action.get("view_id") or False
        view_id = view[0] if isinstance(view, list | tuple) else view
        return view_id, (action.get("view_mode") or "list").split(",")[0]

    def _open_list(self, opened, view_type, view_id, domain):
        if view_type not in ("list", "kanban"):
            opened.get_view(view_id, view_type)
            opened.search(domain, limit=3)
            return
        screen = self.screen(opened._name, view_type, view_id)
        opened.web_search_read(domain, screen.spec, limit=3)

    def _open_new(self, opened, view_id, depth):
        form = Form(opened, view=view_id or None)
        self._fill(form)
        try:
            dialog = form.save()
        except AssertionError:
            return  # it asks for something that only a person knows
        if opened._transient:
            self._press_all(dialog, view_id, depth)

    def _fill(self, form):
        """Something for what has to be filled in."""
        for name in form._view["fields"]:
            required = form._get_modifier(name, "required")
            if required and not form[name] and not form._get_modifier(name, "readonly"):
                if form._view["fields"][name]["type"] in ("char", "text"):
                    form[name] = "A test"

    def _press_all(self, dialog, view_id, depth):
        """Each visible button of a dialog, one after the other undone."""
        screen = self.screen(dialog._name, "form", view_id)
        values = self.load(dialog, view_id=view_id)[0]
        for button in screen.buttons:
            if button.path or is_hidden(self.env, button, flat(values)):
                continue
            savepoint = self.case.env.cr.savepoint()
            try:
                self._press(button, dialog, depth + 1)
            except Fault as fault:
                raise Fault(f"dialog {dialog._name}, {button}: {fault}") from fault
            finally:
                savepoint.close(rollback=True)
                self.case.env.cr.clear()

    def load(self, records, view_type="form", view_id=False):
        """What the web client loads to show ``records``."""
        return records.web_read(self.screen(records._name, view_type, view_id).spec)
