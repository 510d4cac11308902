from odoo import api, fields, models

from ..models.res_company import CATALOG_DEFAULTS


class ChannelEnterpriseSettings(models.TransientModel):
    _inherit = "channel.enterprise.settings"

    catalog_default = fields.Selection(
        CATALOG_DEFAULTS,
        string="Products without a Listing Rule",
        compute="_compute_settings",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )

    @api.model
    def _get_setting_names(self):
        return [*super()._get_setting_names(), "catalog_default"]
