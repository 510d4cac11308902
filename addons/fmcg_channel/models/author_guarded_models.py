"""The core models that do not tell buyers, or rivals, who made and changed a record."""

from odoo import models

ACTIVITIES = (
    "activity_exception_decoration",
    "activity_exception_icon",
    "activity_type_icon",
)
# Where a sale came from, as the seller's marketing sees it
ORIGINS = ("campaign_id", "medium_id", "source_id", "team_id")
COSTING = (
    "analytic_distribution",
    "analytic_line_ids",
    "analytic_precision",
    "distribution_analytic_account_ids",
)


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "channel.author.guard"]

    _shared_by_enterprises = True
    _insider_fields = (
        *ACTIVITIES,
        "application_statistics",
        "autopost_bills",
        "bank_account_count",
        "category_id",
        "comment",
        "customer_rank",
        "days_sales_outstanding",
        "duplicate_bank_partner_ids",
        "ignore_abnormal_invoice_amount",
        "ignore_abnormal_invoice_date",
        "invoice_ids",
        "message_bounce",
        "picking_warn_msg",
        "property_account_payable_id",
        "property_account_position_id",
        "property_account_receivable_id",
        "property_inbound_payment_method_line_id",
        "property_outbound_payment_method_line_id",
        "property_product_pricelist",
        "property_stock_customer",
        "property_stock_supplier",
        "property_supplier_payment_term_id",
        "sale_warn_msg",
        "same_company_registry_partner_id",
        "same_vat_partner_id",
        "specific_property_product_pricelist",
        "supplier_invoice_count",
        "supplier_rank",
        "trust",
    )


class ResPartnerBank(models.Model):
    _name = "res.partner.bank"
    _inherit = ["res.partner.bank", "channel.author.guard"]

    _shared_by_enterprises = True


class ChannelNode(models.Model):
    _name = "channel.node"
    _inherit = ["channel.node", "channel.author.guard"]

    _shared_by_enterprises = True


class ChannelAgreement(models.Model):
    _name = "channel.agreement"
    _inherit = ["channel.agreement", "channel.author.guard"]

    _shared_by_enterprises = True


class UomUom(models.Model):
    _name = "uom.uom"
    _inherit = ["uom.uom", "channel.author.guard"]

    _shared_by_enterprises = True


class DeliveryZipPrefix(models.Model):
    _name = "delivery.zip.prefix"
    _inherit = ["delivery.zip.prefix", "channel.author.guard"]

    _shared_by_enterprises = True


class ProductTemplate(models.Model):
    _name = "product.template"
    _inherit = ["product.template", "channel.author.guard"]

    _shared_by_enterprises = True


class ProductProduct(models.Model):
    _name = "product.product"
    _inherit = ["product.product", "channel.author.guard"]

    _shared_by_enterprises = True


class ResUsers(models.Model):
    """Colleagues see each other's names; not what is theirs alone."""

    _name = "res.users"
    _inherit = ["res.users", "channel.author.guard"]

    _insider_fields = (
        "accesses_count",
        "crm_team_ids",
        "crm_team_member_ids",
        "groups_count",
        "log_ids",
        "outgoing_mail_server_id",
        "property_warehouse_id",
        "resource_calendar_id",
        "resource_ids",
        "rules_count",
        "sale_team_id",
    )


class ResCompany(models.Model):
    """A buyer reads who its seller is, not who works there and how it keeps its books."""

    _name = "res.company"
    _inherit = ["res.company", "channel.author.guard"]

    _insider_fields = (
        "account_cash_basis_base_account_id",
        "account_default_pos_receivable_account_id",
        "account_discount_expense_allocation_id",
        "account_discount_income_allocation_id",
        "account_journal_early_pay_discount_gain_account_id",
        "account_journal_early_pay_discount_loss_account_id",
        "account_journal_suspense_account_id",
        "account_opening_date",
        "account_opening_journal_id",
        "account_opening_move_id",
        "account_production_wip_account_id",
        "account_production_wip_overhead_account_id",
        "account_stock_journal_id",
        "account_stock_valuation_id",
        "annual_inventory_day",
        "annual_inventory_month",
        "bank_journal_ids",
        "default_cash_difference_expense_account_id",
        "default_cash_difference_income_account_id",
        "downpayment_account_id",
        "expense_account_id",
        "expense_accrual_account_id",
        "expense_currency_exchange_account_id",
        "fiscalyear_lock_date",
        "gift_account_id",
        "hard_lock_date",
        "income_account_id",
        "income_currency_exchange_account_id",
        "inventory_period",
        "inventory_valuation",
        "price_difference_account_id",
        "purchase_lock_date",
        "revenue_accrual_account_id",
        "sale_lock_date",
        "tax_lock_date",
        "transfer_account_id",
        "user_fiscalyear_lock_date",
        "user_hard_lock_date",
        "user_ids",
        "user_purchase_lock_date",
        "user_sale_lock_date",
        "user_tax_lock_date",
    )


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "channel.author.guard"]

    _technical_fields = ("access_token",)
    _insider_fields = (
        *ACTIVITIES,
        *ORIGINS,
        "available_quotation_document_ids",
        "customizable_pdf_form_fields",
        "duplicated_order_ids",
        "has_active_pricelist",
        "has_archived_products",
        "journal_id",
        "partner_credit_warning",
        "pending_email_template_id",
        "recompute_delivery_price",
        "sale_order_template_id",
        "sale_warning_text",
        "show_update_fpos",
        "show_update_pricelist",
    )


