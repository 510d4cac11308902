from odoo import models


class SaleOrder(models.Model):
    """A buyer may know what it owes, and what lets the order go on."""

    _inherit = "sale.order"

    def _word_for_buyer(self, blocker):
        if blocker.code in ("credit_limit", "credit_overdue"):
            return self._describe_credit_for_buyer(blocker)
        return super()._word_for_buyer(blocker)
