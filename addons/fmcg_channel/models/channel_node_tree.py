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
        domain = Domain(domain).map_conditions(self._start_at_own_enterprises)
        return super().hierarchy_read(
            domain, specification, parent_field, child_field, order
        )

    @api.model
    def _start_at_own_enterprises(self, condition):
        asks_for_roots = (
            condition.field_expr == "parent_id"
            and condition.operator in ("=", "in")
            and not (condition.value and list(condition.value) != [False])
        )
        if not asks_for_roots or self.env.su or self.env.user.has_group(
            "base.group_system"
        ):
            return condition
        return Domain("id", "in", self._get_own_roots().ids)

    @api.model
    def _get_own_roots(self):
        """The nodes of the user's active enterprises that stand under no other one."""
        own = self.env.companies.sudo().channel_node_id
        paths = own.mapped("parent_path")
        return own.filtered(
            lambda node: not any(
                node.parent_path != path and node.parent_path.startswith(path)
                for path in paths
            )
        )
