"""The models in which staff may only name parties and price lists that they see."""

from odoo import models


class ResPartner(models.Model):
    """A contact takes over what its legal entity has, and in the portal it sees that
    entity's documents. With a price list it is told the prices of that list."""

    _name = "res.partner"
    _inherit = ["res.partner", "channel.reference.guard"]

    _visible_fields = (
        "parent_id",
        "property_product_pricelist",
        "specific_property_product_pricelist",
    )


class ProductPricelistItem(models.Model):
    """A rule that is based on another list tells the prices of that list."""

    _name = "product.pricelist.item"
    _inherit = ["product.pricelist.item", "channel.reference.guard"]

    _visible_fields = (
        "pricelist_id",
        "base_pricelist_id",
        "product_tmpl_id",
        "product_id",
    )


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "channel.reference.guard"]

    _visible_fields = (
        "partner_id",
        "partner_invoice_id",
        "partner_shipping_id",
        "pricelist_id",
    )


class AccountMove(models.Model):
    _name = "account.move"
    _inherit = ["account.move", "channel.reference.guard"]

    _visible_fields = ("partner_id", "partner_shipping_id", "partner_bank_id")


class AccountMoveLine(models.Model):
    _name = "account.move.line"
    _inherit = ["account.move.line", "channel.reference.guard"]

    _visible_fields = ("partner_id",)


class AccountPayment(models.Model):
    _name = "account.payment"
    _inherit = ["account.payment", "channel.reference.guard"]

    _visible_fields = ("partner_id", "partner_bank_id")


class StockPicking(models.Model):
    _name = "stock.picking"
    _inherit = ["stock.picking", "channel.reference.guard"]

    _visible_fields = ("partner_id",)


class StockMove(models.Model):
    _name = "stock.move"
    _inherit = ["stock.move", "channel.reference.guard"]

    _visible_fields = ("partner_id",)
