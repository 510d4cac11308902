from odoo import api, models


class ChannelStateReason(models.TransientModel):
    _inherit = "channel.state.reason"

    @api.model
    def _get_models(self):
        return (*super()._get_models(), "channel.gift.debt")
