from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL


class ChannelNode(models.Model):
    """A customer whom rivals share has one upstream, which is one of the rivals.

    Whoever may not see that upstream reads none: by id, in domains, in groups and in the
    order of a list; its export is refused, as core refuses what may not be read.
    """

    _inherit = "channel.node"

    def _hides_upstream(self):
        return not self.env.su and self.env.user._channel_is_confined()

    def _read_format(self, fnames, load="_classic_read"):
        rows = super()._read_format(fnames, load)
        if {"parent_id", "parent_path"} & set(fnames) and self._hides_upstream():
            nodes = self.sudo().browse(row["id"] for row in rows)
            seen = set(nodes.parent_id.sudo(False)._filtered_access("read").ids)
            for row, node in zip(rows, nodes, strict=True):
                if node.parent_id and node.parent_id.id not in seen:
                    hidden = {"parent_id": False, "parent_path": f"{node.id}/"}
                    row |= {name: hidden[name] for name in hidden.keys() & row.keys()}
        return rows

    def _field_to_sql(self, alias, field_expr, query=None):
        """Let domains, groups and orders see what is read."""
        sql = super()._field_to_sql(alias, field_expr, query)
        if field_expr != "parent_id" or not self._hides_upstream():
            return sql
        visible = self.with_context(active_test=False)._search(Domain.TRUE)
        return SQL("CASE WHEN %s IN %s THEN %s END", sql, visible.subselect(), sql)

    def _fetch_query(self, query, fields):
        """Columns in memory are the same for all users; what they may see of other
        models stays their own."""
        columns = [field for field in fields if field.column_type]
        nodes = super(ChannelNode, self.sudo())._fetch_query(query, columns)
        nodes = nodes.with_env(self.env)
        if nodes:
            for field in fields:
                if not field.column_type:
                    field.read(nodes)
        return nodes

    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not bypass_access and self._hides_upstream():
            domain = Domain(domain).map_conditions(self._forget_hidden_roots)
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _forget_hidden_roots(self, condition):
        """Whether a node stands below another is not told about one that is hidden."""
        if condition.field_expr == "parent_path":
            return Domain.FALSE
        if condition.operator not in ("child_of", "parent_of"):
            return condition
        values = condition.value
        if isinstance(values, int) and not isinstance(values, bool):
            values = [values]
        if isinstance(values, str | bool) or values is None:
            return condition
        ids = [value for value in values if isinstance(value, int)]
        seen = set(self.browse(ids).exists()._filtered_access("read").ids)
        kept = [v for v in values if not isinstance(v, int) or v in seen]
        return Domain(condition.field_expr, condition.operator, kept)
