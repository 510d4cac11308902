"""What purchases add to models that buyers in the portal read: none of it is theirs."""

from odoo import models

OF_SUPPLIERS = (
    "buyer_id",
    "group_on",
    "group_rfq",
    "on_time_rate",
    "property_purchase_currency_id",
    "purchase_line_ids",
    "purchase_warn_msg",
    "receipt_reminder_email",
    "reminder_date_before_receipt",
    "suggest_based_on",
    "suggest_days",
    "suggest_percent",
)


class AccountMove(models.Model):
    _inherit = "account.move"

    _insider_fields = (
        "is_purchase_matched",
        "purchase_id",
        "purchase_order_count",
        "purchase_order_name",
        "purchase_vendor_bill_id",
        "purchase_warning_text",
    )


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    _insider_fields = ("purchase_line_id", "purchase_line_warn_msg", "purchase_order_id")


class ResCompany(models.Model):
    _inherit = "res.company"

    _insider_fields = (
        "days_to_purchase",
        "po_double_validation",
        "po_double_validation_amount",
        "po_lock",
    )


class ResPartner(models.Model):
    _inherit = "res.partner"

    _insider_fields = OF_SUPPLIERS


class ResUsers(models.Model):
    _inherit = "res.users"

    _insider_fields = OF_SUPPLIERS


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    _insider_fields = ("purchase_line_count", "purchase_line_ids")


class StockPicking(models.Model):
    _inherit = "stock.picking"

    _insider_fields = ("days_to_arrive", "delay_pass", "purchase_id")
