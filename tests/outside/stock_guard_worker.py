"""Processes that want the same goods, told what to do line by line as in
``quota_worker``."""

from reservation_worker import Worker as ReservationWorker

from odoo.exceptions import UserError
from odoo.service import model as service

# Eight that want the same goods need more attempts than Odoo makes for one request.
# Clients would ask again.
service.MAX_TRIES_ON_CONCURRENCY_FAILURE = 40


class Worker(ReservationWorker):
    def without_guard(self):
        """From now on the goods are reserved without turns: what core and
        ``fmcg_stock_speed`` do by themselves."""
        from odoo.addons.fmcg_stock_guard.models.channel_stock_turn import (
            ChannelStockTurn,
        )

        ChannelStockTurn._take = lambda self, goods: None
        return "without"

    def prepare_race(self, on_hand, racers, wanted):
        """One product, and a waiting and a draft transfer of it for each racer.

        :return: id of the product, ids of the waiting and of the draft transfers
        """

        def prepare(env):
            (product,), waiting = self._prepare(env, racers, 1, on_hand)
            pickings = env["stock.picking"].browse(waiting)
            pickings.move_ids.product_uom_qty = wanted
            kind = pickings.picking_type_id
            goods = env["product.product"].browse(product)
            drafts = env["stock.picking"].create(
                [self._prepare_picking(env, kind, goods, wanted) for _one in waiting]
            )
            kind.reservation_method = "at_confirm"
            return product, waiting, drafts.ids

        return self.request(prepare)

    # --- the ways to reserve ---

    def check_availability(self, picking_id):
        return self._run(lambda env: env["stock.picking"].browse(picking_id).action_assign())

    def confirm_transfer(self, picking_id):
        return self._run(lambda env: env["stock.picking"].browse(picking_id).action_confirm())

    def type_quantity(self, picking_id):
        """As in the list of goods of a transfer."""

        def write(env):
            move = env["stock.picking"].browse(picking_id).move_ids
            move.quantity = move.product_uom_qty

        return self._run(write)

    def type_line(self, picking_id):
        """As among the details of a transfer."""

        def create(env):
            move = env["stock.picking"].browse(picking_id).move_ids
            values = move._prepare_move_line_vals(quantity=move.product_uom_qty)
            env["stock.move.line"].create(values)

        return self._run(create)

    def ship_anyway(self, picking_id):
        """Ship what was not reserved: whoever has reserved it loses it."""

        def ship(env):
            picking = env["stock.picking"].browse(picking_id)
            picking.move_ids.write(
                {"quantity": picking.move_ids.product_uom_qty, "picked": True}
            )
            picking.with_context(skip_backorder=True).button_validate()

        return self._run(ship)

    def _run(self, work):
        """:return: ``done``, or ``refused`` where more was typed than there is"""
        try:
            self.request(work)
        except UserError as error:
            return "refused" if "more would be reserved" in str(error) else str(error)
        return "done"

    def audit_race(self, product_id):
        """Quantity on hand, what rows of stock and what move lines have reserved, and how
        much transfers wait for."""

        def audit(env):
            place = [("product_id", "=", product_id), ("location_id.usage", "=", "internal")]
            quants = env["stock.quant"].search(place)
            moves = env["stock.move"].search(
                [("product_id", "=", product_id), ("state", "not in", ("done", "cancel"))]
            )
            confirmed = moves.filtered(lambda move: move.state != "draft")
            return {
                "on_hand": sum(quants.mapped("quantity")),
                "reserved": sum(quants.mapped("reserved_quantity")),
                "promised": sum(moves.move_line_ids.mapped("quantity_product_uom")),
                "wanted": sum(confirmed.mapped("product_qty")),
                "postponed": len(moves.filtered("reservation_postponed")),
            }

        return self.request(audit)
