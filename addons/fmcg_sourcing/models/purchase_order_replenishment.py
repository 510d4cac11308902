from odoo import fields, models

from odoo.addons.fmcg_channel.quantities import to_quantity


class PurchaseOrder(models.Model):
    """Purchases that hold what the stock needs."""

    _inherit = "purchase.order"

    is_replenishment = fields.Boolean(
        string="For the Stock",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Made by replenishment rules, for the stock alone.",
    )
    is_within_budget = fields.Boolean(
        readonly=True,
        copy=False,
        help="What it asks for the stock is within the budget, and is handed in by itself.",
    )
    replenished_day = fields.Date(
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The day on which it was handed in by itself, within that day's budget.",
    )

    def _get_stock_key(self):
        """What decides which lines for the stock stand in it, see
        ``res.company._find_stock_draft``."""
        return self.agreement_id, self.is_replenishment, self.is_within_budget

    def _mark_within_budget(self):
        """Whoever hands it in by itself says on which day's budget that goes."""
        if self.is_within_budget:
            self.replenished_day = self.company_id._get_channel_today()

    def _settle_stock(self):
        """What was handed in for the stock is proposed no more."""
        lines = self.sudo().order_line.filtered("stock_quantity")
        self.env["channel.replenishment"].sudo()._settle(self.company_id, lines.product_id)

    def _prepare_by_hand(self):
        """Values of a purchase that was taken back."""
        return {"is_replenishment": False, "is_within_budget": False, "replenished_day": False}


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    stock_quantity = fields.Float(
        string="For the Stock",
        digits="Product Unit",
        readonly=True,
        copy=False,
        help="What of the line replenishment rules ask for, in the product's own unit.",
    )

    def _want_for_stock(self, quantity):
        """:param quantity: Decimal"""
        if to_quantity(self.product_qty) != quantity:
            self.write({"product_qty": float(quantity), "stock_quantity": float(quantity)})
