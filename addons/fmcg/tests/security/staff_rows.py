"""One row of every model that staff may write into, made by staff of the subject."""

import logging

from odoo.fields import Command

from .constants import SECRET

LOG_FIELDS = {"id", "create_uid", "write_uid", "create_date", "write_date"}
ROLES = (
    ("enterprise_admin", "owner"),
    ("salesperson", "own"),
    ("finance", "owner"),
    ("warehouse", "owner"),
    ("customer_service", "owner"),
)
PLAIN = {
    "char": SECRET,
    "text": SECRET,
    "html": SECRET,
    "integer": 1,
    "float": 1.0,
    "monetary": 1.0,
    "date": "2026-01-01",
    "datetime": "2026-01-01 00:00:00",
}


class StaffRows:
    """``make_all()``: the rows, by model. What a model needs is filled in by type, so
    that a model nobody has heard of yet gets a row as well; it leaves the company open
    wherever that may be left open. A model that refuses such a row has none."""

    def __init__(self, case, values=None):
        """:param values: dict from model to what it takes besides"""
        self.case = case
        self.values = values or {}
        self.made = {}

    def make_all(self):
        logging.disable(logging.ERROR)  # PostgreSQL's refusals
        try:
            for _again in range(2):  # rows that stand on others come second
                for name, model in sorted(self.case.env.registry.items()):
                    if model._auto and not model._abstract and name not in self.made:
                        self._make(name)
        finally:
            logging.disable(logging.NOTSET)
        self.case.env.flush_all()
        self.case.env.invalidate_all()
        return self.made

    def _make(self, name):
        for key in ROLES:
            env = self.case.env_of(self.case.actors[key], tracking_disable=True)
            model = env[name]
            if not model.has_access("create"):
                continue
            savepoint = env.cr.savepoint(flush=False)
            try:
                record = model.create(self._get_values(model))
                env.flush_all()
            except Exception:  # noqa: BLE001 - whatever keeps such a row from being
                savepoint.close(rollback=True)
                env.transaction.clear()
            else:
                savepoint.close(rollback=False)
                self.made[name] = record.with_env(self.case.env)
                return

    def _get_values(self, model):
        defaults = model.default_get(list(model._fields))
        values = dict(self.values.get(model._name, {}))
        for name, field in model._fields.items():
            if name in LOG_FIELDS or name in values or not field.store:
                continue
            if name == "company_id" and not (
                field.required or field.compute or field.related
            ):
                values[name] = False
            elif self._is_needed(field) and name not in defaults:
                values[name] = self._get_value(model, field)
        for name in {"model", "res_model"} & values.keys():
            if model._fields[name].type == "char":
                values[name] = "res.partner"
        return values

    def _is_needed(self, field):
        if field.inherited:
            return field.required and field.name == "name"
        if field.compute or field.related:
            return False
        return field.required or (field.name == "model_id" and field.type == "many2one")

    def _get_value(self, model, field):
        if field.type in PLAIN:
            return PLAIN[field.type]
        if field.type == "selection":
            return next(iter(field.get_values(model.env)), False)
        if field.type == "many2one_reference":
            return self.case.lake_shop.partner_id.id
        if field.type == "reference":
            return f"res.partner,{self.case.lake_shop.partner_id.id}"
        if field.type in ("many2one", "many2many"):
            id_ = self._find_target(model.env, field.comodel_name)
            if field.type == "many2one":
                return id_
            return [Command.set([id_] if id_ else [])]
        return False

    def _find_target(self, env, name):
        """The subject's own record, one made before, or the first that there is."""
        if name == "ir.model":
            return env.ref("base.model_res_partner").id
        if name == "ir.model.fields":
            return env.ref("base.field_res_partner__name").id
        own = self.case.subject.get(name) or self.made.get(name)
        return own[:1].id if own else env[name].sudo().search([], limit=1).id
