from collections import defaultdict
from decimal import Decimal

from odoo import fields, models

from odoo.addons.fmcg_channel.quantities import to_quantity

from ..engine import receipts

OPEN = ("draft", "waiting", "confirmed", "partially_available", "assigned")


class PurchaseOrder(models.Model):
    """Receipts follow what the supplier ships: one for each shipment, with its lots and
    quantities, and one for what has not left yet."""

    _inherit = "purchase.order"

    def _follow_goods(self):
        if self.state not in ("purchase", "cancel"):
            return
        lines = self.order_line.filtered(
            lambda line: line.upstream_line_id and line.product_id.type == "consu"
        )
        plans = {line: receipts.plan(line._get_receipt_facts()) for line in lines}
        self._receive_shipped(plans)
        self._expect_rest(plans)
        self._tell_differences(plans)

    def _receive_shipped(self, plans):
        """A receipt for each shipment that has none yet, or is not complete."""
        arriving = defaultdict(list)
        for line, plan in plans.items():
            for shipped in plan.arriving:
                arriving[shipped.parcel].append((line, shipped))
        for parcel, goods in sorted(arriving.items()):
            picking = self._find_receipt(parcel) or self._make_receipt(parcel)
            moves = self.env["stock.move"].create(
                [line._prepare_arriving_move(picking, one) for line, one in goods]
            )
            moves._action_confirm(merge=False)
            moves._action_assign()

    def _find_receipt(self, parcel):
        return self.picking_ids.filtered(
            lambda picking: picking.upstream_picking_id.id == parcel
            and picking.state in OPEN
        )[:1]

    def _make_receipt(self, parcel):
        shipment = self.env["stock.picking"].browse(parcel)
        return self.env["stock.picking"].create(
            self._prepare_picking()
            | {
                "upstream_picking_id": parcel,
                "scheduled_date": shipment.date_done or fields.Datetime.now(),
                "carrier_tracking_ref": shipment.carrier_tracking_ref,
            }
        )

    def _expect_rest(self, plans):
        """One receipt asks for what the supplier has not shipped yet, so that it counts
        as on its way."""
        added = []
        for line, plan in plans.items():
            moves = line._get_expected_moves()
            wanted = float(plan.expected)
            if not moves and wanted:
                added.append((line, wanted))
            elif moves and float(line._get_expected_quantity()) != wanted:
                moves[1:]._action_cancel()
                if wanted:
                    moves[:1].product_uom_qty = wanted
                else:
                    moves[:1]._action_cancel()
        if added:
            picking = self._find_expected_receipt()
            moves = self.env["stock.move"].create(
                [line._prepare_expected_move(picking, wanted) for line, wanted in added]
            )
            moves._action_confirm(merge=False)

    def _find_expected_receipt(self):
        """The receipt of what has not left yet, made if there is none."""
        pickings = self.picking_ids.filtered(
            lambda picking: not picking.upstream_picking_id
            and picking.state in OPEN
            and picking.picking_type_id.code == "incoming"
        )
        return pickings[:1] or self.env["stock.picking"].create(self._prepare_picking())

    def _tell_differences(self, plans):
        """Say once what comes beyond the order, and what will not come."""
        over, short = defaultdict(Decimal), defaultdict(Decimal)
        for line, plan in plans.items():
            if plan.over:
                over[line.product_id] += plan.over
            if plan.short and self.state != "cancel":
                short[line.product_id] += plan.short
        told = []
        if over:
            told.append(
                self.env._(
                    "%(supplier)s shipped more than was ordered: %(goods)s.",
                    supplier=self.partner_id.name,
                    goods=self._describe_goods(over),
                )
            )
        if short:
            told.append(
                self.env._(
                    "%(supplier)s will not deliver: %(goods)s.",
                    supplier=self.partner_id.name,
                    goods=self._describe_goods(short),
                )
            )
        self._tell_once(told)

    # --- the customer's word ---

    def _confirm_received(self):
        """Tell the supplier of each shipment that the warehouse has taken in whole."""
        order = self.upstream_order_id
        for shipment in order._get_unreceived_pickings():
            taken = self.picking_ids.filtered(
                lambda picking, shipment=shipment: picking.upstream_picking_id == shipment
            )
            done = taken.filtered(lambda picking: picking.state == "done")
            if done and all(picking.state in ("done", "cancel") for picking in taken):
                keeper = done.sorted("date_done")[-1:].done_by_id
                order.with_user(keeper).sudo()._confirm_receipt(
                    keeper.name, done._describe_received(shipment), shipment
                )


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    def _get_receipt_facts(self):
        """What the documents of both sides say, for the engine."""
        upstream = self.upstream_line_id
        moves = upstream.move_ids.filtered(
            lambda move: move.picking_type_id.code in ("outgoing", "internal")
            and not move.picking_id._is_put_back()
        )
        shipped = moves.filtered(
            lambda move: move.state == "done" and move.picking_type_id.code == "outgoing"
        )
        return receipts.LineFacts(
            key=self.id,
            ordered=to_quantity(
                upstream.product_uom_id._compute_quantity(
                    upstream.product_uom_qty, upstream.product_id.uom_id
                )
            ),
            open=to_quantity(
                sum(move.product_qty for move in moves if move.state in OPEN)
            ),
            shipped=tuple(
                receipts.Shipped(
                    move.id, move.picking_id.id, to_quantity(move._get_moved_quantity())
                )
                for move in shipped
                if move.quantity
            ),
            known=self._get_known_keys(),
            returned=self._get_taken_back(),
            expected=self._get_expected_quantity(),
        )

    def _get_known_keys(self):
        """What has a receipt; one that was cancelled, with the order, is none: the goods
        are on their way whatever has become of it."""
        moves = self.move_ids.filtered(lambda move: move.state != "cancel")
        return frozenset(moves.mapped("upstream_move_key"))

    def _get_taken_back(self):
        """What the supplier has taken back, and may ship once more."""
        back = self.upstream_line_id.move_ids.filtered(
            lambda move: move.state == "done"
            and move.to_refund
            and move._comes_back_from_enterprise()
        )
        return to_quantity(sum(move._get_moved_quantity() for move in back))

    def _get_expected_moves(self):
        return self.move_ids.filtered(
            lambda move: move.state in OPEN
            and not move.upstream_move_key
            and not move._is_purchase_return()
        )

    def _get_expected_quantity(self):
        return to_quantity(sum(self._get_expected_moves().mapped("product_qty")))

    def _prepare_arriving_move(self, picking, shipped):
        return self._prepare_followed_move(picking, float(shipped.quantity)) | {
            "upstream_move_key": shipped.key
        }

    def _prepare_expected_move(self, picking, quantity):
        return self._prepare_followed_move(picking, quantity)

    def _prepare_followed_move(self, picking, quantity):
        """:param quantity: in the product's own unit"""
        price = self._get_stock_move_price_unit()
        values = self._prepare_stock_move_vals(
            picking, price, quantity, self.product_id.uom_id
        )
        return values | {"move_dest_ids": False}
