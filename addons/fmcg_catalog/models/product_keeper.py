"""Who keeps the products that all enterprises share."""

from odoo import api, models


class IrRule(models.Model):
    _inherit = "ir.rule"

    @api.model
    def _eval_context(self):
        """Add ``product_company_ids()``: the owners of the products that the user keeps.

        A function, so that only the rules that call it pay for it. What it returns is
        cached with the rule's domain; see ``channel.node``.
        """
        return super()._eval_context() | {"product_company_ids": self._get_keepers}

    @api.model
    def _get_keepers(self):
        """Ids of the user's active enterprises, and False if the brand is among them."""
        companies = self.env.companies
        return companies.ids + [False] * companies._keeps_shared_products()


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
