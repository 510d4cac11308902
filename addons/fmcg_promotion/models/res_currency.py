from decimal import Decimal

from odoo import models


class ResCurrency(models.Model):
    _inherit = "res.currency"

    def _to_exact(self, amount):
        """The amount, rounded to the currency, as the decimal that it is shown as."""
        self.ensure_one()
        return Decimal(f"{self.round(amount):.{self.decimal_places}f}")
