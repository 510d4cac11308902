from odoo import models


class StockMove(models.Model):
    """Let warehouse staff receive, count and scrap without seeing what goods are worth.

    As ``stock.picking`` does for whole transfers: core reads prices and costs while it
    merges, values and finishes moves.
    """

    _inherit = "stock.move"

    def _beyond_price_guard(self):
        """These moves as superuser, once the user's right to change them is checked."""
        if self.env.su or self.env.user._channel_sees_prices():
            return self
        self.check_access("write")
        return self.sudo()

    def _action_confirm(self, *args, **kwargs):
        moves = super(StockMove, self._beyond_price_guard())._action_confirm(
            *args, **kwargs
        )
        return moves.with_env(self.env)

    def _action_done(self, *args, **kwargs):
        moves = super(StockMove, self._beyond_price_guard())._action_done(
            *args, **kwargs
        )
        return moves.with_env(self.env)
