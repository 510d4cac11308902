from collections import defaultdict
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..engine import ledger


class ChannelPromotionEntry(models.Model):
    """What an order got of a promotion, or gave back. Only ever added to: the entries of
    an order sum up to what it has, those of a counter to what is used.
    """

    _name = "channel.promotion.entry"
    _description = "Promotion Entry"
    _inherit = "channel.price.guard"
    _order = "date desc, id desc"
    _rec_name = "promotion_id"

    promotion_id = fields.Many2one(
        "channel.promotion",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    order_id = fields.Many2one(
        "sale.order", readonly=True, index="btree_not_null", ondelete="set null"
    )
    company_id = fields.Many2one(
        related="promotion_id.company_id",
        string="Seller",
        store=True,
        index=True,
        precompute=True,
    )
    currency_id = fields.Many2one(
        related="promotion_id.currency_id", store=True, precompute=True
    )
    date = fields.Datetime(
        required=True,
        readonly=True,
        default=fields.Datetime.now,
        help="When it was booked.",
    )
    amount = fields.Monetary(
        string="Money Off",
        readonly=True,
        help="Taken off the lines and the order, as prices are quoted. Less than zero: "
        "given back.",
    )
    gift_quantity = fields.Float(
        string="Gifts",
        digits=(16, 6),
        readonly=True,
        help="Pieces, those that are owed included.",
    )
    gift_value = fields.Monetary(string="Value of Gifts", readonly=True)
    uses = fields.Integer(
        readonly=True, help="1: the order got the promotion. -1: it lost it again."
    )
    coupon_id = fields.Many2one(
        "channel.coupon",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        groups="fmcg_channel.group_salesperson",
        help="Which was given for it.",
    )
    usage_ids = fields.Many2many(
        "channel.promotion.usage",
        "channel_promotion_entry_usage_rel",
        "entry_id",
        "usage_id",
        string="Counted In",
        readonly=True,
        help="The budgets' periods and customers.",
    )
    funding_ids = fields.One2many(
        "channel.promotion.funding",
        "entry_id",
        readonly=True,
        groups="fmcg_channel.group_finance",
    )

    @api.model
    def _get_bookings(self, orders):
        """What the ledger says of orders.

        :return: dict from the engine's ``Account`` to its ``Given``, without those that
            gave everything back
        """
        entries = self.sudo().search_fetch(
            [("order_id", "in", orders.ids)],
            [
                "order_id",
                "promotion_id",
                "currency_id",
                "coupon_id",
                "usage_ids",
                "amount",
                "gift_quantity",
                "gift_value",
                "uses",
            ],
        )
        booked = defaultdict(ledger.Given)
        for entry in entries:
            booked[entry._get_account()] += entry._get_given()
        return {account: given for account, given in booked.items() if given}

    def _get_account(self):
        self.ensure_one()
        return ledger.Account(
            self.order_id.id,
            self.promotion_id.id,
            tuple(sorted(usage._get_counter() for usage in self.usage_ids)),
            self.coupon_id.id or 0,
        )

    def _get_given(self):
        self.ensure_one()
        return self._make_given(
            self.currency_id, self.amount, self.gift_quantity, self.gift_value, self.uses
        )

    @api.model
    def _make_given(self, currency, amount, gift_quantity, gift_value, uses):
        """The engine's ``Given`` of numbers as they are stored."""
        digits = currency.decimal_places
        return ledger.Given(
            Decimal(f"{amount:.{digits}f}"),
            Decimal(f"{gift_quantity:.6f}"),
            Decimal(f"{gift_value:.{digits}f}"),
            uses,
        )

    @api.model
    def _book(self, changes):
        """Count changes in budgets and coupons, and write them down.

        The number of queries does not grow with the number of changes.

        :param changes: dict from the engine's ``Account`` to its ``Given``
        :raise UserError: when a budget or coupon does not have so much left, naming all
        """
        if not changes:
            return self.browse()
        added = self._add_up_counters(changes)
        rows = self.env["channel.promotion.usage"].sudo()._ensure_counters(added)
        # before anything is read that another order may have changed
        problems = self.env["channel.promotion.usage"].sudo()._count(added, rows)
        uses = defaultdict(int)
        for account, change in changes.items():
            if account.coupon:
                uses[account.coupon] += change.uses
        problems += self.env["channel.coupon"].sudo()._count(uses)
        if problems:
            raise UserError("\n".join(problems))
        fundings = self._prepare_fundings(changes)
        return self.sudo().create(
            [
                {
                    **self._prepare_values(account, change, rows),
                    "funding_ids": [Command.create(one) for one in fundings[account]],
                }
                for account, change in changes.items()
            ]
        )

    @api.model
    def _add_up_counters(self, changes):
        """:return: dict from counter to what is added, zeros included"""
        ids = {c.budget for account in changes for c in account.counters}
        budgets = self.env["channel.promotion.budget"].sudo().browse(ids)
        measures = {budget.id: budget.measure for budget in budgets}
        added = defaultdict(Decimal)
        for account, change in changes.items():
            for counter in account.counters:
                added[counter] += change.count(measures[counter.budget])
        return added

    @api.model
    def _prepare_values(self, account, change, rows):
        return {
            "promotion_id": account.promotion,
            "order_id": account.order,
            "coupon_id": account.coupon,
            "amount": float(change.amount),
            "gift_quantity": float(change.pieces),
            "gift_value": float(change.gift_value),
            "uses": change.uses,
            "usage_ids": [
                Command.set([rows[counter].id for counter in account.counters])
            ],
        }

    @api.model
    def _prepare_fundings(self, changes):
        """:return: dict from account to a list of values of fundings"""
        Funding = self.env["channel.promotion.funding"].sudo()
        paid = Funding._get_paid({account.order for account in changes})
        promotions = self.env["channel.promotion"].sudo()
        promotions = promotions.browse({account.promotion for account in changes})
        by_id = {promotion.id: promotion for promotion in promotions}
        fundings = {}
        for account, change in changes.items():
            promotion = by_id[account.promotion]
            funded = paid[account.order, promotion.id]
            shares = promotion._get_funder_shares()
            digits = promotion.currency_id.decimal_places
            total = sum(funded.values(), change.worth)
            parts = ledger.fund(total, shares, funded, digits)
            for partner_id, amount in parts.items():
                funded[partner_id] += amount
            fundings[account] = [
                {
                    "partner_id": partner_id,
                    "share": float(shares.get(partner_id, 0)),
                    "amount": float(amount),
                }
                for partner_id, amount in parts.items()
            ]
        return fundings
