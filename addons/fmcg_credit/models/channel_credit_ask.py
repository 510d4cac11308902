import logging

from odoo import api, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)


class ChannelCreditAccount(models.Model):
    """Held orders are asked again when something may have cured them.

    What cures, a payment above all, only leaves a note and never waits for orders nor
    fails because of one; a scheduled action reads the notes at once.
    """

    _inherit = "channel.credit.account"

    def _ask_later(self):
        """Have the held orders of these accounts asked again after this transaction."""
        if not self:
            return
        Recheck = self.env["channel.credit.recheck"].sudo()
        Recheck.create([{"account_id": account.id} for account in self])
        self.env.ref("fmcg_credit.ir_cron_ask_held_orders").sudo()._trigger()

    @api.model
    def _find_for_partners(self, pairs):
        """:param pairs: iterable of (company id, commercial partner id)"""
        pairs = set(pairs)
        if not pairs:
            return self.browse()
        agreements = self.env["channel.agreement"].sudo().search(
            [
                ("company_id", "in", [company for company, _partner in pairs]),
                ("node_id.partner_id", "in", [partner for _company, partner in pairs]),
            ]
        )
        return agreements.filtered(
            lambda a: (a.company_id.id, a.node_id.partner_id.id) in pairs
        ).credit_account_id

    def _get_held_orders(self):
        """Submitted orders that are not confirmed, oldest first."""
        return self.env["sale.order"].sudo().search(
            [
                ("agreement_id.credit_account_id", "in", self.ids),
                ("submitted_date", "!=", False),
                ("state", "in", ("draft", "sent")),
            ],
            order="submitted_date, id",
        )

    def _ask_held_orders(self):
        """Ask the gate again; an order that fails does not keep the next ones back."""
        for order in self._get_held_orders():
            order = order.with_company(order.company_id)
            try:
                with self.env.cr.savepoint():
                    order._process_submitted()
            except UserError as error:
                _logger.info("Order %s stays held: %s", order.name, error)
            order._renew_stage()

    @api.model
    def _cron_ask_held_orders(self):
        """Work off the notes, a transaction for each account."""
        Recheck = self.env["channel.credit.recheck"]
        Cron = self.env["ir.cron"]
        accounts = Recheck.search([], order="id", limit=1000).account_id
        Cron._commit_progress(remaining=len(accounts))
        for account in accounts:
            Recheck.search([("account_id", "=", account.id)]).unlink()
            account._ask_held_orders()
            if not Cron._commit_progress(1):
                break
        if Recheck.search_count([], limit=1):
            self.env.ref("fmcg_credit.ir_cron_ask_held_orders")._trigger()

    @api.model
    def _cron_sweep_held_orders(self):
        """Ask all held orders: days pass, raises begin, and an order may have been held
        in the very moment in which a payment came."""
        orders = self.env["sale.order"].search(
            [
                ("agreement_id.credit_account_id", "!=", False),
                ("submitted_date", "!=", False),
                ("state", "in", ("draft", "sent")),
            ]
        )
        orders.agreement_id.credit_account_id._ask_later()
