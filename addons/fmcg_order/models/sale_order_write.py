from odoo import models


class SaleOrder(models.Model):
    """What happens whenever an order is written, by whatever way."""

    _inherit = "sale.order"

    def write(self, vals):
        self._check_writable(vals)
        self._check_confirmed_by_write(vals)
        self._check_said_is_kept(vals)
        if self._is_asked_again_by(vals):
            return self._write_and_ask_again(vals)
        return super().write(vals)

    def _write_plainly(self, vals):
        """Without asking anything again."""
        return super().write(vals)
