from odoo import api, fields, models
from odoo.tools import SQL


class ChannelMustStockGap(models.Model):
    """Which buyer has not ordered which product of a must-stock list for how long.

    A view for reports: what is listed to a buyer is not asked here, as
    ``channel.agreement._get_must_stock_gaps`` does.
    """

    _name = "channel.must.stock.gap"
    _description = "Must-Stock Gap"
    _auto = False
    _order = "days desc, id"
    _rec_name = "product_id"

    agreement_id = fields.Many2one("channel.agreement", readonly=True)
    company_id = fields.Many2one("res.company", string="Seller", readonly=True)
    node_id = fields.Many2one("channel.node", string="Buyer", readonly=True)
    product_id = fields.Many2one("product.product", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    territory_id = fields.Many2one("channel.territory", readonly=True)
    last_order_date = fields.Datetime(string="Last Order", readonly=True)
    days = fields.Integer(
        string="Days since",
        readonly=True,
        aggregator="avg",
        help="Days since the last confirmed order; empty for never.",
    )
    never = fields.Boolean(string="Never Ordered", readonly=True)

    @api.model
    def _get_gap_action(self):
        """The report; of one's own customers for whoever has some, else of all."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "fmcg_catalog.channel_must_stock_gap_action"
        )
        own = self.env["channel.agreement"].search_count(
            [("user_id", "=", self.env.uid), ("state", "=", "active")], limit=1
        )
        return action | {"context": {"search_default_mine": 1} if own else {}}

    @property
    def _table_query(self):
        return SQL(
            """SELECT (gap.agreement_id::bigint << 31) + gap.product_id AS id, gap.*,
                      last.moment AS last_order_date,
                      last.moment IS NULL AS never,
                      gap.today - last.day AS days
                 FROM (%(wanted)s) AS gap
            LEFT JOIN (%(last)s) AS last ON last.node_id = gap.node_id
                                        AND last.company_id = gap.company_id
                                        AND last.product_id = gap.product_id
                WHERE last.moment IS NULL OR last.day <= gap.today - gap.gap_days""",
            wanted=self._get_wanted_query(),
            last=self._get_last_query(),
        )

    def _get_wanted_query(self):
        """Each product that each buyer is to stock today; a superset of the gaps.

        Today is a day of the seller, whose time zone may be another.
        """
        return SQL(
            """SELECT agreement.id AS agreement_id, agreement.company_id,
                      agreement.node_id, line.product_id, agreement.user_id,
                      agreement.territory_id, MIN(list.gap_days) AS gap_days,
                      MIN((now() AT TIME ZONE zone.tz)::date) AS today
                 FROM channel_must_stock list
                 JOIN (%(zones)s) AS zone ON zone.company_id = list.company_id
                 JOIN channel_must_stock_line line ON line.must_stock_id = list.id
                 JOIN channel_agreement agreement
                   ON agreement.company_id = list.company_id
                  AND agreement.state = 'active'
            LEFT JOIN channel_territory own ON own.id = agreement.territory_id
            LEFT JOIN channel_territory target ON target.id = list.territory_id
                WHERE list.active
                  AND (list.date_start IS NULL
                       OR list.date_start <= (now() AT TIME ZONE zone.tz)::date)
                  AND (list.date_end IS NULL
                       OR list.date_end >= (now() AT TIME ZONE zone.tz)::date)
                  AND CASE list.audience
                           WHEN 'tier' THEN agreement.tier_id = list.tier_id
                           WHEN 'grade' THEN agreement.grade_id = list.grade_id
                           WHEN 'node' THEN agreement.node_id = list.node_id
                           WHEN 'territory'
                           THEN own.parent_path LIKE target.parent_path || '%%'
                           ELSE true END
             GROUP BY agreement.id, line.product_id""",
            zones=self.env["res.company"]._get_channel_tz_query(),
        )

    def _get_last_query(self):
        """When each buyer last had each product confirmed, and on which day of the
        seller."""
        return SQL(
            """SELECT partner.channel_node_id AS node_id, orders.company_id,
                      line.product_id, MAX(orders.date_order) AS moment,
                      MAX(
                          (orders.date_order AT TIME ZONE 'UTC' AT TIME ZONE zone.tz)::date
                      ) AS day
                 FROM sale_order orders
                 JOIN (%(zones)s) AS zone ON zone.company_id = orders.company_id
                 JOIN res_partner partner ON partner.id = orders.partner_id
                 JOIN sale_order_line line ON line.order_id = orders.id
                WHERE orders.state = 'sale' AND partner.channel_node_id IS NOT NULL
             GROUP BY partner.channel_node_id, orders.company_id, line.product_id""",
            zones=self.env["res.company"]._get_channel_tz_query(),
        )
