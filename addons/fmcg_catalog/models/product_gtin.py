from odoo import api, models
from odoo.exceptions import ValidationError

from ..engine import gtin


class ProductGtinMixin(models.AbstractModel):
    """A ``barcode`` whose check digit is right.

    A mistyped digit is refused where staff of an enterprise write it. Others get a
    warning in the form: products that other apps bring along may have any number.
    """

    _name = "product.gtin.mixin"
    _description = "Barcode with a Check Digit"

    @api.constrains("barcode")
    def _check_gtin(self):
        if not self.env.user._channel_is_confined():
            return
        for record in self:
            if message := self._get_gtin_message(record.barcode):
                raise ValidationError(message)

    @api.onchange("barcode")
    def _onchange_gtin(self):
        if message := self._get_gtin_message(self.barcode):
            return {"warning": {"title": self.env._("Barcode"), "message": message}}

    @api.model
    def _get_gtin_message(self, barcode):
        """What is wrong with the check digit of ``barcode``; empty if nothing is."""
        digit = gtin.right_check_digit(barcode)
        if digit is None:
            return ""
        return self.env._(
            "Barcode: the last digit of %(barcode)s is wrong. If the others are right, it"
            " must be %(digit)s. Check the number on the package.",
            barcode=barcode,
            digit=digit,
        )
