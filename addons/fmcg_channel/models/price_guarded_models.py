"""The core models whose prices, costs and margins are guarded by role."""

from odoo import models


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "channel.price.guard"]

    _price_fields = (
        "tax_totals",
        "amount_paid",
        "amount_undiscounted",
        "currency_rate",
        "partner_credit_warning",
    )
    _price_terms = ("pricelist_id", "payment_term_id", "currency_id")
    _price_sources = ("pricelist_id",)


class SaleOrderLine(models.Model):
    _name = "sale.order.line"
    _inherit = ["sale.order.line", "channel.price.guard"]

    _price_fields = (
        "price_unit",
        "technical_price_unit",
        "discount",
        "price_reduce_taxexcl",
        "price_reduce_taxinc",
        "price_tax",
        "extra_tax_data",
        "pricelist_item_id",
        "untaxed_amount_invoiced",
        "untaxed_amount_to_invoice",
        "amount_to_invoice_at_date",
    )
    _price_terms = ("tax_ids",)
    _price_sources = ("pricelist_item_id",)


class ProductTemplate(models.Model):
    _name = "product.template"
    _inherit = ["product.template", "channel.price.guard"]

    _price_fields = ("list_price", "standard_price", "tax_string", "seller_ids")


class ProductProduct(models.Model):
    _name = "product.product"
    _inherit = ["product.product", "channel.price.guard"]

    _price_fields = (
        "list_price",
        "lst_price",
        "standard_price",
        "price_extra",
        "avg_cost",
        "total_value",
        "tax_string",
        "seller_ids",
        "suggest_estimated_price",
    )


class StockMove(models.Model):
    _name = "stock.move"
    _inherit = ["stock.move", "channel.price.guard"]

    _price_write_guarded = False
    _price_fields = (
        "price_unit",
        "standard_price",
        "value",
        "value_computed_justification",
        "value_justification",
    )


class StockQuant(models.Model):
    _name = "stock.quant"
    _inherit = ["stock.quant", "channel.price.guard"]

    _price_write_guarded = False
    _price_fields = ("value", "cost_method")


class StockLot(models.Model):
    _name = "stock.lot"
    _inherit = ["stock.lot", "channel.price.guard"]

    _price_write_guarded = False
    _price_fields = ("standard_price", "avg_cost", "total_value")


class StockMoveLine(models.Model):
    _name = "stock.move.line"
    _inherit = ["stock.move.line", "channel.price.guard"]

    _price_write_guarded = False
    _price_fields = ("sale_price",)


class StockPicking(models.Model):
    _name = "stock.picking"
    _inherit = ["stock.picking", "channel.price.guard"]

    _price_write_guarded = False
    _price_fields = ("carrier_price",)


class DeliveryCarrier(models.Model):
    _name = "delivery.carrier"
    _inherit = ["delivery.carrier", "channel.price.guard"]

    _price_fields = ("amount", "fixed_margin", "fixed_price", "margin")


class ProductAttributeValue(models.Model):
    _name = "product.attribute.value"
    _inherit = ["product.attribute.value", "channel.price.guard"]

    _price_fields = ("default_extra_price",)


class ProductTemplateAttributeValue(models.Model):
    _name = "product.template.attribute.value"
    _inherit = ["product.template.attribute.value", "channel.price.guard"]

    _price_fields = ("price_extra",)


class CrmTeam(models.Model):
    _name = "crm.team"
    _inherit = ["crm.team", "channel.price.guard"]

    _price_fields = ("invoiced", "invoiced_target")


class AccountAccount(models.Model):
    _name = "account.account"
    _inherit = ["account.account", "channel.price.guard"]

    _price_fields = ("current_balance",)


class AccountAnalyticAccount(models.Model):
    _name = "account.analytic.account"
    _inherit = ["account.analytic.account", "channel.price.guard"]


class ProductCombo(models.Model):
    _name = "product.combo"
    _inherit = ["product.combo", "channel.price.guard"]

    _price_fields = ("base_price",)


class ProductComboItem(models.Model):
    _name = "product.combo.item"
    _inherit = ["product.combo.item", "channel.price.guard"]

    _price_fields = ("lst_price", "extra_price")
