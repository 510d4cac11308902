"""What a person sees of a record: the fields of a view and its buttons.

Reads views as the web client does: the arch that the server gives to this user, fields
to be loaded for it, and for each button when it is hidden.
"""

from dataclasses import dataclass, field

from lxml import etree

from odoo.tools.safe_eval import datetime, safe_eval

HIDING = ("invisible", "column_invisible")
SUB_VIEWS = ("list", "kanban", "form")


@dataclass(frozen=True)
class Button:
    """``path`` names the x2many whose rows have the button; empty on the record itself.
    ``outside`` are conditions around the rows, which speak of the record."""

    kind: str  # object or action
    name: str
    label: str
    path: str
    hidden: tuple
    outside: tuple
    context: str

    def __str__(self):
        where = f"{self.path}." if self.path else ""
        return f"{where}{self.name} “{self.label}”"


@dataclass
class Screen:
    model: str
    view_type: str
    view_id: int
    spec: dict = field(default_factory=dict)
    buttons: list = field(default_factory=list)


def read_screen(env, model, view_type="form", view_id=False):
    """The screen that the environment's user gets."""
    view = env[model].get_view(view_id or False, view_type)
    screen = Screen(model, view_type, view["id"])
    _read(env, model, etree.fromstring(view["arch"]), screen, screen.spec, "", (), ())
    return screen


def _read(env, model, node, screen, spec, path, hidden, outside):
    for child in node.iterchildren(tag=etree.Element):
        own = hidden + tuple(filter(None, (child.get(name) for name in HIDING)))
        if child.tag == "field" and child.get("name") in env[model]._fields:
            _read_field(env, model, child, screen, spec, path, own)
            continue
        if child.tag == "button" and child.get("type") in ("object", "action"):
            screen.buttons.append(
                Button(
                    child.get("type"),
                    child.get("name"),
                    child.get("string") or "",
                    path,
                    own,
                    outside,
                    child.get("context") or "{}",
                )
            )
        _read(env, model, child, screen, spec, path, own, outside)


def _read_field(env, model, node, screen, spec, path, hidden):
    name = node.get("name")
    column = env[model]._fields[name]
    if column.type == "many2one":
        spec.setdefault(name, {"fields": {"display_name": {}}})
    elif column.type in ("one2many", "many2many"):
        sub_spec = spec.setdefault(name, {"fields": {}})["fields"]
        if path:
            return  # rows of rows are not shown
        for sub in node.iterchildren(*SUB_VIEWS):
            if _sees(env, column.comodel_name):
                _read(env, column.comodel_name, sub, screen, sub_spec, name, (), hidden)
    else:
        spec.setdefault(name, {})


def _sees(env, model):
    return env[model].has_access("read")


def is_hidden(env, button, values, parent=None):
    """Whether one of the conditions around a button holds for a record.

    :param values: of the record or row, as of ``flat``
    :param parent: those of the record, for a button in a row
    """
    if parent is not None and _holds(env, button.outside, parent, None):
        return True
    return _holds(env, button.hidden, values, parent)


def _holds(env, conditions, values, parent):
    scope = {
        **values,
        "id": values.get("id"),
        "uid": env.uid,
        "context": dict(env.context),
        "parent": Values(parent or {}),
        "today": str(datetime.date.today()),
        "current_date": str(datetime.date.today()),
        "True": True,
        "False": False,
        "None": None,
        "allowed_company_ids": env.companies.ids,
    }
    return any(safe_eval(condition, scope) for condition in conditions)


class Values:
    """Values by attribute, as conditions ask a parent record for them."""

    def __init__(self, values):
        self.__dict__.update(values)

    def __getattr__(self, name):
        return False


def flat(record_values):
    """Values of ``web_read`` as conditions know them: ids, and lists of ids."""
    return {name: _flat(value) for name, value in record_values.items()}


def _flat(value):
    if isinstance(value, dict):
        return value.get("id", False)
    if isinstance(value, list):
        return [row.get("id") if isinstance(row, dict) else row for row in value]
    return value
