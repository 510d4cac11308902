from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import float_compare


class StockMove(models.Model):
    _inherit = "stock.move"

    upstream_move_key = fields.Integer(
        readonly=True,
        copy=False,
        help="Id of the other enterprise's movement that goods come by: of a shipment that is "
        "received here, or of a return. No link: core compares movements as whoever works in "
        "the warehouse, who sees none of another enterprise.",
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

    def _action_assign(self, *args, **kwargs):
        """What comes from another enterprise is reserved as it was shipped: in transit lie
        goods of all of them, and core would take any."""
        followed = self.filtered(lambda move: move._comes_from_enterprise())
        followed.filtered("upstream_move_key").sudo()._reserve_as_shipped()
        return super(StockMove, self - followed)._action_assign(*args, **kwargs)

    def _comes_from_enterprise(self):
        """Whether another enterprise of the channel has to send this: as a supplier, or as
        a customer whose goods come back."""
        self.ensure_one()
        if self.location_id.usage != "transit" or self.location_id.company_id:
            return False
        own = self.sudo()
        return bool(
            own.purchase_line_id.upstream_line_id
            or own.sale_line_id.order_id.buyer_node_id.company_id
        )

    def _reserve_as_shipped(self):
        """Take the very lots and quantities that were shipped, as far as no other receipt
        of the same shipment has taken them."""
        waiting = self.filtered(
            lambda move: move.state in ("confirmed", "waiting") and not move.quantity
        )
        shipped = self.browse(waiting.mapped("upstream_move_key"))
        shipped.move_line_ids.lot_id._pass_on()
        taken = waiting._get_taken_from_shipment()
        self.env["stock.move.line"].create(
            [
                move._prepare_move_line_vals()
                | {
                    "lot_id": lot.id,
                    "quantity": quantity,
                    "product_uom_id": move.product_id.uom_id.id,
                }
                for move, upstream in zip(waiting, shipped, strict=True)
                for lot, quantity in move._choose_shipped(upstream, taken)
            ]
        )

    def _get_taken_from_shipment(self):
        """Dict from (number of the sender's movement, lot) to what receipts took."""
        siblings = self.search(
            [
                ("upstream_move_key", "in", self.mapped("upstream_move_key")),
                ("state", "!=", "cancel"),
            ]
        )
        taken = defaultdict(float)
        for line in siblings.move_line_ids:
            key = line.move_id.upstream_move_key, line.lot_id
            taken[key] += line.quantity_product_uom
        return taken

    def _choose_shipped(self, upstream, taken):
        """Yield lots with quantities of ``upstream`` that are left for this movement, in
        the product's own unit; ``taken`` is kept up to date."""
        shipped = defaultdict(float)
        for line in upstream.move_line_ids:
            shipped[line.lot_id] += line.quantity_product_uom
        wanted = self.product_qty
        for lot, quantity in shipped.items():
            key = upstream.id, lot
            used = min(quantity - taken[key], wanted)
            if float_compare(used, 0, precision_rounding=self.product_uom.rounding) > 0:
                taken[key] += used
                wanted -= used
                yield lot, used
