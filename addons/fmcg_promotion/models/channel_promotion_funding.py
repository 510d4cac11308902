from collections import defaultdict
from decimal import Decimal

from odoo import api, fields, models


class ChannelPromotionFunding(models.Model):
    """A funder's part of an entry, from which claims are made."""

    _name = "channel.promotion.funding"
    _description = "Funding of a Promotion"
    _inherit = "channel.price.guard"
    _order = "id desc"
    _rec_name = "partner_id"

    _price_fields = ("share",)

    entry_id = fields.Many2one(
        "channel.promotion.entry",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    promotion_id = fields.Many2one(
        related="entry_id.promotion_id", store=True, index=True, precompute=True
    )
    order_id = fields.Many2one(
        related="entry_id.order_id",
        store=True,
        index="btree_not_null",
        precompute=True,
        ondelete="set null",
    )
    company_id = fields.Many2one(
        related="entry_id.company_id",
        string="Seller",
        store=True,
        index=True,
        precompute=True,
    )
    currency_id = fields.Many2one(
        related="entry_id.currency_id", store=True, precompute=True
    )
    date = fields.Datetime(related="entry_id.date", store=True, precompute=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Funder",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    share = fields.Float(
        string="Share (%)", digits=(16, 4), readonly=True, aggregator=None
    )
    amount = fields.Monetary(
        readonly=True, help="Its part of money off and value of gifts."
    )

    @api.model
    def _get_paid(self, order_ids):
        """What funders have paid for orders so far.

        :return: dict from (order id, promotion id) to a dict from partner id to a
            ``Decimal``, both with a default
        """
        groups = self.sudo()._read_group(
            [("order_id", "in", list(order_ids))],
            ["order_id", "promotion_id", "partner_id", "currency_id"],
            ["amount:sum"],
        )
        paid = defaultdict(lambda: defaultdict(Decimal))
        for order, promotion, partner, currency, amount in groups:
            exact = Decimal(f"{amount:.{currency.decimal_places}f}")
            paid[order.id, promotion.id][partner.id] = exact
        return paid
