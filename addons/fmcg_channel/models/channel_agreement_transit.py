from odoo import models


class ChannelAgreement(models.Model):
    _inherit = "channel.agreement"

    def _set_transit_locations(self):
        """Goods between two enterprises go through core's inter-company location.

        These are the values that core gives to all pairs of companies when one is
        created; enterprises get them for the pairs that trade
        (``res.company._set_per_company_inter_company_locations``).
        """
        transit = self.env.ref("stock.stock_location_inter_company").sudo()
        for agreement in self.sudo():
            seller, buyer = agreement.company_id, agreement.node_id.company_id
            if buyer and buyer != seller:
                for company, other in ((seller, buyer), (buyer, seller)):
                    other.partner_id.with_company(company)._pass_through(transit)
