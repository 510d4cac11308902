from odoo import models
from odoo.exceptions import UserError
from odoo.tools import float_compare

from odoo.addons.fmcg_channel.quantities import to_quantity
from odoo.addons.fmcg_channel.words import join_names

from ..engine.basket import ZERO
from .promotion_context import MOVING


class StockPicking(models.Model):
    """Gifts travel with the goods that earn them, and what ends short earns less."""

    _inherit = "stock.picking"

    def _action_done(self):
        self.sudo()._hold_gifts()
        result = super(StockPicking, self.with_context(**MOVING))._action_done()
        self.sudo().move_ids._tell_promotion_orders()
        return result

    # --- gifts ---

    def _hold_gifts(self):
        """Of each gift, ship what the goods have earned that were shipped before or go
        now. What is held stays on the backorder; without one it is not delivered."""
        moves = self.move_ids.filtered(
            lambda move: (
                move._is_to_deliver()
                and move.picked
                and move.location_dest_id._is_outgoing()
            )
        )
        gifts = moves.filtered(
            lambda move: move.sale_line_id.promotion_role == "gift" and move.quantity
        )
        held = {}
        for order in gifts.sale_line_id.order_id:
            allowed = order._get_gifts_to_ship(moves)
            for move in gifts.filtered(lambda one, o=order: one.sale_line_id.order_id == o):
                if pieces := move._hold_gift(allowed):
                    held[move] = pieces
        for picking in self:
            picking._say_held({m: n for m, n in held.items() if m.picking_id == picking})

    def _say_held(self, held):
        """Tell what was held.

        :param held: dict from move to pieces, in its unit
        :raise UserError: when nothing is left to ship
        """
        if not held:
            return
        gifts = join_names(
            self.env,
            [
                f"{pieces:g} {move.product_uom.name} {move.product_id.display_name}"
                for move, pieces in held.items()
            ],
        )
        if not any(move.picked and move.quantity for move in self.move_ids):
            raise UserError(
                self.env._(
                    "%(picking)s: nothing but gifts would be shipped (%(gifts)s), and the "
                    "goods that earn them are not with the customer. Ship them together "
                    "with the goods.",
                    picking=self.name,
                    gifts=gifts,
                )
            )
        self.message_post(
            body=self.env._(
                "Gifts go with the goods that earn them. Not shipped yet: %s.", gifts
            )
        )


class StockMove(models.Model):
    _inherit = "stock.move"

    def _hold_gift(self, allowed):
        """Lower the quantity of a gift to what may go.

        :param allowed: dict from sale line to pieces in its unit; what goes is taken off
        :return: what does not go, in the move's unit
        """
        self.ensure_one()
        line = self.sale_line_id
        left = line.product_uom_id._compute_quantity(
            max(float(allowed.get(line, ZERO)), 0.0), self.product_uom, round=False
        )
        going = min(self.quantity, left)
        held = self.quantity - going
        allowed[line] = allowed.get(line, ZERO) - to_quantity(
            self.product_uom._compute_quantity(going, line.product_uom_id, round=False)
        )
        if float_compare(held, 0.0, precision_rounding=self.product_uom.rounding) <= 0:
            return 0.0
        self.quantity = going
        return held


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _get_gifts_to_ship(self, moves):
        """What may go to the buyer of each gift, together with these moves.

        :param moves: that are about to be done
        :return: dict from the gift's line to pieces
        """
        self.ensure_one()
        by_line = moves.grouped("sale_line_id")
        kept = {
            line.id: to_quantity(line._get_sent_quantity(by_line.get(line, moves[:0])))
            for line in self.order_line._get_basket_lines()
        }
        entitled = self._get_promotion_entitlement(kept).gifts
        allowed = {}
        for line in self.order_line.filtered(lambda one: one.promotion_role == "gift"):
            due = entitled.get(line.promotion_id.id, {}).get(line.product_id.id, ZERO)
            allowed[line] = due - to_quantity(line.qty_delivered)
        return allowed


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _get_sent_quantity(self, moves):
        """What is with the buyer once these moves are done. What nobody has to ship is
        there as soon as it is ordered."""
        self.ensure_one()
        if self.product_id.type != "consu" or self.is_delivery:
            return self.product_uom_qty
        going = sum(
            move.product_uom._compute_quantity(
                move.quantity, self.product_uom_id, round=False
            )
            for move in moves
        )
        return self.qty_delivered + going
