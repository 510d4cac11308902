from collections import defaultdict
from dataclasses import replace

from odoo import models

from odoo.addons.fmcg_purchase.engine import receipts
from odoo.addons.fmcg_purchase.models.purchase_order_goods import OPEN

from ..engine import direct


class PurchaseOrder(models.Model):
    """What the supplier has shipped is with the customer at once: receipt and delivery are
    one movement, made once for each shipment and customer's order."""

    _inherit = "purchase.order"

    def _follow_goods(self):
        if not self.direct_address_id:
            return super()._follow_goods()
        if self.state not in ("purchase", "cancel"):
            return None
        lines = self.order_line.filtered(
            lambda line: line.upstream_line_id and line.product_id.type == "consu"
        )
        plans = {line: receipts.plan(line._get_receipt_facts()) for line in lines}
        splits = {
            line: direct.split(plan, line._get_direct_parts())
            for line, plan in plans.items()
        }
        self._move_straight(splits)
        self._expect_straight(splits)
        self._keep_rest_in_stock(plans, splits)
        self._tell_differences(plans)
        self._follow_waybills()
        return lines.share_ids._balance()

    def _keep_rest_in_stock(self, plans, splits):
        """What no customer wants is received by the warehouse, as ever."""
        self._receive_shipped(
            {
                line: replace(plan, arriving=splits[line].to_stock)
                for line, plan in plans.items()
            }
        )
        self._expect_rest(
            {
                line: replace(plan, expected=splits[line].stock_expected)
                for line, plan in plans.items()
            }
        )

    # --- what has left ---

    def _move_straight(self, splits):
        """The supplier's shipments, each as a delivery of the customers' orders."""
        goods = defaultdict(list)
        for line, split in splits.items():
            for need, shipped in split.moved:
                sale_line = self.env["sale.order.line"].browse(need)
                key = shipped.parcel, sale_line.order_id
                goods[key].append((line, sale_line, shipped))
        for (parcel, order), parts in sorted(
            goods.items(), key=lambda item: (item[0][0], item[0][1].id)
        ):
            self._move_parcel(parcel, order, parts)

    def _move_parcel(self, parcel, order, parts):
        shipment = self.env["stock.picking"].browse(parcel)
        picking = self.env["stock.picking"].create(
            self._prepare_direct_picking(order)
            | {
                "upstream_picking_id": parcel,
                "scheduled_date": shipment.date_done,
                "carrier_tracking_ref": shipment.carrier_tracking_ref,
            }
        )
        moves = self.env["stock.move"].create(
            [
                line._prepare_direct_move(picking, sale_line, shipped.quantity)
                | {"upstream_move_key": shipped.key}
                for line, sale_line, shipped in parts
            ]
        )
        moves._action_confirm(merge=False)
        moves._action_assign()
        moves.picked = True
        picking._action_done()

    def _prepare_direct_picking(self, order):
        """:param order: the customer's order that goods go straight to"""
        destination = order.order_line[:1]._get_location_final()
        return {
            "company_id": self.company_id.id,
            "picking_type_id": self.company_id._get_direct_type().id,
            "partner_id": order.partner_shipping_id.id,
            "origin": order.name,
            "location_id": self.partner_id.property_stock_supplier.id,
            "location_dest_id": destination.id,
        }

    def _follow_waybills(self):
        """A waybill number may be known after the goods have left."""
        for picking in self.picking_ids.filtered("picking_type_id.is_direct"):
            number = picking.upstream_picking_id.carrier_tracking_ref
            if number and picking.carrier_tracking_ref != number:
                picking.carrier_tracking_ref = number

    # --- what is to leave ---

    def _expect_straight(self, splits):
        """Movements that ask for what the supplier has not shipped yet."""
        added = defaultdict(list)
        for line, split in splits.items():
            moves = line._get_open_direct_moves()
            for need in {*split.expected, *moves.sale_line_id.ids}:
                wanted = float(split.expected.get(need, 0))
                own = moves.filtered(
                    lambda move, need=need: move.sale_line_id.id == need
                )
                if not own:
                    sale_line = self.env["sale.order.line"].browse(need)
                    added[sale_line.order_id].append((line, sale_line, wanted))
                elif sum(own.mapped("product_qty")) != wanted:
                    own[1:]._action_cancel()
                    own[:1]._ask_for(wanted)
        for order, parts in added.items():
            picking = self._find_expected_direct(order)
            moves = self.env["stock.move"].create(
                [line._prepare_direct_move(picking, *part) for line, *part in parts]
            )
            moves._action_confirm(merge=False)

    def _find_expected_direct(self, order):
        pickings = self.picking_ids.filtered(
            lambda picking: picking.picking_type_id.is_direct
            and not picking.upstream_picking_id
            and picking.sale_id == order
            and picking.state in OPEN
        )
        return pickings[:1] or self.env["stock.picking"].create(
            self._prepare_direct_picking(order)
        )

    # --- the customer's word ---

    def _confirm_received(self):
        """The customer's word that a shipment has arrived is passed on to who shipped it;
        its note is for whom it was written."""
        if not self.direct_address_id:
            return super()._confirm_received()
        order = self.upstream_order_id
        for shipment in order._get_unreceived_pickings():
            taken = self.picking_ids.filtered(
                lambda picking, shipment=shipment: picking.upstream_picking_id == shipment
            )
            if taken and all(picking._is_taken_over() for picking in taken):
                order._confirm_receipt(
                    taken._get_signers(), self._describe_notes(taken, shipment), shipment
                )
        return None

    def _describe_notes(self, taken, shipment):
        """In the supplier's language; False where the customers had nothing to say."""
        if not any((note or "").strip() for note in taken.receipt_id.mapped("note")):
            return False
        env = self.env(context={"lang": shipment.company_id.partner_id.lang})
        return env._(
            "The receiver wrote a note for %(buyer)s. Ask there.",
            buyer=self.company_id.partner_id.name,
        )
