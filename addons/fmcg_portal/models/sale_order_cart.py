from odoo import api, models

from odoo.addons.fmcg_promotion.models.sale_order_line import DISCOUNT, GIFT

from ..engine import cart_key


class SaleOrder(models.Model):
    """Orders that are not made yet: the cart under review, and one ordered again."""

    _inherit = "sale.order"

    @api.model
    def _preview_portal_order(self, agreement, quantities, **values):
        """As ``_preview_channel_order``, an order of the portal."""
        return self._preview_channel_order(
            agreement, quantities, **(self._prepare_portal_order_values(None) | values)
        )

    @api.model
    def _quote_portal_order(
        self,
        agreement,
        raw_quantities,
        coupons=None,
        choices=None,
        address=None,
        extras=None,
    ):
        """What the order would be that the buyer has typed; nothing is stored.

        The parameters are what the browser sent, see ``_place_portal_order``.

        :return: dict for the browser, amounts formatted
        """
        quantities, problems = self._read_portal_quantities(agreement, raw_quantities)
        wishes, answers = self._read_portal_wishes(agreement, coupons, choices)
        wishes |= self._read_portal_address(agreement, address)
        wishes |= self._read_portal_extras(agreement, extras)
        order = self._preview_portal_order(agreement, quantities, **wishes)
        return order._get_portal_preview() | {
            "problems": problems,
            "blocker": agreement._order_blocker(),
            "coupons": answers,
        }

    def _get_portal_preview(self):
        """Give a previewed order its promotions, and show it."""
        self.ensure_one()
        before = self._get_shown_total()
        self._apply_promotions()
        return {
            **self._prepare_preview_lines(),
            **self._prepare_preview_totals(before),
            **self._explain_to_buyer(),
            "choices": self._get_gift_choices(),
            "reasons": self._get_buyer_refusals() if self.order_line else [],
            "notices": self._get_preview_notices() if self.order_line else [],
            "reviewed": self._prepare_reviewed(),
        }

    def _get_preview_notices(self):
        """Hook: what the buyer has to know before it submits; it stops nothing.

        :return: list of texts
        """
        self.ensure_one()
        return []

    def _prepare_preview_lines(self):
        lines = self.order_line
        gifts = lines.filtered(lambda line: line.promotion_role == GIFT)
        discounts = lines.filtered(lambda line: line.promotion_role == DISCOUNT)
        return {
            "lines": [
                line._prepare_portal_preview() for line in lines - gifts - discounts
            ],
            "gifts": [line._prepare_gift_preview() for line in gifts]
            + self._get_owed_gifts(),
            "discounts": [
                {
                    "name": line.promotion_id.name,
                    "amount": line._format_shown_amount(),
                }
                for line in discounts
            ],
        }


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _prepare_portal_preview(self):
        """One line of the cart as the server would order it."""
        self.ensure_one()
        product, unit = self.product_id, self.product_uom_id
        own = product.uom_id
        pieces = self.product_uom_qty * unit.factor / own.factor
        currency = self.currency_id
        before = self._format_shown_list_price()
        price = self._format_shown_price()
        return {
            "key": cart_key.write(product.id, unit.id, own.id),
            "name": product.with_context(display_default_code=False).display_name,
            "quantity": self.product_uom_qty,
            "unit": unit.name,
            "contains": "" if unit == own else f"{round(pieces, 3):g} {own.name}",
            "price": price,
            "before": before if self.promotion_terms and before != price else "",
            "subtotal": currency.format(self._get_shown_amount()),
        }

    def _prepare_gift_preview(self):
        self.ensure_one()
        return {
            "name": self.product_id.with_context(display_default_code=False).display_name,
            "quantity": f"{self.product_uom_qty:g}",
            "unit": self.product_uom_id.name,
            "promotion": self.promotion_id.name,
            "owed": False,
        }
