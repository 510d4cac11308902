from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.tools import format_date, format_list

from ..engine.promise import find_promise

UTC = ZoneInfo("UTC")


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _get_local_moment(self):
        """When the order was confirmed, naive, where the seller is."""
        zone = ZoneInfo(self.company_id._get_channel_tz())
        moment = self.date_order.replace(tzinfo=UTC)
        return moment.astimezone(zone).replace(tzinfo=None)


class SaleOrderLine(models.Model):
    """The day on which goods will be there: of each line, as it is known now, and as it was
    promised first."""

    _inherit = "sale.order.line"

    promised_date = fields.Date(
        string="Promised",
        readonly=True,
        copy=False,
        help="When the rest of this line arrives, as far as it is known; empty while "
        "nobody knows.",
    )
    first_promised_date = fields.Date(
        string="First Promised",
        readonly=True,
        copy=False,
        help="What was promised when the order was confirmed.",
    )

    # for channel.otif
    _due_index = models.Index(
        "(company_id, first_promised_date) WHERE first_promised_date IS NOT NULL"
    )

    @api.model
    def _get_derived_fields(self):
        return super()._get_derived_fields() | {"promised_date", "first_promised_date"}

    def _promise(self):
        """Find the promised days of these confirmed lines anew; whoever waits for them at
        the next tier follows."""
        changed = self.browse()
        for line in self:
            day = line._find_promised_day()
            before = line.promised_date
            if day != before:
                line.promised_date = day
                changed |= line
                if before and day and day > before:
                    line._tell_delay(before)
            if day and not line.first_promised_date:
                line.first_promised_date = day
        changed._tell_next_tier()

    def _tell_delay(self, before):
        """Say on the order, for the seller's people, what comes later and because of whom."""
        suppliers = self.sourcing_share_ids.filtered(
            lambda share: share._get_open_quantity() > 0
        ).purchase_line_id.order_id.partner_id
        self.order_id.message_post(
            body=self.env._(
                "%(product)s comes by %(day)s, not by %(before)s. Waits for: %(suppliers)s.",
                product=self.product_id.display_name,
                day=format_date(self.env, self.promised_date),
                before=format_date(self.env, before),
                suppliers=format_list(self.env, suppliers.mapped("name")) or "–",
            ),
            subtype_xmlid="mail.mt_note",
        )

    def _tell_next_tier(self):
        """The purchases of buyers that are enterprises follow, and what they promise."""
        self.order_id._ask_purchase("promise")
        Note = self.env["channel.sourcing.note"]
        for buyer, lines in self.grouped(lambda line: line.order_id.buyer_node_id).items():
            if buyer.company_id:
                Note._leave_for(buyer.company_id, lines.product_id)

    def _find_promised_day(self):
        """:return: date, or False while nobody knows"""
        agreement = self.order_id.agreement_id
        if not agreement:
            return False
        available = self._find_available_day()
        if available is None:
            return False
        promise = find_promise(
            self.order_id._get_local_moment(), agreement._to_delivery_terms(), available
        )
        wish = self.order_id.commitment_date
        wished = wish and self.company_id._get_channel_day(wish)
        return max(promise.arrives, wished) if wished else promise.arrives

    def _find_available_day(self):
        """The day on which all that is lacking is there; that of the order for what is
        there already, None when something was not ordered, or nobody knows when it comes."""
        _there, lacking = self._count_supply()
        day = self.company_id._get_channel_day(self.order_id.date_order)
        for arrival, quantity in self._get_arrivals(lacking):
            if not arrival:
                return None
            lacking -= quantity
            day = max(day, arrival)
        return None if lacking > 0 else day

    def _get_arriving_shares(self):
        """What was ordered for the line at a supplier."""
        return self.sourcing_share_ids.filtered(
            lambda share: share.purchase_line_id.state != "draft"
        )

    def _get_arrivals(self, lacking):
        """Yield days (or None) with quantities that were ordered for this line, the first
        one first.

        :param lacking: what the line still wants, in the product's own unit
        """
        shares = self._get_arriving_shares()
        for share in shares.sorted(lambda one: one.purchase_line_id.date_planned):
            quantity = min(share._get_open_quantity(), lacking)
            if quantity > 0:
                lacking -= quantity
                yield share.purchase_line_id._get_arrival_day(), quantity
