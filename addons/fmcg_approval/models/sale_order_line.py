from odoo import api, models

# What an approver agrees to; other values of a line may change at any time.
MATERIAL_FIELDS = {
    "product_id",
    "product_uom_id",
    "product_uom_qty",
    "price_unit",
    "discount",
    "tax_ids",
}


class SaleOrderLine(models.Model):
    """OCA guards the order's own fields only; its lines are what was approved."""

    _inherit = "sale.order.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.order_id._check_not_under_approval()
        return lines

    def write(self, vals):
        if MATERIAL_FIELDS & vals.keys():
            self.order_id._check_not_under_approval()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_under_approval(self):
        self.order_id._check_not_under_approval()
