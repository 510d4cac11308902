from odoo import api, models

from .promotion_context import APPLYING

# What a price is one for
PRICED_FOR = {"product_id", "product_uom_id"}
OPEN = ("draft", "sent", False)


class SaleOrderLine(models.Model):
    """How long holds what somebody typed.

    A price is one for a product and a unit: with another one the list is asked again, and
    promotions count again. A discount is a part of any price: it holds until the product
    is another one. Another quantity leaves both as they were typed.
    """

    _inherit = "sale.order.line"

    def _is_discount_by_hand(self):
        """Whether somebody set this discount: it is not what the price lists say."""
        self.ensure_one()
        _price, discount = self.sudo()._get_list_terms()
        return bool(self.product_id and discount != self.sudo().list_discount)

    def _forget_hands(self, vals):
        """Before a write that makes these lines others than those that a price was typed
        for."""
        names = PRICED_FOR & vals.keys()
        if not names:
            return
        for line in self.sudo().with_context(**APPLYING, sale_write_from_compute=True):
            others = {name for name in names if line._is_other_value(name, vals[name])}
            if others and line.state in OPEN:
                values = {"promotion_by_hand": False, **line._prepare_listed_price()}
                if "product_id" in others:
                    values["discount"] = line.list_discount
                line.update(values)

    def _prepare_listed_price(self):
        """Values that make a typed price the list's, so that core asks the list again."""
        self.ensure_one()
        if self.is_delivery or self.is_downpayment or self.promotion_role:
            return {}
        return {"price_unit": self.technical_price_unit}

    @api.onchange("product_id")
    def _onchange_product_id(self):
        """A form tells of another product before it is saved."""
        result = super()._onchange_product_id()
        if self.product_id and not self.promotion_role:
            self.promotion_by_hand = False
            self.discount = self.list_discount
        return result

    @api.onchange("product_uom_id")
    def _onchange_unit_by_hand(self):
        """Core keeps what was typed for a piece as the price of a case."""
        if self.product_id and not self.promotion_role:
            self.promotion_by_hand = False
            self._reset_price_unit()

