from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import SQL

from ..engine import commitment

# Orders whose target has changed in this transaction and is not counted yet.
PENDING = "fmcg_credit.pending_orders"


class SaleOrder(models.Model):
    """Confirmed orders count as debt until they are invoiced.

    ``credit_target`` follows the documents, as every stored computed field does. Whenever
    it is computed anew, the order is noted, and before the transaction ends the
    difference to what is counted (``credit_committed``) goes to the account. Whatever
    changes an order, a delivery or an invoice is so counted once and in one place.
    Confirmation and cancellation count at once.
    """

    _inherit = "sale.order"

    credit_target = fields.Float(
        digits=(16, 2),
        compute="_compute_credit_target",
        store=True,
        groups="fmcg_channel.group_salesperson,fmcg_channel.group_customer_service,"
        "fmcg_channel.group_finance",
        help="What will still be invoiced, in the seller's currency.",
    )
    credit_committed = fields.Float(
        digits=(16, 2),
        readonly=True,
        copy=False,
        groups="fmcg_channel.group_salesperson,fmcg_channel.group_customer_service,"
        "fmcg_channel.group_finance",
        help="What of it the credit account has counted.",
    )
    credit_account_id = fields.Many2one(
        "channel.credit.account",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="fmcg_channel.group_salesperson,fmcg_channel.group_customer_service,"
        "fmcg_channel.group_finance",
        help="The account that has counted it.",
    )

    @api.model
    def _get_commitment_dependencies(self):
        """Fields that can change what will still be invoiced."""
        return [
            "state",
            "currency_rate",
            "agreement_id.credit_account_id",
            "promotion_result",  # what discounts will still take off
            "order_line.is_downpayment",
            "order_line.price_total",
            "order_line.product_uom_qty",
            "order_line.qty_delivered",
            "order_line.qty_invoiced_posted",
            "order_line.amount_invoiced",
            "order_line.move_ids.state",
            "order_line.move_ids.product_uom_qty",
        ]

    @api.depends(lambda self: self._get_commitment_dependencies())
    def _compute_credit_target(self):
        for order in self:
            order.credit_target = order._get_commitment() if order.state == "sale" else 0
        changed = self.filtered(lambda order: order.id and not order._is_counted())
        changed._note_commitments()

    def _get_commitment(self):
        self.ensure_one()
        # lists, because Odoo would read the lines of a filtered set for each order anew
        lines = [line for line in self.order_line if not line.display_type]
        discounts = self.order_line._get_promotion_discounts()
        facts = {
            line: line._get_commitment_facts()
            for line in lines
            if not line.is_downpayment and line not in discounts
        }
        amount = commitment.committed(
            facts.values(),
            prepaid=sum(line.amount_invoiced for line in lines if line.is_downpayment),
            discounts=self._get_discounts_to_come(facts) if discounts else 0.0,
        )
        return self._to_seller_currency(amount)

    def _get_discounts_to_come(self, facts):
        """What discounts on the whole order will still take off: they follow the goods.

        :param facts: dict from line to the engine's ``LineFacts``
        :return: money, below zero, tax included
        """
        self.ensure_one()
        expected = {line.id: commitment.expected(fact) for line, fact in facts.items()}
        return self._get_promotion_discounts_to_come(expected)

    def _to_seller_currency(self, amount):
        """At the rate of the order's own date, so that the answer stays the same."""
        currency = self.company_id.sudo().currency_id
        return currency.round(amount / (self.currency_rate or 1.0))

    # --- counting ---

    def _note_commitments(self):
        """Have these orders counted before the transaction ends."""
        if not self:
            return
        precommit = self.env.cr.precommit
        if PENDING not in precommit.data:
            precommit.data[PENDING] = set()
            env = self.env(su=True)
            precommit.add(lambda: env["sale.order"]._count_noted_commitments())
        precommit.data[PENDING].update(self.ids)

    @api.model
    def _count_noted_commitments(self):
        ids = self.env.cr.precommit.data.pop(PENDING, ())
        self.browse(ids).exists()._sync_credit_commitments()

    @api.model
    def _get_pending_commitments(self):
        """What is not counted yet of this transaction's own changes.

        :return: dict from account id to amount
        """
        noted = self.sudo().browse(self.env.cr.precommit.data.get(PENDING, ()))
        return noted.exists()._get_commitment_changes() if noted else {}

    def _get_commitment_changes(self):
        """:return: dict from account id to what has to be added to it"""
        changes = defaultdict(float)
        for order in self:
            if order._is_counted():
                continue
            account = order.agreement_id.credit_account_id
            if order.credit_account_id:
                changes[order.credit_account_id.id] -= order.credit_committed
            if account:
                changes[account.id] += order.credit_target
        return changes

    def _is_counted(self):
        """Whether the account has counted what the order commits to now."""
        self.ensure_one()
        if not self.credit_committed and not self.credit_target:
            return True
        account = self.agreement_id.credit_account_id
        same = self.company_id.currency_id.compare_amounts(
            self.credit_committed, self.credit_target
        )
        return not same and account == self.credit_account_id

    def _sync_credit_commitments(self):
        """Make the accounts count what these orders commit their buyers to now.

        Safe to call at any time: what is counted already is not counted again. The
        number of queries does not grow with orders or accounts.
        """
        orders = self.sudo().filtered(lambda order: not order._is_counted())
        changes = {
            account_id: round(change, 6)
            for account_id, change in orders._get_commitment_changes().items()
            if round(change, 6)
        }
        # before anything is read that another confirmation may have changed
        Account = self.env["channel.credit.account"].sudo()
        Account._guard_add(changes)
        orders._write_commitments()
        Account.browse(key for key, change in changes.items() if change < 0)._ask_later()

    def _write_commitments(self):
        """In one statement: writing each order would ask each time who may do so."""
        if not self:
            return
        names = ["credit_committed", "credit_account_id"]
        self.flush_recordset(names)
        rows = [
            (order.id, order.credit_target, order.agreement_id.credit_account_id.id or None)
            for order in self
        ]
        self.env.cr.execute(
            SQL(
                """UPDATE sale_order AS sale
                      SET credit_committed = given.amount,
                          credit_account_id = given.account
                     FROM unnest(%s::int[], %s::numeric[], %s::int[])
                          AS given (id, amount, account)
                    WHERE sale.id = given.id""",
                *(list(column) for column in zip(*rows, strict=True)),
            )
        )
        self.invalidate_recordset(names, flush=False)
