from odoo import api, models
from odoo.exceptions import UserError

# Of what these say, goods may be reserved that were not
GROWING = {"quantity", "product_uom_id", "location_id", "quant_id"}
# Key of the precommit data: ids of lines that were typed, not found by a reservation.
TYPED = "fmcg_stock_guard.typed"


class StockMoveLine(models.Model):
    """What somebody types is reserved, too, as far as there is something to reserve.

    Core enters any quantity. Here the last word is spoken at the end of the request, when
    all that was typed is there: then no more may be promised than lies in the warehouse.
    """

    _inherit = "stock.move.line"

    @api.model_create_multi
    def create(self, vals_list):
        Turn = self.env["channel.stock.turn"]
        goods = self._get_typed_goods(vals_list)
        lines = super(StockMoveLine, Turn._take_for(self, goods)).create(vals_list)
        lines = lines.with_env(self.env)
        if goods and Turn._get_held(self) is None:
            lines._check_at_the_end()
        return lines

    def write(self, vals):
        if not GROWING & vals.keys():
            return super().write(vals)
        Turn = self.env["channel.stock.turn"]
        grown = self.filtered(lambda line: line._grows(vals))
        # core takes back what was reserved and reserves anew, also when it becomes less
        goods = self._get_goods() | self._get_goods(self._get_new_place(vals))
        result = super(StockMoveLine, Turn._take_for(self, goods)).write(vals)
        if grown and Turn._get_held(self) is None:
            grown._check_at_the_end()
        return result

    @api.model
    def _get_typed_goods(self, vals_list):
        """What lines that are to be created take."""
        goods = set()
        env = self.sudo().env
        for vals in vals_list:
            move = env["stock.move"].browse(vals.get("move_id"))
            picking = env["stock.picking"].browse(vals.get("picking_id"))
            quant = env["stock.quant"].browse(vals.get("quant_id"))
            product = env["product.product"].browse(vals.get("product_id"))
            place = env["stock.location"].browse(vals.get("location_id"))
            product = product or quant.product_id or move.product_id
            place = place or quant.location_id or move.location_id or picking.location_id
            if vals.get("quantity") or quant:
                goods |= self._to_goods(product, place)
        return goods

    @api.model
    def _to_goods(self, product, place):
        """:return: set of a pair of warehouse and product, or empty where nothing is
        reserved"""
        product, place = product.sudo(), place.sudo()
        warehouse = place.warehouse_id
        if not (warehouse and product.is_storable) or place.should_bypass_reservation():
            return set()
        return {(warehouse.id, product.id)}

    @api.model
    def _get_new_place(self, vals):
        """Where values to write take goods from; none where that stays."""
        env = self.sudo().env
        quant = env["stock.quant"].browse(vals.get("quant_id"))
        return quant.location_id or env["stock.location"].browse(vals.get("location_id"))

    def _get_goods(self, place=None):
        """Pairs of warehouse and product that these lines take goods of.

        :param place: location from which they are about to be taken instead
        """
        return {
            pair
            for line in self.sudo()
            for pair in self._to_goods(line.product_id, place or line.location_id)
        }

    def _grows(self, vals):
        """Whether these values make the line take more, or take it elsewhere."""
        return (
            bool({"product_uom_id", "location_id", "quant_id"} & vals.keys())
            or self.product_uom_id.compare(vals["quantity"], self.quantity) > 0
        )

    # --- the last word ---

    def _check_at_the_end(self):
        precommit = self.env.cr.precommit
        if TYPED not in precommit.data:
            precommit.data[TYPED] = []
            precommit.add(self.browse()._check_what_was_typed)
        precommit.data[TYPED].extend(self.ids)

    def _check_what_was_typed(self):
        """:raise UserError: when what was typed is more than there is"""
        typed = self.env.cr.precommit.data.pop(TYPED, ())
        lines = self.sudo().browse(typed).exists()
        lines = lines.filtered(lambda line: line._is_promise())
        goods = lines._get_goods()
        for (warehouse, product), over in self._find_over(goods).items():
            raise UserError(self._describe_over(warehouse, product, over))

    def _find_over(self, goods):
        return self.env["channel.stock.turn"].sudo()._find_over(goods)

    def _is_promise(self):
        """Whether the line keeps goods that nobody has in the hand yet. What somebody has
        picked is there, whatever the books say: core takes it from who has reserved it."""
        return bool(
            self.state not in ("done", "cancel") and self.quantity and not self.picked
        )

    @api.model
    def _describe_over(self, warehouse_id, product_id, over):
        warehouse = self.env["stock.warehouse"].sudo().browse(warehouse_id)
        product = self.env["product.product"].sudo().browse(product_id)
        return self.env._(
            "%(product)s: with this quantity %(over)g %(unit)s more would be reserved than "
            "%(warehouse)s has. Give less, count what is there in a stocktake, or tick "
            "Picked for goods that you have at hand.",
            product=product.display_name,
            over=over,
            unit=product.uom_id.name,
            warehouse=warehouse.name,
        )
