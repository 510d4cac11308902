"""What an enterprise buys for: for purchasing, finance and administrators."""

from odoo import api, models


class ChannelPurchasePriceGuard(models.AbstractModel):
    """As ``channel.price.guard``; the price at which goods were bought is no business of
    salespeople and customer service either, whose customers ask for it."""

    _name = "channel.purchase.price.guard"
    _inherit = "channel.price.guard"
    _description = "Purchase Price Guard"

    @api.model
    def _has_price_access(self, field, operation):
        return not self._is_price_field(field, operation) or (
            self.env.user._channel_sees_purchase_prices()
        )


class PurchaseOrder(models.Model):
    _name = "purchase.order"
    _inherit = ["purchase.order", "channel.purchase.price.guard"]

    _price_fields = (
        "amount_total_cc",
        "currency_rate",
        "tax_totals",
    )
    _price_terms = ("currency_id", "payment_term_id")


class PurchaseOrderLine(models.Model):
    _name = "purchase.order.line"
    _inherit = ["purchase.order.line", "channel.purchase.price.guard"]

    _price_fields = (
        "amount_to_invoice_at_date",
        "discount",
        "price_tax",
        "price_unit",
        "price_unit_discounted",
        "price_unit_product_uom",
        "technical_price_unit",
    )
    _price_terms = ("tax_ids",)
