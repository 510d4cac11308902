from odoo import models

from ..engine import shown


class ResCurrency(models.Model):
    _inherit = "res.currency"

    def _format_price(self, price, quantity=None, amount=None):
        """A unit price with the digits it has, in the reader's language.

        :param quantity, amount: what stands beside it: with as many digits, then, as the
            multiplication needs to add up
        """
        self.ensure_one()
        least = self.decimal_places
        if amount is None:
            digits = shown.digits_of(price, least)
        else:
            digits = shown.digits_that_add_up(price, quantity, amount, least)
        lang = self.env["res.lang"]._lang_get(self.env.lang or "en_US")
        rounded = float(shown.rounded(price, digits)) + 0.0
        number = lang.format(f"%.{digits}f", rounded, grouping=True)
        number = number.replace(" ", "\N{NO-BREAK SPACE}")
        if self.position == "before":
            return f"{self.symbol}\N{NO-BREAK SPACE}{number}"
        return f"{number}\N{NO-BREAK SPACE}{self.symbol}"
