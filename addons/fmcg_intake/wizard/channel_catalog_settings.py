from odoo import api, fields, models

from ..models.res_company import OPEN_WORD_HELP, OPEN_WORD_READINGS


class ChannelCatalogSettings(models.TransientModel):
    _inherit = "channel.catalog.settings"

    order_open_word = fields.Selection(
        OPEN_WORD_READINGS,
        string="“件” in an Order",
        compute="_compute_order_open_word",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        help=OPEN_WORD_HELP,
    )

    @api.depends("company_id")
    def _compute_order_open_word(self):
        for settings in self:
            settings.order_open_word = settings.company_id.order_open_word

    @api.model
    def _get_setting_names(self):
        return [*super()._get_setting_names(), "order_open_word"]
