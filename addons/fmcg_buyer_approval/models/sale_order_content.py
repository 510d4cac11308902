from odoo import models

from ..engine import asked


class SaleOrder(models.Model):
    """What a head office is shown of an order."""

    _inherit = "sale.order"

    def _get_asked_content(self):
        """The order as the head office is asked about it, see ``engine/asked.py``."""
        self.ensure_one()
        lines = self.order_line.filtered(
            lambda line: line.product_id and not line.display_type
        )
        return {
            "total": self.amount_total,
            "currency": self.currency_id.name,
            "lines": [line._get_asked_content() for line in lines],
        }

    def _get_shown_digest(self):
        return asked.digest(self._get_asked_content())

    def _get_asked_moves(self):
        """What has changed since the shop placed the order.

        :return: list of :class:`~..engine.asked.Move`, and the total of that time
        """
        self.ensure_one()
        asking = self.buyer_decision_ids.filtered(lambda one: one.kind == "asked")
        before = asking.sorted("id")[-1:].content
        now = self._get_asked_content()
        return asked.moves(before, now) if before else [], (before or now)["total"]

    def _refresh_for_buyer(self):
        """Bring what waits up to date, so that nobody agrees to yesterday's price.

        Only what a buyer typed: prices that the seller's staff entered are an offer.
        """
        self.ensure_one()
        if self.state == "draft" and self.buyer_asked_by_id.share:
            self._recompute_prices()


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _get_asked_content(self):
        self.ensure_one()
        product = self.product_id.with_context(display_default_code=False, lang="en_US")
        return {
            "key": f"{product.id}:{self.product_uom_id.id}",
            "name": product.display_name,
            "unit": self.product_uom_id.with_context(lang="en_US").name,
            "quantity": self.product_uom_qty,
            "price": self.price_unit,
            "discount": self.discount,
            "subtotal": self.price_subtotal,
            "extra": not self._is_traded(),
        }
