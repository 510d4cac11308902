from odoo import api, fields, models

ORDER_CHANNELS = [
    ("salesperson", "Salesperson"),
    ("portal", "Portal"),
    ("import", "Import"),
]


class SaleOrder(models.Model):
    """By which way, under which agreement and at which moment the buyer decides.

    Whatever an order is made of (prices, promotions, quotas) asks here, so that all of
    them speak of the same day.
    """

    _inherit = "sale.order"

    order_channel = fields.Selection(
        ORDER_CHANNELS,
        string="Entered By",
        default="salesperson",
        required=True,
        copy=False,
        help="How the order came in.",
    )

    def _get_buying_agreements(self):
        """Dict from order to the agreement by which its buyer buys now; it may be empty.

        Unlike ``agreement_id`` it is found anew: the one that the order was begun with
        may have ended.
        """
        pairs = {
            order: (order.partner_id.sudo().channel_node_id.id, order.company_id.id)
            for order in self
        }
        Agreement = self.env["channel.agreement"]
        found = Agreement._find_for_pairs(pair for pair in pairs.values() if all(pair))
        return {order: found.get(pair, Agreement) for order, pair in pairs.items()}

    def _get_buying_agreement(self):
        self.ensure_one()
        return self._get_buying_agreements()[self].with_env(self.env)

    def _get_buying_moment(self):
        """When the buyer decided: what counts for the dates of prices and promotions.

        The moment of the submission, however long others take to agree. Of an order of
        the channel that is still open: now, whatever its date says; people type that, and
        a price of years ago or of next year is no offer.
        """
        self.ensure_one()
        if self.submitted_date:
            return self.submitted_date
        is_open = self.state in ("draft", "sent", False)
        if is_open and self.partner_id.sudo().channel_node_id:
            return fields.Datetime.now()
        return self.date_order or fields.Datetime.now()

    def _get_buying_day(self):
        """The day of the decision, in the seller's time zone."""
        self.ensure_one()
        return self.company_id._get_channel_day(self._get_buying_moment())

    # --- what follows from a change ---

    def _follow_changes(self):
        """Hook: bring what is made of the whole order up to date.

        Called once when everything that one call changes is written, before anybody
        judges the order: lines or terms were changed.
        """

    @api.model
    def _get_followed_fields(self):
        """Fields of the order after whose change ``_follow_changes`` is called; lines
        have their own."""
        return {
            "agreement_id",
            "company_id",
            "currency_id",
            "fiscal_position_id",
            "order_channel",
            "order_line",
            "partner_id",
            "partner_shipping_id",
            "pricelist_id",
            "warehouse_id",
        }

    # --- when the order is handed in ---

    def _are_terms_fixed(self):
        """Whether the order is confirmed as it stands: something was decided about it as
        it is."""
        self.ensure_one()
        return self.state not in ("draft", "sent") or bool(self.submitted_date)

    def _filter_terms_to_fix(self):
        """Orders of the channel that nothing was decided about yet."""
        return self.filtered(
            lambda order: order.buyer_node_id and not order._are_terms_fixed()
        )

    def _fix_terms(self):
        """Hook: bring what the order is made of up to date for the last time, and say so
        where the customer pays something else than the order said before.

        Called when it is submitted, and when it is confirmed; an order whose terms are
        fixed stays as it is. Its agreement first: the others are asked by it.
        """
        opened = self._filter_terms_to_fix()
        agreements = opened._get_buying_agreements()
        for order in opened.sudo():
            found = agreements[order.with_env(opened.env)]
            if found and found.id != order.agreement_id.id:
                order.agreement_id = found.id
