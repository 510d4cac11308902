from odoo import api, fields, models
from odoo.tools import formatLang
from odoo.tools.i18n import format_list

from . import channel_approval_rule_change as trail


class ChannelApprovalTraced(models.AbstractModel):
    """Records that decide who approves what: each change of one leaves an entry.

    How to use: inherit it in a model that has ``company_id``, and add the model to those
    of ``channel.approval.rule.change``. Whoever writes is recorded, whatever way it
    comes. What the database does by itself is not seen: keys that it removes with the
    record they point to.
    """

    _name = "channel.approval.traced"
    _description = "Record with a Trail of Changes"

    rule_change_ids = fields.One2many(
        "channel.approval.rule.change",
        "res_id",
        string="Changes",
        domain=lambda self: [("res_model", "=", self._name)],
        readonly=True,
        groups="fmcg_channel.group_enterprise_admin",
    )

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._trace_whole(trail.CREATED)
        return records

    def write(self, vals):
        names = [name for name in self._get_traced_fields() if name in vals]
        before = self._read_traced(names)
        result = super().write(vals)
        self._trace_changes(before, self._read_traced(names))
        return result

    def unlink(self):
        self._trace_whole(trail.DELETED)
        return super().unlink()

    # --- what is compared ---

    @api.model
    def _get_traced_fields(self):
        """Names of the fields that people or programs write."""
        return [
            field.name
            for field in self._fields.values()
            if (field.store or field.inverse)
            and field.name not in models.MAGIC_COLUMNS
            and not field.related
            and field.type != "one2many"
        ]

    @api.model
    def _get_fields_told_whole(self):
        """Those that a new or deleted record is described by: what the entry itself says
        is not said again."""
        said = {self._rec_name, "active", "company_id"}
        return [name for name in self._get_traced_fields() if name not in said]

    def _read_traced(self, names):
        """What the records say: dict from id to a dict from name to a pair of the value
        to compare and its words."""
        names = {"company_id", *names}
        return {
            record.id: {
                name: (record._get_traced_value(name), record._word_traced_value(name))
                for name in names
            }
            for record in self.sudo()
        }

    def _get_traced_value(self, name):
        value = self[name]
        return frozenset(value.ids) if self._fields[name].relational else value

    def _word_traced_value(self, name):
        """A value as people read it, empty for none."""
        field, value = self._fields[name], self[name]
        if field.relational:
            return format_list(self.env, value.mapped("display_name"))
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, "")
        if field.type == "boolean":
            return self.env._("yes") if value else self.env._("no")
        if field.type == "monetary" and self[field.get_currency_field(self)]:
            return self[field.get_currency_field(self)].format(value)
        if field.type == "float" and (precision := field.get_digits(self.env)):
            return formatLang(self.env, value, digits=precision[1])
        if field.type in ("float", "monetary"):
            return formatLang(self.env, value)
        return "" if value is False else str(value)

    # --- entries ---

    def _trace_whole(self, kind):
        """Entries that keep all that the records say."""
        names = self._get_fields_told_whole()
        found = self._read_traced(names)
        entries = []
        for record in self.sudo():
            said = found[record.id]
            lines = [
                self._describe_traced_value(name, said[name][1])
                for name in names
                if said[name][0]
            ]
            entries += record._prepare_entries(kind, lines, said["company_id"][0])
        self.env["channel.approval.rule.change"]._record(entries)

    def _trace_changes(self, before, after):
        entries = []
        for record in self.sudo():
            old, new = before[record.id], after[record.id]
            changed = [name for name in old if old[name][0] != new[name][0]]
            if not changed:
                continue
            lines = [
                self._describe_traced_change(name, old[name][1], new[name][1])
                for name in changed
            ]
            # an enterprise that loses a rule is told as well
            companies = old["company_id"][0] | new["company_id"][0]
            kind = record._get_change_kind(changed)
            entries += record._prepare_entries(kind, lines, companies)
        self.env["channel.approval.rule.change"]._record(entries)

    def _get_change_kind(self, changed):
        if "active" in changed:
            return trail.RESTORED if self["active"] else trail.ARCHIVED
        return trail.CHANGED

    @api.model
    def _describe_traced_value(self, name, value):
        return self.env._(
            "%(field)s: %(value)s", field=self._get_traced_label(name), value=value
        )

    @api.model
    def _describe_traced_change(self, name, before, after):
        return self.env._(
            "%(field)s: %(before)s → %(after)s",
            field=self._get_traced_label(name),
            before=before or "–",
            after=after or "–",
        )

    @api.model
    def _get_traced_label(self, name):
        return self._fields[name]._description_string(self.env)

    def _prepare_entries(self, kind, lines, company_ids):
        """One entry for each enterprise concerned; one without, if it is the platform's."""
        self.ensure_one()
        return [
            {
                "res_model": self._name,
                "res_id": self.id,
                "name": self.display_name,
                "company_id": company_id,
                "kind": kind,
                "changes": "\n".join(lines),
            }
            for company_id in sorted(company_ids) or [False]
        ]
