from odoo import fields, models
from odoo.tools import SQL

# Quantities of core are binary fractions
TOLERANCE = 0.000001


class ChannelOtif(models.Model):
    """On time, in full: each line that was due, and what came of what was promised.

    A view of the documents as they are now, never out of step with them; a line of it is a
    line of an order, its marks are those of ``engine/otif.py`` (a test compares them). What
    counts is the day promised first. Goods arrive on the day on which the customer
    confirmed them, else when they had left and travelled as long as the agreement says.
    """

    _name = "channel.otif"
    _description = "On Time, In Full"
    _auto = False
    _order = "promised_day desc, id desc"
    _rec_name = "product_id"
    # what has to be in the database before it is asked
    _depends = {
        "channel.agreement": ["transport_days"],
        "channel.node": ["company_id"],
        "channel.receipt": ["date"],
        "sale.order": ["agreement_id", "buyer_node_id", "name", "partner_id", "state"],
        "sale.order.line": [
            "company_id",
            "first_promised_date",
            "product_id",
            "product_uom_id",
            "product_uom_qty",
        ],
        "stock.move": ["date", "picking_id", "product_uom", "quantity", "sale_line_id", "state"],
        "stock.picking": ["picking_type_id", "receipt_id"],
    }

    company_id = fields.Many2one("res.company", string="Selling Enterprise", readonly=True)
    buyer_company_id = fields.Many2one(
        "res.company", string="Buying Enterprise", readonly=True
    )
    seller_id = fields.Many2one("res.partner", string="Supplier", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    product_id = fields.Many2one("product.product", readonly=True)
    categ_id = fields.Many2one("product.category", string="Category", readonly=True)
    order_name = fields.Char(string="Order", readonly=True)
    promised_day = fields.Date(
        string="First Promised", readonly=True, help="What was promised at the order."
    )
    arrived_day = fields.Date(
        string="Arrived", readonly=True, help="When the last of it came, so far."
    )
    promised = fields.Float(
        string="Promised Quantity",
        digits="Product Unit",
        readonly=True,
        help="In the product's own unit.",
    )
    arrived = fields.Float(
        string="Arrived Quantity",
        digits="Product Unit",
        readonly=True,
        help="In the product's own unit.",
    )
    days_late = fields.Integer(
        readonly=True,
        aggregator="avg",
        help="From the promised day to the last arrival, or to today while some is lacking; "
        "below zero where it came earlier.",
    )
    due = fields.Integer(
        string="Lines", readonly=True, help="How many lines of orders were due."
    )
    on_time = fields.Float(
        readonly=True,
        aggregator="avg",
        help="The share of lines of which all that came, came by the promised day.",
    )
    in_full = fields.Float(
        readonly=True,
        aggregator="avg",
        help="The share of lines of which all that was promised came, whenever.",
    )
    otif = fields.Float(
        string="OTIF",
        readonly=True,
        aggregator="avg",
        help="The share of lines of which all that was promised came by the promised day.",
    )

    @property
    def _table_query(self):
        return SQL(
            """SELECT due.id, due.company_id, due.buyer_company_id, due.seller_id,
                      due.partner_id, due.product_id, due.categ_id, due.order_name,
                      due.promised_day, due.promised, 1 AS due,
                      came.day AS arrived_day, came.total AS arrived,
                      CASE WHEN came.total < due.promised - %(tolerance)s
                           THEN due.today ELSE came.day END - due.promised_day AS days_late,
                      (came.by_then >= due.promised - %(tolerance)s
                       OR came.total > 0 AND came.total = came.by_then
                      )::int::float AS on_time,
                      (came.total >= due.promised - %(tolerance)s)::int::float AS in_full,
                      (came.by_then >= due.promised - %(tolerance)s)::int::float AS otif
                 FROM (%(due)s) AS due
           CROSS JOIN LATERAL (%(came)s) AS came""",
            due=self._get_due_query(),
            came=self._get_arrivals_query(),
            tolerance=TOLERANCE,
        )

    def _get_due_query(self):
        """Lines that were promised for today or earlier, where their seller is."""
        return SQL(
            """SELECT line.id, line.company_id, buyer.company_id AS buyer_company_id,
                      seller.partner_id AS seller_id, orders.partner_id, line.product_id,
                      template.categ_id, orders.name AS order_name,
                      line.first_promised_date AS promised_day,
                      (line.product_uom_qty * unit.factor / own.factor)::numeric AS promised,
                      own.factor, COALESCE(agreement.transport_days, 0) AS transport_days,
                      zone.tz, (now() AT TIME ZONE zone.tz)::date AS today
                 FROM sale_order_line line
                 JOIN sale_order orders ON orders.id = line.order_id
                 JOIN res_company seller ON seller.id = line.company_id
                 JOIN (%(zones)s) AS zone ON zone.company_id = line.company_id
                 JOIN product_product product ON product.id = line.product_id
                 JOIN product_template template ON template.id = product.product_tmpl_id
                 JOIN uom_uom unit ON unit.id = line.product_uom_id
                 JOIN uom_uom own ON own.id = template.uom_id
            LEFT JOIN channel_agreement agreement ON agreement.id = orders.agreement_id
            LEFT JOIN channel_node buyer ON buyer.id = orders.buyer_node_id
                WHERE orders.state = 'sale' AND line.product_uom_qty > 0
                  AND line.first_promised_date
                      <= (now() AT TIME ZONE zone.tz)::date""",
            zones=self.env["res.company"]._get_channel_tz_query(),
        )

    def _get_arrivals_query(self):
        """What came of one line, in the product's own unit: all, and by the promised day."""
        return SQL(
            """SELECT COALESCE(SUM(arrival.quantity), 0) AS total,
                      MAX(arrival.day) AS day,
                      COALESCE(SUM(arrival.quantity)
                               FILTER (WHERE arrival.day <= due.promised_day), 0) AS by_then
                 FROM (SELECT move.quantity * unit.factor / due.factor AS quantity,
                              COALESCE(
                                  (receipt.date AT TIME ZONE 'UTC' AT TIME ZONE due.tz)::date,
                                  (move.date AT TIME ZONE 'UTC' AT TIME ZONE due.tz)::date
                                  + due.transport_days
                              ) AS day
                         FROM stock_move move
                         JOIN stock_picking picking ON picking.id = move.picking_id
                         JOIN stock_picking_type kind ON kind.id = picking.picking_type_id
                         JOIN uom_uom unit ON unit.id = move.product_uom
                    LEFT JOIN channel_receipt receipt ON receipt.id = picking.receipt_id
                        WHERE move.sale_line_id = due.id AND move.state = 'done'
                          AND kind.code = 'outgoing') AS arrival"""
        )
