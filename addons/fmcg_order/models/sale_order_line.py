from odoo import api, fields, models

# What people agree to who agree to an order
CONTENT_FIELDS = {
    "product_id",
    "product_uom_id",
    "product_uom_qty",
    "price_unit",
    "discount",
}


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    catalog_warning = fields.Char(
        string="Catalogue",
        compute="_compute_catalog_warning",
        compute_sudo=True,
        groups="base.group_user",
        help="Why this line keeps the order from being confirmed.",
    )

    @api.depends("order_id.catalog_warning")
    def _compute_catalog_warning(self):
        for order, lines in self.grouped("order_id").items():
            blockers = order._collect_catalog_blockers() if order else []
            for line in lines:
                line.catalog_warning = (
                    " ".join(b.message for b in blockers if line.id in b.line_ids)
                    or False
                )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        # promotions may have replaced some of them meanwhile
        lines.exists()._get_orders_to_check()._check_changed_when_confirmed()
        return lines

    def write(self, vals):
        if not CONTENT_FIELDS & vals.keys():
            return super().write(vals)
        orders = self._get_orders_to_check()
        result = super().write(vals)
        orders._check_changed_when_confirmed()
        return result

    def _get_orders_to_check(self):
        """People may not make of a confirmed order what would not have been confirmed.

        Freight, gifts and payments are the program's.
        """
        if self.env.su:
            return self.env["sale.order"]
        lines = self.filtered(lambda line: line.state == "sale" and line._is_traded())
        return lines.order_id
