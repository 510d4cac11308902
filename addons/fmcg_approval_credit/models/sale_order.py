from odoo import models


class SaleOrder(models.Model):
    """Credit as a condition of approval rules, and one answer to who is an author."""

    _inherit = "sale.order"

    def _has_credit_overrun(self):
        """The order passes the limit, or something is overdue."""
        return super()._has_credit_overrun() or bool(
            self.sudo()._collect_credit_blockers()
        )

    def _get_credit_authors(self):
        """Who may not approve an order does not release it either."""
        return super()._get_credit_authors() | self._get_authors()
