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
