import pytz

from odoo import api, fields, models
from odoo.tools import SQL


class ResCompany(models.Model):
    _inherit = "res.company"

    channel_node_ids = fields.One2many(
        "channel.node", "company_id", string="Channel Nodes"
    )
    channel_node_id = fields.Many2one(
        "channel.node",
        compute="_compute_channel_node_id",
        store=True,
        index="btree_not_null",
    )

    channel_open_applications = fields.Boolean(
        string="Take Applications Online",
        help="Anybody may apply for an account with this enterprise on the public page. "
        "Its name is shown there.",
    )

    @api.depends("channel_node_ids")
    def _compute_channel_node_id(self):
        for company in self:
            company.channel_node_id = company.channel_node_ids[:1]

    def _get_channel_today(self):
        """Today where the enterprise is, so that a day starts for all of its buyers at
        once, whoever asks."""
        return self._get_channel_day(fields.Datetime.now())

    def _get_channel_day(self, moment):
        """The day that ``moment`` (UTC, naive) lies in where the enterprise is."""
        zone = pytz.timezone(self._get_channel_tz())
        return pytz.utc.localize(moment).astimezone(zone).date()

    def _get_channel_tz(self):
        """Name of the enterprise's time zone: its contact's, else its country's."""
        self.ensure_one()
        company = self.sudo()
        if company.partner_id.tz:
            return company.partner_id.tz
        return "Asia/Shanghai" if company.country_id.code == "CN" else "UTC"

    @api.model
    def _get_channel_tz_query(self):
        """:meth:`_get_channel_tz` for reports in SQL: rows of ``company_id`` and ``tz``."""
        return SQL(
            """SELECT company.id AS company_id,
                      COALESCE(
                          NULLIF(partner.tz, ''),
                          CASE WHEN country.code = 'CN' THEN 'Asia/Shanghai'
                               ELSE 'UTC' END
                      ) AS tz
                 FROM res_company company
                 JOIN res_partner partner ON partner.id = company.partner_id
            LEFT JOIN res_country country ON country.id = partner.country_id"""
        )

    def _ensure_channel_node(self):
        """Give companies that stand outside the channel a node of their own."""
        brand = self.env.ref("fmcg_channel.tier_brand")
        for company in self.filtered(lambda c: not c.channel_node_id):
            node = self.env["channel.node"].search(
                [("partner_id", "=", company.partner_id.id)]
            ) or self.env["channel.node"].create(
                {"partner_id": company.partner_id.id, "tier_id": brand.id}
            )
            node.company_id = company
