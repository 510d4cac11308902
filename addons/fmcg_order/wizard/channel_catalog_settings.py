from odoo import api, fields, models

from ..models.res_company import PRICE_TAXES


class ChannelCatalogSettings(models.TransientModel):
    """What an enterprise decides about orders as a whole."""

    _inherit = "channel.catalog.settings"

    shown_price_tax = fields.Selection(
        PRICE_TAXES,
        string="Prices Shown to Customers",
        compute="_compute_order_settings",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )

    @api.depends("company_id")
    def _compute_order_settings(self):
        for settings in self:
            settings.shown_price_tax = settings.company_id.shown_price_tax

    @api.model
    def _get_setting_names(self):
        return [*super()._get_setting_names(), "shown_price_tax"]
