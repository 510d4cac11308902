from collections import defaultdict

from odoo import models
from odoo.exceptions import UserError

from odoo.addons.fmcg_channel.quantities import to_quantity

from ..engine import sent_back

# How many receipts of the past are looked at
MOST_RECEIPTS = 500


class StockMove(models.Model):
    """What customers send back goes up the chain where a rule says so, and the supplier
    takes goods back; else it is the seller's stock."""

    _inherit = "stock.move"

    def _action_done(self, *args, **kwargs):
        """Before anybody else gets what has come back."""
        moves = super()._action_done(*args, **kwargs)
        moves.sudo()._filter_sent_back()._send_up()
        return moves

    def _filter_sent_back(self):
        """Goods that customers of an enterprise have sent back, into its stock."""
        return self.filtered(
            lambda move: move.state == "done"
            and move.picking_code == "incoming"
            and move.sale_line_id
            and move.origin_returned_move_id
            and move.quantity
            and move.company_id.channel_node_id
        )

    def _send_up(self):
        """Have what goes up stand ready to be sent; what fails is said, and stops nobody."""
        Rule = self.env["channel.sourcing.rule"].sudo()
        for company, moves in self.grouped("company_id").items():
            rules = Rule._find_for_products(company, moves.product_id)
            going_up = moves.filtered(lambda move, rules=rules: rules[move.product_id].returns)
            if not going_up:
                continue
            own = going_up.with_env(company._in_own_books().env)
            try:
                with self.env.cr.savepoint():
                    own._propose_returns()
            except UserError as error:
                own.picking_id._message_log_batch(
                    {picking.id: str(error) for picking in own.picking_id}
                )

    def _propose_returns(self):
        """A transfer for each receipt by which these goods had come."""
        receipts = self._find_receipts_of_goods()
        parts = sent_back.match(
            [goods for move in self for goods in move._to_goods()],
            [receipt._to_receipt() for receipt in receipts],
        )
        by_picking = defaultdict(list)
        for part in parts:
            by_picking[self.browse(part.receipt).picking_id].append(part)
        for picking, of_picking in by_picking.items():
            picking._propose_return(of_picking)

    def _find_receipts_of_goods(self):
        """Receipts of the same goods, of suppliers that take goods back."""
        found = self.search(
            [
                ("company_id", "=", self.company_id.id),
                ("product_id", "in", self.product_id.ids),
                ("state", "=", "done"),
                ("upstream_move_key", ">", 0),
                ("purchase_line_id", "!=", False),
                ("origin_returned_move_id", "=", False),
                ("location_dest_id", "in", self.location_dest_id.ids),
            ],
            order="id desc",
            limit=MOST_RECEIPTS,
        )
        return found.filtered(
            lambda move: (
                move.purchase_line_id.upstream_line_id.order_id.agreement_id.takes_back
            )
        )

    def _count_lots(self):
        """Dict from lot (may be empty) to quantity in the product's own unit."""
        lots = defaultdict(lambda: to_quantity(0))
        for line in self.move_line_ids:
            lots[line.lot_id] += to_quantity(line.quantity_product_uom)
        return lots

    def _to_goods(self):
        lines = frozenset(self.sale_line_id.sourcing_share_ids.purchase_line_id.ids)
        return [
            sent_back.Goods(self.id, self.product_id.id, quantity, lot.id or None, lines)
            for lot, quantity in self._count_lots().items()
        ]

    def _to_receipt(self):
        return sent_back.Receipt(
            self.id,
            self.purchase_line_id.id,
            self.product_id.id,
            self._get_returnable(),
            {lot.id or None: quantity for lot, quantity in self._count_lots().items()},
        )

    def _reserve_lots(self, lots):
        """Set these very lots aside.

        :param lots: dict from ``stock.lot`` to Decimal in the product's own unit
        """
        self._do_unreserve()
        for lot, quantity in lots.items():
            self._update_reserved_quantity(float(quantity), self.location_id, lot_id=lot)


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _propose_return(self, parts):
        """Have goods of this receipt stand ready to be sent back.

        :param parts: list of :class:`~.sent_back.Part`
        """
        Move, Lot = self.env["stock.move"], self.env["stock.lot"]
        lots = defaultdict(lambda: defaultdict(lambda: to_quantity(0)))
        for part in parts:
            lots[part.receipt][Lot.browse(part.lot)] += part.quantity
        back = self._return_goods(
            [(receipt, sum(of.values()), True, 0) for receipt, of in lots.items()]
        )
        for move in back.move_ids:
            of_lots = lots[move.origin_returned_move_id.id]
            if any(of_lots):
                move._reserve_lots(of_lots)
        came = Move.browse({part.goods for part in parts}).picking_id
        customers = ", ".join(came.partner_id.mapped("display_name"))
        back.message_post(
            body=self.env._(
                "Sent back by %(customers)s: %(transfers)s. The sourcing rule says that it goes "
                "up. Send it, or cancel this transfer to keep the goods.",
                customers=customers,
                transfers=", ".join(came.mapped("name")),
            )
        )
from datetime import date

from odoo import fields, models
from odoo.fields import Domain

# Keys of the context: ids of references of goods that have just arrived, and that older
# promises have been looked at. A client puts no frozenset into its context.
ARRIVED = "fmcg_sourcing.arrived"
LOOKED = "fmcg_sourcing.looked"
# Days that the goods of the move shall last beyond its date.
LAST = "fmcg_sourcing.last"

