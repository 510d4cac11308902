from odoo import api, fields, models
from odoo.tools import SQL

# Key of the context under which core's methods find what this call has the turn for.
KEY = "fmcg_stock_guard.goods"


class ChannelStockTurn(models.Model):
    """A row for each product and warehouse: who reserves its goods takes turns on it.

    A transaction sees the database as it was when it began. One that only waited for
    another would still see goods as free that the other has promised. Updating the row
    makes the later one begin again, with what the earlier one has reserved in sight (see
    ``fmcg_channel.turns``). Rows are locked in the order of their ids, and all of a call
    in one statement, so that two calls never wait for each other.

    *Goods* are pairs of the id of a warehouse and that of a product.
    """

    _name = "channel.stock.turn"
    _description = "Turn to Take Goods"
    _rec_names_search = ["product_id"]

    warehouse_id = fields.Many2one(
        "stock.warehouse", required=True, readonly=True, ondelete="cascade"
    )
    product_id = fields.Many2one(
        "product.product", required=True, readonly=True, index=True, ondelete="cascade"
    )

    _pair_unique = models.UniqueIndex(
        "(warehouse_id, product_id)", "Goods of a warehouse have one row to take turns on."
    )

    @api.depends("warehouse_id", "product_id")
    def _compute_display_name(self):
        for turn in self:
            names = turn.product_id.display_name, turn.warehouse_id.display_name
            turn.display_name = " / ".join(map(str, names))

    @api.model
    def _take_for(self, records, goods):
        """Take the turn for ``goods``, unless this call has it.

        :return: ``records``, in whose context others find what it has been taken for
        :raise psycopg2.errors.SerializationFailure: when others were first; whoever runs
            the request repeats it
        """
        held = self._get_held(records)
        missing = set(goods) - (held or frozenset())
        if missing:
            self.with_env(records.env)._take(missing)
        elif held is not None:
            return records
        return records.with_context(**{KEY: (held or frozenset()) | missing})

    @api.model
    def _get_held(self, records):
        """What the call has the turn for; None where no reservation is going on. A client
        may put anything into its context, but no ``frozenset``."""
        held = records.env.context.get(KEY)
        return held if isinstance(held, frozenset) else None

    @api.model
    def _take(self, goods):
        """In one statement; rows that are missing are made, unless that would be to wait:
        goods that have never been there have no row, and nothing can be reserved of them.
        """
        goods = self._to_sql(goods)
        if self._waits():
            turns = SQL("%s %s", self._query_turns(goods, SQL()), self._query_missing(goods))
        else:
            turns = SQL("%s SELECT", self._query_turns(goods, SQL("NOWAIT")))
        self.env.cr.execute(turns, log_exceptions=False)

    @api.model
    def _ensure(self, goods):
        """Make rows that are missing, without taking a turn."""
        if goods:
            query = self._query_missing(self._to_sql(goods))
            self.env.cr.execute(query, log_exceptions=False)

    @api.model
    def _to_sql(self, goods):
        return SQL(", ").join(SQL("(%s, %s)", *pair) for pair in sorted(goods))

    @api.model
    def _query_turns(self, goods, wait):
        return SQL(
            """
            WITH found AS (SELECT id FROM channel_stock_turn
                            WHERE (warehouse_id, product_id) IN (%s)
                            ORDER BY id FOR NO KEY UPDATE %s),
                 taken AS (UPDATE channel_stock_turn AS row SET id = row.id
                             FROM found WHERE found.id = row.id)
            """,
            goods,
            wait,
        )

    @api.model
    def _query_missing(self, goods):
        return SQL(
            """
            INSERT INTO channel_stock_turn (warehouse_id, product_id)
                 SELECT * FROM (VALUES %s) AS wanted (warehouse_id, product_id)
                 EXCEPT SELECT warehouse_id, product_id FROM channel_stock_turn
                         WHERE (warehouse_id, product_id) IN (%s)
                  ORDER BY warehouse_id, product_id
            ON CONFLICT DO NOTHING
            """,
            goods,
            goods,
        )

    @api.model
    def _waits(self):
        """Whether to wait for who has the turn now; else they are told at once, by
        ``psycopg2.errors.LockNotAvailable``."""
        return True

    @api.model
    def _find_over(self, goods):
        """Dict from those of ``goods`` of which more is promised than lies in the warehouse
        to how much more, in the product's own unit."""
        if not goods:
            return {}
        self.env["stock.quant"].flush_model(["quantity", "reserved_quantity"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT place.warehouse_id, quant.product_id,
                       SUM(quant.reserved_quantity - quant.quantity)
                  FROM stock_quant quant
                  JOIN stock_location place ON place.id = quant.location_id
                 WHERE (place.warehouse_id, quant.product_id) IN %s
                   AND place.usage IN ('internal', 'transit')
                 GROUP BY place.warehouse_id, quant.product_id
                """,
                tuple(sorted(goods)),
            )
        )
        products = self.env["product.product"]
        return {
            (warehouse, product): float(over)
            for warehouse, product, over in rows
            if products.browse(product).uom_id.compare(float(over), 0) > 0
        }