class SaleOrderLine(models.Model):
    """How much a seller has in stock is its own business."""

    _name = "sale.order.line"
    _inherit = ["sale.order.line", "channel.author.guard"]

    _technical_fields = ("extra_tax_data", "technical_price_unit")
    _insider_fields = (
        *COSTING,
        "available_product_document_ids",
        "forecast_expected_date",
        "free_qty_today",
        "qty_available_today",
        "qty_to_deliver",
        "recompute_delivery_price",
        "route_ids",
        "sale_line_warn_msg",
        "salesman_id",
        "virtual_available_at_date",
        "virtual_id",
        "warehouse_id",
    )


class AccountMove(models.Model):
    _name = "account.move"
    _inherit = ["account.move", "channel.author.guard"]

    _technical_fields = (
        "access_token",
        "inalterable_hash",
        "needed_terms",
        "needed_terms_dirty",
        "quick_encoding_vals",
        "secure_sequence_number",
        "sending_data",
        "sequence_number",
        "sequence_prefix",
    )
    _insider_fields = (
        *ACTIVITIES,
        *ORIGINS,
        "abnormal_amount_warning",
        "abnormal_date_warning",
        "alerts",
        "audit_trail_message_ids",
        "auto_post",
        "auto_post_origin_id",
        "auto_post_until",
        "checked",
        "display_send_button",
        "duplicated_ref_ids",
        "hide_post_button",
        "highlight_send_button",
        "invoice_source_email",
        "is_being_sent",
        "is_draft_duplicated_ref_ids",
        "is_manually_modified",
        "journal_group_id",
        "made_sequence_gap",
        "move_sent_values",
        "no_followup",
        "posted_before",
        "restrict_mode_hash_table",
        "sale_warning_text",
        "secured",
        "statement_id",
        "statement_line_id",
        "statement_line_ids",
        "stock_move_ids",
        "suitable_journal_ids",
        "tax_cash_basis_created_move_ids",
        "tax_cash_basis_origin_move_id",
        "tax_cash_basis_rec_id",
        "tax_lock_date_message",
    )


class AccountMoveLine(models.Model):
    _name = "account.move.line"
    _inherit = ["account.move.line", "channel.author.guard"]

    _technical_fields = (
        "discount_allocation_dirty",
        "discount_allocation_key",
        "discount_allocation_needed",
        "epd_dirty",
        "epd_key",
        "epd_needed",
        "extra_tax_data",
        "term_key",
    )
    _insider_fields = (
        *COSTING,
        "account_code",
        "account_id",
        "account_internal_group",
        "account_name",
        "account_root_id",
        "account_type",
        "cogs_origin_id",
        "has_invalid_analytics",
        "is_imported",
        "journal_group_id",
        "no_followup",
        "reconcile_model_id",
        "sale_line_warn_msg",
        "search_account_id",
        "statement_id",
        "statement_line_id",
        "tax_repartition_line_id",
        "tax_tag_ids",
    )


class StockPicking(models.Model):
    _name = "stock.picking"
    _inherit = ["stock.picking", "channel.author.guard"]

    _insider_fields = (
        *ACTIVITIES,
        "batch_id",
        "batch_sequence",
        "location_id",
        "note",
        "owner_id",
        "picking_properties",
        "picking_warning_text",
        "products_availability",
        "products_availability_state",
        "reference_ids",
        "show_allocation",
        "show_check_availability",
        "show_lots_text",
        "show_next_pickings",
        "show_operations",
        "user_id",
        "warehouse_address_id",
    )
