from odoo import api, fields, models


class PurchaseOrderLine(models.Model):
    _name = "purchase.order.line"
    _inherit = ["purchase.order.line", "channel.write.guard"]

    upstream_line_id = fields.Many2one(
        "sale.order.line",
        string="Supplier's Order Line",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups="base.group_system",
    )

    _upstream_line_unique = models.UniqueIndex(
        "(upstream_line_id) WHERE upstream_line_id IS NOT NULL",
        "A line of a supplier's order stands in the buyer's books once.",
    )

    @api.model
    def _get_derived_fields(self):
        return super()._get_derived_fields() | {"upstream_line_id"}

    def _create_or_update_picking(self):
        """Receipts of what follows a supplier's order follow what the supplier ships."""
        others = self.filtered(lambda line: not line.order_id.follows_order)
        return super(PurchaseOrderLine, others)._create_or_update_picking()