WAITING = ("waiting", "confirmed", "partially_available")


class StockMove(models.Model):
    """Goods go to who was promised them first, whoever asks.

    Core goes by the date of the transfer, and who asks first gets what is free: a younger
    order would take what an older one waits for. Here the waiting moves of customers that
    are older are reserved first; what is left is for the one that was asked for. Urgent
    transfers still go before others, as in core.
    """

    _inherit = "stock.move"

    def _action_assign(self, force_qty=False):
        moves = self
        if not force_qty:
            self._reserve_older_promises()
            looked = frozenset(self.ids)
            moves = self._sort_by_promise().with_context(**{LOOKED: looked})
        return super(StockMove, moves)._action_assign(force_qty=force_qty)

    def _trigger_assign(self):
        """Core's own order, in which what was ordered for somebody goes first to them."""
        arrived = frozenset(self.reference_ids.ids)
        moves = self.with_context(**{ARRIVED: arrived})
        return super(StockMove, moves)._trigger_assign()

    # --- who is older ---

    def _is_for_customer(self):
        """Whether it takes goods for a customer out of the stock."""
        move = self.sudo()
        return bool(
            move.sale_line_id
            and move.picking_code in ("internal", "outgoing")
            and not move.move_orig_ids
        )

    def _get_age(self):
        """Sorts waiting moves of customers, who goes first stands first: by the day that was
        promised first, then by the day of the order."""
        move = self.sudo()
        line = move.sale_line_id
        order = line.order_id
        arrived = self.env.context.get(ARRIVED)
        ordered_for = isinstance(arrived, frozenset) and not arrived.isdisjoint(
            move.reference_ids.ids
        )
        return (
            not ordered_for,
            -int(move.priority or 0),
            move.company_id._get_promised_day(line) or date.max,
            order.submitted_date or order.date_order,
            line.id,
            move.id,
        )

    def _sort_by_promise(self):
        """Those of customers in the order of their age, among themselves; others stay where
        they are."""
        ours = self.filtered(lambda move: move._is_for_customer())
        if len(ours) < 2:
            return self
        sorted_ours = iter(ours.sorted(lambda move: move._get_age()))
        return self.browse(
            (next(sorted_ours) if move in ours else move).id for move in self
        )

    def _reserve_older_promises(self):
        if isinstance(self.env.context.get(LOOKED), frozenset):
            return
        wanting = self.filtered(
            lambda move: move.state in WAITING
            and not move._should_bypass_reservation()
            and move._is_for_customer()
        )
        # sudo: whoever asks for a customer's goods need not see the others
        older = wanting.sudo()._find_older()
        if older:
            older._sort_by_promise().with_context(
                **{LOOKED: frozenset(older.ids)}
            )._action_assign()

    def _find_older(self):
        """Waiting moves of other customers that want the same goods as these and are older,
        as far as goods are there."""
        ages = {}
        for move in self:
            key = move.product_id, move.location_id
            ages[key] = min(move._get_age(), ages.get(key, move._get_age()))
        if not ages:
            return self.browse()
        others = self.search(
            Domain("product_id", "in", self.product_id.ids)
            & Domain("location_id", "in", self.location_id.ids)
            & Domain("state", "in", WAITING)
            & Domain("sale_line_id", "!=", False)
            & Domain("id", "not in", self.ids)
        )
        older = others.filtered(
            lambda move: (key := (move.product_id, move.location_id)) in ages
            and move._is_for_customer()
            and move._get_age() < ages[key]
        )
        return older._filter_to_reserve()._filter_where_goods_are()

    def _filter_to_reserve(self):
        """Those that core would reserve by itself as soon as goods are there."""
        today = fields.Date.today()
        return self.filtered(
            lambda move: move.state in WAITING
            and move.procure_method == "make_to_stock"
            and not move.picked
            and (
                move.picking_type_id.reservation_method == "at_confirm"
                or (move.reservation_date and move.reservation_date <= today)
            )
        )

    def _filter_where_goods_are(self):
        """Those of which something is free where they take it from."""
        if not self:
            return self
        rows = self.env["stock.quant"]._read_group(
            [
                ("product_id", "in", self.product_id.ids),
                ("location_id", "child_of", self.location_id.ids),
                ("location_id.usage", "in", ("internal", "transit")),
            ],
            ["product_id"],
            ["quantity:sum", "reserved_quantity:sum"],
        )
        free = {
            product
            for product, quantity, reserved in rows
            if product.uom_id.compare(quantity, reserved) > 0
        }
        return self.filtered(lambda move: move.product_id in free)

    # --- how old goods may be ---

    def _update_reserved_quantity(
        self, need, location_id, lot_id=None, package_id=None, owner_id=None, strict=True
    ):
        """Of lots that last long enough for the buyer."""
        return super(StockMove, self._with_days_to_last())._update_reserved_quantity(
            need, location_id, lot_id, package_id, owner_id, strict
        )

    def _with_days_to_last(self):
        agreement = self.sudo().sale_line_id.order_id.agreement_id
        days = agreement._get_days_to_last() if agreement else 0
        return self.with_context(**{LAST: days}) if days else self
