from odoo import api, models


class IrRule(models.Model):
    _inherit = "ir.rule"

    @api.model
    def _eval_context(self):
        """Add ``channel_node_ids``: the nodes of the user's active enterprises.

        Empty for portal users, whose companies are those of their suppliers. The
        value is cached with the rule's domain; ``channel.node`` clears that cache when
        a company gets or loses its node.
        """
        nodes = self.env["channel.node"]
        if not self.env.user.share:
            nodes = self.env.companies.sudo().channel_node_id
        return super()._eval_context() | {"channel_node_ids": nodes.ids}
