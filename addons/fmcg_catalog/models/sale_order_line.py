from odoo import api, fields, models

from ..engine import quota as engine


class SaleOrderLine(models.Model):
    """What the catalogue says of a line."""

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

    def _get_quota_demand(self):
        self.ensure_one()
        return engine.Demand(
            self.id,
            self.product_id.product_tmpl_id.id,
            self.product_uom_qty * self.product_uom_id.factor,
        )
