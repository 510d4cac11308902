from odoo import models
from odoo.fields import Domain

from odoo.addons.fmcg_channel.quantities import to_quantity

# Read in one query each, however many orders are tried
ORDER_FIELDS = (
    "company_id",
    "coupon_ids",
    "currency_id",
    "date_order",
    "name",
    "order_channel",
    "order_line",
    "partner_id",
    "promotion_choices",
    "promotion_declined_ids",
    "promotion_result",
    "state",
)
LINE_FIELDS = (
    "company_id",
    "currency_id",
    "discount",
    "display_type",
    "is_delivery",
    "is_downpayment",
    "list_discount",
    "order_id",
    "price_unit",
    "product_id",
    "product_uom_id",
    "product_uom_qty",
    "promotion_by_hand",
    "promotion_role",
    "promotion_terms",
    "tax_ids",
    "technical_price_unit",
)


class SaleOrder(models.Model):
    """Past orders as promotions would have seen them."""

    _inherit = "sale.order"

    def _prepare_trial_baskets(self, agreements, coupons, with_first_orders=True):
        """The orders with the prices, days and ways in which they came.

        :param agreements: dict from order to its agreement; those without are left out
        :param coupons: ``channel.promotion`` records for which all orders count as
            having a coupon
        :param with_first_orders: False: nothing asks whether an order was the first one
        :return: dict from order to the engine's ``Basket``
        """
        self._fetch_for_trial()
        firsts = self._find_first_orders() if with_first_orders else self.browse()
        return {
            order: order._build_basket(
                agreements[order]._prepare_promotion_buyer(order in firsts),
                order.coupon_ids.promotion_id | coupons,
            )
            for order in self
            if agreements[order]
        }

    def _fetch_for_trial(self):
        self.fetch(ORDER_FIELDS)
        self.order_line.fetch(LINE_FIELDS)

    def _find_first_orders(self):
        """Those of these orders before which the seller confirmed none of the buyer."""
        nodes = self.partner_id.channel_node_id
        groups = self.sudo()._read_group(
            Domain("company_id", "in", self.company_id.ids)
            & Domain("state", "=", "sale")
            & Domain("partner_id.channel_node_id", "in", nodes.ids),
            ["company_id", "partner_id"],
            ["date_order:min"],
        )
        first = {}
        for company, partner, moment in groups:
            key = (company, partner.channel_node_id)
            first[key] = min(moment, first.get(key, moment))
        return self.filtered(
            lambda order: order.date_order
            == first.get((order.company_id, order.partner_id.channel_node_id))
        )


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _get_own_units(self):
        """The quantity in the product's own unit."""
        self.ensure_one()
        factor = self.product_uom_id.factor / self.product_id.uom_id.factor
        return to_quantity(self.product_uom_qty * factor)
