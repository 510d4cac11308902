from odoo import api, models
from odoo.fields import Domain


class ChannelNode(models.Model):
    _inherit = "channel.node"

    @api.model
    def hierarchy_read(
        self, domain, specification, parent_field, child_field=None, order=None
    ):
        """The tree starts at the user's own enterprises.

        The view asks for nodes without an upstream; a distributor's staff do not see
        the one at the top of the channel, and would get an empty page.
        """
        roots = self._get_own_roots()
        asked = Domain(domain)
        wanted = asked.map_conditions(lambda part: self._start_at(roots, part))
        if not roots or (wanted == asked and self.search(asked, limit=2) not in roots):
            return super().hierarchy_read(
                domain, specification, parent_field, child_field, order
            )
        return self._read_boxes(wanted, specification, parent_field, roots, order)

    @api.model
    def _read_boxes(self, domain, specification, parent_field, roots, order):
        """As core reads them, but without the upstream of a root: it may be hidden."""
        specification = {parent_field: {"fields": {}}, **specification}
        boxes = self.search(domain, order=order).web_read(specification)
        for box in boxes:
            if box["id"] in roots._ids:
                box[parent_field] = False
        return boxes

    @api.model
    def _start_at(self, roots, condition):
        """Ask for the roots and what is right below where the top is asked for."""
        values = condition.value if condition.operator == "in" else [condition.value]
        if (
            condition.field_expr != "parent_id"
            or condition.operator not in ("=", "in")
            or list(values) != [False]
        ):
            return condition
        return Domain("id", "in", roots.ids) | Domain("parent_id", "in", roots.ids)

    @api.model
    def _get_own_roots(self):
        """The nodes of the user's active enterprises that stand under no other one.

        Empty for those who see the whole channel.
        """
        if self.env.su or not self.env.user._channel_is_confined():
            return self.browse()
        own = self.env.companies.sudo().channel_node_id
        paths = own.mapped("parent_path")
        return own.filtered(
            lambda node: (
                not any(
                    node.parent_path != path and node.parent_path.startswith(path)
                    for path in paths
                )
            )
        ).sudo(False)
