from odoo import models


class SaleOrder(models.Model):
    """What happens whenever an order is written, by whatever way."""

    _inherit = "sale.order"

    def write(self, vals):
        self._check_writable(vals)
        self._check_confirmed_by_write(vals)
        self._check_said_is_kept(vals)
        changed = self._filter_changed_terms(vals)
        changed._check_fixed_terms(vals)
        if self._is_asked_again_by(vals):
            result = self._write_and_ask_again(vals)
        else:
            result = super().write(vals)
        changed._check_changed_terms(vals)
        return result

    def _write_plainly(self, vals):
        """Without asking anything again."""
        return super().write(vals)
