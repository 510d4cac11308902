from odoo import api, fields, models

from ..models.res_company import OPEN_WORD_HELP, OPEN_WORD_READINGS


class ChannelEnterpriseSettings(models.TransientModel):
    _inherit = "channel.enterprise.settings"

    order_open_word = fields.Selection(
        OPEN_WORD_READINGS,
        string="“件” in an Order",
        compute="_compute_settings",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        help=OPEN_WORD_HELP,
    )

    @api.model
    def _get_setting_names(self):
        return [*super()._get_setting_names(), "order_open_word"]
