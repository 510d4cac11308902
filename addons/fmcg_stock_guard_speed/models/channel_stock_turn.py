from odoo import api, models

from odoo.addons.fmcg_stock_speed.reservation import CAREFUL


class ChannelStockTurn(models.Model):
    _inherit = "channel.stock.turn"

    @api.model
    def _waits(self):
        """A careful reservation is made a moment later when others have the turn."""
        return super()._waits() and not self.env.context.get(CAREFUL)
