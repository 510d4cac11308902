"""Who keeps the products that all enterprises share."""

from odoo import api, models


class IrRule(models.Model):
    _inherit = "ir.rule"

    @api.model
    def _eval_context(self):
        """Add ``product_company_ids``: the owners of the products that the user keeps.

        These are the user's active enterprises, and nobody (False) if the brand is
        among them. The value is cached with the rule's domain; see ``channel.node``.
        """
        owners = [*self.env.companies.ids]
        if self.env.companies._keeps_shared_products():
            owners.append(False)
        return super()._eval_context() | {"product_company_ids": owners}


class ResCompany(models.Model):
    _inherit = "res.company"

    def _keeps_shared_products(self):
        """Whether one of these companies is the brand, the top of the channel."""
        nodes = self.sudo().channel_node_id
        return any(
            not node.parent_id and node.tier_id.code == "brand" for node in nodes
        )


class ChannelNode(models.Model):
    _inherit = "channel.node"

    def write(self, vals):
        result = super().write(vals)
        if {"parent_id", "tier_id"} & vals.keys() and self.company_id:
            self._forget_cached_rules()  # the brand keeps what is shared
        return result
