from collections import defaultdict

from odoo import models
from odoo.tools import SQL

from ..reservation import CAREFUL, KEY, POSTPONE, Contention, Reservation, find

CORE = "odoo.addons.stock.models.stock_move"


class StockMove(models.Model):
    """Reserve the moves of one call together.

    Core's own methods decide what is taken from where. They are only kept from asking
    the database move by move: what a move needs to know is read for all of them, and
    move lines are created at the end, or earlier when something has to see them.

    Stands on odoo/addons/stock/models/stock_move.py StockMove._action_assign
    Stands on odoo/addons/stock/models/stock_move.py StockMove._update_reserved_quantity
    Stands on odoo/addons/stock/models/stock_move.py StockMove._update_reserved_quantity_vals
    Stands on odoo/addons/stock/models/stock_move.py StockMove._should_bypass_reservation
    Stands on odoo/addons/stock/models/stock_move.py StockMove._trigger_scheduler
    """

    _inherit = "stock.move"

    def _action_assign(self, force_qty=False):
        if self.env.context.get(POSTPONE) and not force_qty:
            return self._assign_or_postpone()
        outer = find(self.env)
        if outer:
            self._create_deferred_lines(outer)
        careful = bool(self.env.context.get(CAREFUL))
        if len(self) < 2 and not careful:
            moves = self.with_context(**{KEY: None}) if outer else self
            return super(StockMove, moves)._action_assign(force_qty=force_qty)
        reservation = Reservation(self._get_reservation_groups())
        if careful:
            reservation.locked.update(self._lock_goods())
        moves = self._sort_into_rounds().with_context(**{KEY: reservation})
        result = super(StockMove, moves)._action_assign(force_qty=force_qty)
        moves._create_deferred_lines(reservation)
        return result

    def _lock_goods(self):
        """Lock all rows of stock that these moves may need, before anything is
        calculated that could come to nothing.

        :raise Contention: when others have locked one
        :return: ids of the rows
        """
        moves = self.filtered(
            lambda move: (
                move.product_id.is_storable and not move._should_bypass_reservation()
            )
        )
        if not moves:
            return []
        query = SQL(
            """
            WITH goods AS (%s),
                 locked AS (SELECT id FROM stock_quant WHERE id IN (SELECT id FROM goods)
                            ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)
            SELECT goods.id, locked.id FROM goods LEFT JOIN locked USING (id)
            """,
            moves._query_goods(),
        )
        self.env.cr.execute(query, log_exceptions=False)
        rows = self.env.cr.fetchall()
        if not all(locked for _wanted, locked in rows):
            raise Contention
        return [locked for _wanted, locked in rows]

    def _query_goods(self):
        """SQL of the ids of rows of stock that moves in the database may need."""
        return SQL(
            """
            SELECT DISTINCT quant.id
              FROM stock_move move
              JOIN stock_location source ON source.id = move.location_id
              JOIN stock_location place
                ON place.parent_path LIKE source.parent_path || '%%'
              JOIN stock_quant quant
                ON quant.location_id = place.id
               AND quant.product_id = move.product_id
             WHERE move.id IN %s
            """,
            self._ids,
        )

    def _sort_into_rounds(self):
        """Each product once, then those that come twice, and so on.

        Moves of one product keep their order, so that the same ones get the goods when
        there are too few; moves of different products do not compete.
        """
        rounds = defaultdict(list)
        seen = defaultdict(int)
        for move in self:
            seen[move.product_id] += 1
            rounds[seen[move.product_id]].append(move.id)
        return self.browse(id_ for ids in rounds.values() for id_ in ids)

    def _get_reservation_groups(self):
        """Ids of products by location and time of their moves."""
        groups = defaultdict(set)
        for move in self:
            if move.product_id.is_storable:
                groups[move.location_id, move.date].add(move.product_id.id)
        return {key: frozenset(ids) for key, ids in groups.items()}

    def _update_reserved_quantity(
        self, need, location_id, lot_id=None, package_id=None, owner_id=None, strict=True
    ):
        """As core: find out what can be taken, and create move lines; only later."""
        reservation = find(self.env)
        parent = super()._update_reserved_quantity
        if not reservation or parent.__module__ != CORE:
            # an addon below has its own way, which is none of our business
            return parent(need, location_id, lot_id, package_id, owner_id, strict)
        vals_list, taken = self._update_reserved_quantity_vals(
            need, location_id, lot_id, package_id, owner_id, strict
        )
        if vals_list:
            reservation.defer(self.env, vals_list)
        return taken

    def _update_reserved_quantity_vals(
        self, need, location_id, lot_id=None, package_id=None, owner_id=None, strict=True
    ):
        reservation = find(self.env)
        if reservation:
            if reservation.waits_for(self.product_id.id):
                self._create_deferred_lines(reservation)
            key = self.location_id, self.date
            reservation.peers = reservation.groups.get(key, frozenset())
        return super()._update_reserved_quantity_vals(
            need, location_id, lot_id, package_id, owner_id, strict
        )

    def _create_deferred_lines(self, reservation):
        for env, vals_list in reservation.pop_pending():
            env["stock.quant"]._lock_taken(reservation)
            env["stock.move.line"].create(vals_list)

    def _trigger_scheduler(self):
        """Core searches an orderpoint for each move; most products have none."""
        found = self.env["stock.warehouse.orderpoint"]._read_group(
            [
                ("product_id", "in", self.product_id.ids),
                ("company_id", "in", self.company_id.ids),
                ("trigger", "=", "auto"),
            ],
            ["product_id"],
        )
        products = {product.id for (product,) in found}
        moves = self.filtered(lambda move: move.product_id.id in products)
        return super(StockMove, moves)._trigger_scheduler()
