from odoo import models


class ChannelEnterpriseOpen(models.TransientModel):
    _inherit = "channel.enterprise.open"

    def _create_base_pricelist(self, company):
        pricelist = super()._create_base_pricelist(company)
        company._set_base_pricelist(pricelist)
        return pricelist
