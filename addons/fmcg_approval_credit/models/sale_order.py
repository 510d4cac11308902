from odoo import models


class SaleOrder(models.Model):
    """Credit as a condition of approval rules."""

    _inherit = "sale.order"

    def _has_credit_overrun(self):
        """The order passes the limit, or something is overdue."""
        return super()._has_credit_overrun() or bool(
            self.sudo()._collect_credit_blockers()
        )
