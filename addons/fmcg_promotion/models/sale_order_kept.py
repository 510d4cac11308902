from odoo import models
from odoo.tools import SQL

from odoo.addons.fmcg_channel.quantities import to_quantity

from ..engine.basket import ZERO
from ..engine.returns import given, remain
from .channel_promotion_loader import exact


class SaleOrder(models.Model):
    """What the buyer is entitled to for what it keeps.

    Less is kept where a confirmed order is reduced, where a delivery ends short, and
    where goods come back: ``engine/returns.py`` decides for all of them.
    """

    _inherit = "sale.order"

    def _get_kept_quantities(self, returning=None):
        """What was ordered, will not be missing in the end, and did not come back.

        :param returning: dict from line id to a quantity that is about to come back
        :return: dict from the id of each line of goods to its quantity
        """
        self.ensure_one()
        kept = {}
        for line in self.order_line._get_basket_lines():
            gone = line._get_returned_quantity() + line._get_missing_quantity()
            gone += (returning or {}).get(line.id, 0.0)
            kept[line.id] = max(to_quantity(line.product_uom_qty - gone), ZERO)
        return kept

    def _get_ordered_quantities(self):
        """Dict from the id of each line of goods to what is ordered now."""
        self.ensure_one()
        lines = self.order_line._get_basket_lines()
        return {line.id: to_quantity(line.product_uom_qty) for line in lines}

    def _get_promotion_entitlement(self, kept):
        """What promotions give for what is kept; without promotions, nothing.

        :param kept: dict from line id to quantity
        :return: the engine's ``Entitlement``
        """
        self.ensure_one()
        applied = self._get_first_applied()
        ordered = self._get_ordered_quantities()
        if not self.promotion_basis and all(kept[id_] >= ordered[id_] for id_ in ordered):
            return given(applied)
        promotions = self.env["channel.promotion"].with_context(active_test=False)
        promotions = promotions.browse(one.promotion for one in applied)
        basket = self._get_basis_basket()
        return remain(
            [promotion._prepare_engine_promotion() for promotion in promotions],
            basket,
            applied,
            self._convert_kept(basket, kept),
        )

    def _get_promotion_kept(self):
        """What promotions still give on this order, for what is kept.

        :return: dict from promotion to (money off, gifts with those that are owed,
            value of the gifts, uses)
        """
        self.ensure_one()
        order = self.sudo()
        applied = order._get_first_applied()
        if not applied:
            return {}
        entitled = order._get_promotion_entitlement(order._get_kept_quantities())
        kept = {}
        for one in applied:
            amount = sum(entitled.shares.get(one.promotion, {}).values(), ZERO)
            gifts = entitled.gifts.get(one.promotion, {})
            pieces = sum(gifts.values(), ZERO)
            values = {gift.product: gift.value for gift in one.gifts}
            value = sum((values[id_] * count for id_, count in gifts.items()), ZERO)
            promotion = self.env["channel.promotion"].browse(one.promotion)
            uses = 1 if amount or pieces else 0
            kept[promotion] = (amount, pieces, value, uses)
        return kept

    def _is_less_kept(self):
        """Whether something came back, or will never be delivered."""
        self.ensure_one()
        lines = self.order_line._get_basket_lines()
        return self._has_returns() or any(line._get_missing_quantity() for line in lines)

    def _has_returns(self):
        """Whether anything of this order ever came back to be refunded."""
        self.ensure_one()
        return any(
            move.state == "done"
            for line in self.order_line
            for move in line._get_customer_moves()[1]
        )

    def _on_promotion_returned(self):
        """Hook: of these orders less is kept, or more again, and benefits may have
        changed."""
        self._meet_others()
        self._sync_promotion_entries()

    def _meet_others(self):
        """Have whoever else changes what is kept of these orders at this moment begin
        again.

        What remains depends on all lines together. Two returns at the same moment see
        each only their own, and both could find that the benefit still stands. Writing
        the orders' rows makes the second one fail and run again.
        """
        if not self:
            return
        self.env.cr.execute(
            SQL(
                """WITH guard AS (SELECT id FROM sale_order WHERE id IN %s
                                   ORDER BY id FOR NO KEY UPDATE)
                   UPDATE sale_order SET write_date = sale_order.write_date
                     FROM guard WHERE sale_order.id = guard.id""",
                tuple(self.ids),
            )
        )

    # --- gifts ---

    def _get_gifts_due(self, kept, charged=False):
        """Gifts that went to the buyer, and that it is not entitled to any more.

        :param kept: dict from line id to quantity
        :param charged: count what is on its way back as if it were here
        :return: dict from the gift's line to its pieces, also where there are none
        """
        self.ensure_one()
        gifts = self.order_line.filtered(lambda line: line.promotion_role == "gift")
        entitled = self._get_promotion_entitlement(kept).gifts if gifts else {}
        due = {}
        for line in gifts:
            pieces = entitled.get(line.promotion_id.id, {}).get(line.product_id.id, ZERO)
            there = to_quantity(line.qty_delivered)
            if charged:
                there -= to_quantity(line._get_returning_quantity())
            due[line] = max(there - pieces, ZERO)
        return due


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _get_returned_quantity(self):
        """What came back to be refunded, and was not delivered again."""
        self.ensure_one()
        outgoing, incoming = self.sudo()._get_customer_moves()
        back = self._add_up_moves(incoming.filtered(lambda move: move.state == "done"))
        if not back:
            return 0.0
        out = self._add_up_moves(outgoing.filtered(lambda move: move.state == "done"))
        again = max(out - self.product_uom_qty, 0.0)
        return max(back - again, 0.0)

    def _get_missing_quantity(self):
        """What was ordered and will never be delivered: nothing is underway any more,
        because somebody cancelled it or said that no backorder is to be made."""
        self.ensure_one()
        moves = self.sudo().move_ids.filtered(
            lambda move: move.product_id == self.product_id
        )
        if self.state != "sale" or not moves:
            return 0.0
        if any(move._is_to_deliver() for move in moves):
            return 0.0
        outgoing, _incoming = self.sudo()._get_customer_moves()
        sent = self._add_up_moves(outgoing.filtered(lambda move: move.state == "done"))
        return max(self.product_uom_qty - sent, 0.0)

    def _get_basket_factor(self):
        """Reference units in one of the line's unit."""
        self.ensure_one()
        return exact(self.product_uom_id.factor or 1.0)

    def _get_returning_quantity(self):
        """What is on its way back to be refunded."""
        self.ensure_one()
        _outgoing, incoming = self.sudo()._get_customer_moves()
        opened = incoming.filtered(lambda move: move.state not in ("done", "cancel"))
        return self._add_up_moves(opened)

    def _get_customer_moves(self):
        """Moves to the customer, and those that come back from it to be refunded.

        As core counts them for the delivered quantity, which asks the database for
        each line.
        """
        moves = self.move_ids.filtered(
            lambda move: (
                move.state != "cancel"
                and move.location_dest_usage != "inventory"
                and move.product_id == self.product_id
            )
        )
        outgoing = moves.filtered(
            lambda move: (
                move.location_dest_id._is_with_customer()
                and (move.to_refund or not move.origin_returned_move_id)
            )
        )
        incoming = (moves - outgoing).filtered(
            lambda move: move.to_refund and move.location_id._is_with_customer()
        )
        return outgoing, incoming

    def _add_up_moves(self, moves):
        """In the line's unit: what moved, or what shall move."""
        return sum(
            move.product_uom._compute_quantity(
                move.quantity if move.state == "done" else move.product_uom_qty,
                self.product_uom_id,
                rounding_method="HALF-UP",
            )
            for move in moves
        )
