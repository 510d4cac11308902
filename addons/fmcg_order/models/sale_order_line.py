from odoo import api, fields, models


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
