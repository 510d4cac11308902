from odoo import api, models


class ProductPricelist(models.Model):
    _inherit = "product.pricelist"

    @api.model
    def _get_partner_pricelist_multi(self, partner_ids):
        """A buyer's price list is the first one of its chain.

        Core would take the seller's first list by sequence, whoever it is for.
        """
        result = super()._get_partner_pricelist_multi(partner_ids)
        partners = self.env["res.partner"].sudo().browse(partner_ids)
        company_id = self.env.company.id
        pairs = {
            partner.id: (partner.channel_node_id.id, company_id)
            for partner in partners
            if partner.channel_node_id
        }
        if not pairs:
            return result
        agreements = self.env["channel.agreement"]._find_for_pairs(pairs.values())
        found = self.env["channel.agreement"].union(*agreements.values())
        price_chains = found._get_price_chains()
        for partner_id, pair in pairs.items():
            chain = price_chains.get(agreements[pair])
            if chain:
                result[partner_id] = self.browse(chain[0].list_id)
        return result
