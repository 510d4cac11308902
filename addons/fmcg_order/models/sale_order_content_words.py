from odoo import models

from odoo.addons.fmcg_channel.words import join_names

from ..engine import content


class SaleOrder(models.Model):
    """Changes of a content (``engine/content.py``) in words, for people."""

    _inherit = "sale.order"

    def _tabulate_changes(self, changes):
        """Changes of a content for people who read them in a table.

        :param changes: iterable of :class:`~..engine.content.Change`
        :return: list of dicts with ``kind``, ``name`` (a product, or what changed of the
            order), ``label`` (what changed of the product), ``before`` and ``after``
        """
        self.ensure_one()
        changes = list(changes)
        order = self.sudo().with_context(display_default_code=False)
        labels = order._get_content_labels()
        names = order._get_content_names(changes)
        return [order._tabulate_change(change, labels, names) for change in changes]

    def _tabulate_change(self, change, labels, names):
        """:param names: as of ``_get_content_names``"""
        row = {"kind": change.kind, "label": "", "before": "", "after": ""}
        if change.kind != content.CHANGED:
            side = "before" if change.kind == content.REMOVED else "after"
            words = self._describe_content_line(change.line, names)
            return row | {"name": names["product", change.line["product"]], side: words}
        label = labels.get(change.field, change.field)
        row["name"] = label
        if change.line:
            row |= {"name": names["product", change.line["product"]], "label": label}
        return row | {
            "before": self._word_content_value(change.field, change.before, names),
            "after": self._word_content_value(change.field, change.after, names),
        }

    def _describe_content_line(self, line, names):
        quantity, unit, price = (
            self._word_content_value(field, line[field], names)
            for field in ("quantity", "unit", "price")
        )
        return f"{quantity} {unit} × {price}"

    def _word_content_value(self, field, value, names):
        if field in self._get_content_models():
            return join_names(self.env, [names[field, id_] for id_ in _get_ids(value)])
        return self._format_content_value(field, value)

    def _get_content_names(self, changes):
        """Names of all records that changes speak of, read at once.

        :return: dict from pairs of field and id to a name; empty for what is gone
        """
        wanted = {field: set() for field in self._get_content_models()}
        for change in changes:
            values = [(change.field, change.before), (change.field, change.after)]
            for field, value in [*values, *(change.line or {}).items()]:
                if field in wanted:
                    wanted[field].update(_get_ids(value))
        return {
            (field, id_): name
            for field, ids in wanted.items()
            for id_, name in self._name_content_records(field, ids).items()
        }

    def _name_content_records(self, field, ids):
        records = self.env[self._get_content_models()[field]].browse(ids)
        found = {record.id: record.display_name for record in records.exists()}
        return dict.fromkeys(ids, "") | found


def _get_ids(value):
    """Ids that a value of a content names: one, several or none."""
    return value if isinstance(value, list) else [value] if value else []
