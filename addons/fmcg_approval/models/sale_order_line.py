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
        # promotions may have replaced some of them meanwhile
        orders = lines.exists().order_id
        orders._note_author_unasked()
        orders._renew_after_change()
        return lines

    def write(self, vals):
        if not MATERIAL_FIELDS & vals.keys() and "order_id" not in vals:
            return super().write(vals)
        orders = self.order_id
        result = super().write(vals)
        if "order_id" in vals:
            orders |= self.order_id
        orders._note_author_unasked()
        orders._renew_after_change()
        return result

    def unlink(self):
        orders = self.order_id
        result = super().unlink()
        orders = orders.exists()
        orders._note_author_unasked()
        orders._renew_after_change()
        return result
