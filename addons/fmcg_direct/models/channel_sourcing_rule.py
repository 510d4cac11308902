from dataclasses import replace

from odoo import api, fields, models

from odoo.addons.fmcg_sourcing.engine import upstream


class ChannelSourcingRule(models.Model):
    """Goods that are missing may go straight from the supplier to the customer."""

    _inherit = "channel.sourcing.rule"

    mode = fields.Selection(
        selection_add=[(upstream.DIRECT, "What is missing, straight to the customer")],
        ondelete={upstream.DIRECT: "set default"},
    )

    @api.model
    def _find_for_products(self, company, products):
        """Where the supplier does not deliver to customers of ``company``, what is missing
        is ordered to the own warehouse."""
        rules = super()._find_for_products(company, products)
        direct = [one for one, rule in rules.items() if rule.mode == upstream.DIRECT]
        if not direct:
            return rules
        agreements = company._choose_suppliers(products.browse(one.id for one in direct))
        for product in direct:
            agreement = agreements.get(product.id)
            if not agreement or not agreement.delivers_to_customers:
                rules[product] = replace(rules[product], mode=upstream.MISSING)
        return rules
