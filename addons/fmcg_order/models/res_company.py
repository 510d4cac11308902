from datetime import timedelta

from odoo import api, fields, models

PRICE_TAXES = [("with", "With Tax"), ("without", "Without Tax")]


class ResCompany(models.Model):
    _inherit = "res.company"

    _insider_fields = ("order_hold_days", "shipping_cutoff")  # see channel.author.guard

    order_hold_days = fields.Integer(
        string="Days a Held Order Waits",
        default=30,
        help="After so many days a held order is cancelled and gives back what it has "
        "reserved; seller and buyer are told three days before. 0: it waits for ever.",
    )

    shown_price_tax = fields.Selection(
        PRICE_TAXES,
        string="Prices Shown to Customers",
        compute="_compute_shown_price_tax",
        store=True,
        readonly=False,
        help="Whether prices in the shop, in its cart and at the order desk have the tax "
        "in them. They say which.",
    )

    @api.depends("partner_id.country_id")
    def _compute_shown_price_tax(self):
        """In China prices of goods for shops have the tax in them."""
        for company in self:
            in_china = company.partner_id.country_id.code == "CN"
            company.shown_price_tax = "with" if in_china else "without"

    shipping_cutoff = fields.Float(
        string="Shipping Cut-Off",
        help="Orders that are confirmed later in the day, in the enterprise's time zone, "
        "are for the warehouse of the next day. 0: there is no such hour.",
    )

    _shipping_cutoff_hour = models.Constraint(
        "CHECK (shipping_cutoff >= 0 AND shipping_cutoff < 24)",
        "Shipping cut-off: give an hour from 00:00 to 23:59. 00:00: there is none.",
    )
    _order_hold_days_positive = models.Constraint(
        "CHECK (order_hold_days >= 0)",
        "Days a held order waits: give 0 or more. With 0 it waits for ever.",
    )

    def _get_shipping_cutoff(self):
        """The moment (UTC) up to which orders are confirmed that leave today, or False."""
        self.ensure_one()
        if not self.sudo().shipping_cutoff:
            return False
        start = self._channel_day_start(self._get_channel_today())
        return start + timedelta(hours=self.sudo().shipping_cutoff)
