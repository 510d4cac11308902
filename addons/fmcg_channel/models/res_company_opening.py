from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _set_per_company_inter_company_locations(self, inter_company_location):
        """Leave goods in transit between enterprises to their agreements.

        Core points the stock locations of each pair of companies to the transit
        location, one write a company that exists: with 300 of them that is most of
        what a further one costs, and each partner carries two values for every
        company. An enterprise of the channel only ever ships to the parties of its
        agreements, which set the same values for their own pair
        (``channel.agreement._set_transit_locations``).
        """
        if self.env.context.get("channel_opening"):
            return
        super()._set_per_company_inter_company_locations(inter_company_location)
