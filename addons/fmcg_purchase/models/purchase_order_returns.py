from collections import Counter, defaultdict

from odoo import fields, models

from odoo.addons.fmcg_channel.quantities import to_quantity

from ..engine import returns

OPEN = ("draft", "waiting", "confirmed", "partially_available", "assigned")


class PurchaseOrder(models.Model):
    """Goods that go back to the supplier.

    What the buyer's warehouse has sent back stands ready to be taken in at the supplier,
    with the same lots and quantities. What the supplier has asked back, by a return of its
    shipment, stands ready to be sent in the buyer's warehouse.
    """

    _inherit = "purchase.order"

    def _follow_returns(self):
        back, requests = self._get_moves_back(), self._get_return_requests()
        if not back and not requests:
            return
        plan = self._plan_returns(back, requests)
        self._take_back_sent(plan.arriving)
        self._answer_requests(requests, plan.answers)

    def _get_moves_back(self):
        """Movements of this purchase that take goods back, without what was given up."""
        return self.order_line.move_ids.filtered(lambda move: move._is_purchase_return())

    def _get_return_requests(self):
        """Movements of the supplier that ask for goods, which nobody has sent yet."""
        return self.upstream_order_id.order_line.move_ids.filtered(
            lambda move: move._comes_back_from_enterprise()
            and not move.upstream_move_key
            and move.state != "done"
        )

    def _plan_returns(self, back, requests):
        taken = self.upstream_order_id.order_line.move_ids.mapped("upstream_move_key")
        sent = back.filtered(lambda move: move.state == "done" and move.quantity)
        return returns.plan(
            [one for move in sent if (one := move._to_sent_back()).source],
            frozenset(taken),
            [self._to_request(move, back) for move in requests],
            self._count_returnable(),
        )

    def _to_request(self, request, back):
        answers = back.filtered(lambda move: move.upstream_move_key == request.id)
        return returns.Request(
            request.id,
            request.origin_returned_move_id.id,
            to_quantity(request.product_qty if request.state in OPEN else 0),
            to_quantity(
                sum(move.product_qty for move in answers if move.state in OPEN)
            ),
            any(move._is_given_up() for move in answers),
        )

    def _get_received_moves(self):
        return self.order_line.move_ids.filtered(
            lambda move: move.state == "done"
            and move.upstream_move_key
            and not move.origin_returned_move_id
        )

    def _count_returnable(self):
        """Dict from id of the supplier's movement to what was received of it and is
        neither sent back nor about to be."""
        found = defaultdict(lambda: to_quantity(0))
        for move in self._get_received_moves():
            found[move.upstream_move_key] += move._get_returnable()
        return found

    # --- at the supplier ---

    def _take_back_sent(self, arriving):
        """Have what was sent back stand ready in the supplier's warehouse."""
        parcels = defaultdict(list)
        for one in arriving:
            sent = self.env["stock.move"].browse(one.key)
            shipment = self.env["stock.move"].browse(one.source).picking_id
            parcels[shipment, sent.picking_id].append((sent, one))
        books = self.upstream_order_id.company_id._in_own_books()
        for (shipment, parcel), goods in parcels.items():
            picking = shipment.with_env(books.env)._return_goods(
                [(one.source, one.quantity, sent.to_refund, sent.id) for sent, one in goods]
            )
            picking.upstream_picking_id = parcel.id

    # --- at the buyer ---

    def _answer_requests(self, requests, answers):
        by_key = {answer.key: answer for answer in answers}
        added, taken = defaultdict(list), Counter()
        for request in requests:
            answer = by_key[request.id]
            request._leave_wanted(float(answer.wanted))
            if answer.refused:
                self._tell_refused_return(request, answer.refused)
            for receipt, quantity in self._ask_back(request, float(answer.standing), taken):
                line = receipt.id, quantity, request.to_refund, request.id
                added[request.picking_id, receipt.picking_id].append(line)
        for (asked, receipt), lines in added.items():
            receipt._return_goods(lines).message_post(
                body=self.env._(
                    "%(supplier)s asks for these goods: %(return)s.",
                    **{"supplier": self.partner_id.name, "return": asked.name},
                )
            )

    def _ask_back(self, request, standing, taken):
        """Bring what stands ready for ``request`` down to ``standing``, and yield received
        movements with quantities that are to be set aside beyond; ``taken`` is kept up to
        date."""
        open_moves = self._get_moves_back().filtered(
            lambda move: move.upstream_move_key == request.id and move.state in OPEN
        )
        for move in open_moves:
            kept = min(standing, move.product_qty)
            move._leave_wanted(kept)
            standing -= kept
        received = self._get_received_moves().filtered(
            lambda move: move.upstream_move_key == request.origin_returned_move_id.id
        )
        for move in received.sorted("id"):
            quantity = min(standing, float(move._get_returnable()) - taken[move])
            if move.product_id.uom_id.compare(quantity, 0) > 0:
                standing -= quantity
                taken[move] += quantity
                yield move, quantity

    def _tell_refused_return(self, request, quantity):
        request.picking_id.message_post(
            body=self.env._(
                "%(buyer)s does not send back any more: %(goods)s.",
                buyer=self.company_id.name,
                goods=self._describe_goods({request.product_id: quantity}),
            )
        )


class StockMove(models.Model):
    _inherit = "stock.move"

    def _comes_back_from_enterprise(self):
        """Whether this takes goods back in, which another enterprise had bought."""
        self.ensure_one()
        return bool(
            self.sale_line_id
            and self.origin_returned_move_id
            and self._comes_from_enterprise()
        )

    def _to_sent_back(self):
        return returns.Sent(
            self.id,
            self.origin_returned_move_id.upstream_move_key,
            to_quantity(self._get_moved_quantity()),
            self.upstream_move_key,
        )

    def _is_given_up(self):
        """Whether all of it, or a rest, will not be moved."""
        if self.state != "done":
            return self.state == "cancel"
        left = self.product_qty - self._get_moved_quantity()
        return self.product_id.uom_id.compare(left, 0) > 0

    def _get_returnable(self):
        """What was received by this movement and is not on its way back, nor to be."""
        back = self.returned_move_ids.filtered(lambda move: move.state != "cancel")
        return to_quantity(self._get_moved_quantity()) - sum(
            to_quantity(
                move._get_moved_quantity() if move.state == "done" else move.product_qty
            )
            for move in back
        )

    def _leave_wanted(self, quantity):
        """Ask for ``quantity`` (in the product's own unit) and no more."""
        if self.state not in OPEN or self.product_id.uom_id.compare(
            self.product_qty, quantity
        ) == 0:
            return
        if quantity <= 0:
            self._action_cancel()
        else:
            self.product_uom_qty = self.product_id.uom_id._compute_quantity(
                quantity, self.product_uom
            )


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _return_goods(self, lines):
        """A transfer that takes goods of this one back, standing ready.

        :param lines: tuples of id of a movement, quantity in the product's own unit,
            whether it is refunded, and the number of the other enterprise's movement
        """
        self.ensure_one()
        wizard = self.env["stock.return.picking"].create(
            {
                "picking_id": self.id,
                "product_return_moves": [
                    fields.Command.create(self._prepare_return_line(*line)) for line in lines
                ],
            }
        )
        return wizard._create_return_at_once()

    def _prepare_return_line(self, move_id, quantity, to_refund, key):
        move = self.env["stock.move"].browse(move_id)
        return {
            "move_id": move.id,
            "product_id": move.product_id.id,
            "quantity": move.product_id.uom_id._compute_quantity(
                float(quantity), move.product_uom
            ),
            "to_refund": to_refund,
            "upstream_move_key": key,
        }
