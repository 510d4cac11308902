from odoo import api, fields, models


class StockMove(models.Model):
    _inherit = "stock.move"

    upstream_move_key = fields.Integer(
        readonly=True,
        copy=False,
        help="Id of the supplier's movement that is received here. No link: core compares "
        "movements as whoever works in the warehouse, who sees none of another enterprise.",
    )

    _upstream_move_key_index = models.Index(
        "(upstream_move_key) WHERE upstream_move_key > 0"
    )

    @api.model
    def _prepare_merge_moves_distinct_fields(self):
        return [*super()._prepare_merge_moves_distinct_fields(), "upstream_move_key"]

    def _prepare_move_split_vals(self, uom_qty):
        values = super()._prepare_move_split_vals(uom_qty)
        return values | {"upstream_move_key": self.upstream_move_key}

    def _get_moved_quantity(self):
        """Quantity in the product's own unit."""
        return self.product_uom._compute_quantity(
            self.quantity, self.product_id.uom_id, rounding_method="HALF-UP"
        )

    def _reserve_as_shipped(self):
        """Take the very lots and quantities that the supplier shipped."""
        self.ensure_one()
        self._do_unreserve()
        upstream = self.browse(self.upstream_move_key)
        lines = upstream.move_line_ids.filtered("quantity")
        lines.lot_id._pass_on()
        self.env["stock.move.line"].create(
            [
                self._prepare_move_line_vals()
                | {
                    "lot_id": line.lot_id.id,
                    "quantity": line.quantity_product_uom,
                    "product_uom_id": self.product_id.uom_id.id,
                }
                for line in lines
            ]
        )
