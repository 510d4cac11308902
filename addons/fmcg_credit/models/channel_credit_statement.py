from dataclasses import replace

from odoo import api, fields, models
from odoo.tools import format_date

from odoo.addons.fmcg_channel.words import join_names

from ..engine.exposure import Exposure


class ChannelCreditAccount(models.Model):
    """What lists, forms and sentences say about an account."""

    _inherit = "channel.credit.account"

    _price_fields = ("used_percent", "statement")

    receivable = fields.Monetary(
        compute="_compute_exposure",
        help="Open invoices less payments and credit notes, applied or not.",
    )
    prepaid = fields.Monetary(
        string="Paid in Advance",
        compute="_compute_exposure",
        help="Payments and credit notes that no invoice has used up yet.",
    )
    raised = fields.Monetary(
        string="Temporary Raise",
        compute="_compute_exposure",
        help="Raises in force today.",
    )
    exposure = fields.Monetary(
        compute="_compute_exposure", help="Receivable and committed together."
    )
    left = fields.Monetary(compute="_compute_exposure")
    overdue = fields.Monetary(compute="_compute_exposure")
    overdue_since = fields.Date(compute="_compute_exposure")
    used_percent = fields.Float(string="Used (%)", compute="_compute_exposure")
    has_limit = fields.Boolean(compute="_compute_exposure")
    is_over = fields.Boolean(
        string="Over the Limit", compute="_compute_exposure", search="_search_is_over"
    )
    is_late = fields.Boolean(
        string="Overdue beyond Grace",
        compute="_compute_exposure",
        search="_search_is_late",
    )
    statement = fields.Char(compute="_compute_exposure")

    @api.depends("committed", "credit_limit", "no_credit", "credit_grace_days")
    @api.depends_context("lang")
    def _compute_exposure(self):
        # a form that is being edited says what is stored
        exposures = self._origin._get_exposures()
        for account in self:
            found = exposures.get(account._origin.sudo(), Exposure())
            account.receivable = found.receivable
            account.prepaid = found.prepaid
            account.raised = found.raised
            account.exposure = found.used
            account.left = found.left or 0.0
            account.overdue = found.overdue
            account.overdue_since = found.overdue_since
            account.has_limit = found.checked
            account.used_percent = account._get_used_percent(found)
            account.is_over = found.is_over
            account.is_late = found.is_late
            account.statement = account._describe_exposure(found)

    @api.model
    def _get_used_percent(self, found):
        """For a bar: between 0 and 100."""
        if not found.checked:
            return 0.0
        if found.total_limit <= 0:
            return 100.0 if found.used > 0 else 0.0
        return min(max(100.0 * found.used / found.total_limit, 0.0), 100.0)

    def _describe_exposure(self, found):
        """One line about where the account stands."""
        self.ensure_one()
        currency = self.sudo().currency_id
        used = currency.format(found.used)
        if found.checked:
            text = self._describe_limit(found)
        else:
            text = self.env._("%(used)s owed", used=used)
        return join_names(self.env, [text, *self._describe_books(found)])

    def _describe_limit(self, found):
        """What is used, and what more may be owed."""
        currency = self.sudo().currency_id
        words = {
            "used": currency.format(found.used),
            "limit": currency.format(found.total_limit),
            "left": currency.format(abs(found.left)),
        }
        if found.is_over:
            return self.env._("%(used)s of %(limit)s used, %(left)s too much", **words)
        return self.env._("%(used)s of %(limit)s used, %(left)s left", **words)

    def _describe_advance_payment(self, found):
        """For a buyer that gets no credit."""
        amount = self.sudo().currency_id.format(max(-found.used, 0.0))
        text = self.env._(
            "%(amount)s paid in advance and not used yet; you order against payment in "
            "advance",
            amount=amount,
        )
        overdue = replace(found, prepaid=0.0)  # it has been told
        return join_names(self.env, [text, *self._describe_books(overdue)])

    def _describe_books(self, found):
        """What is overdue and what is paid in advance, if anything is.

        :return: list of texts
        """
        currency = self.sudo().currency_id
        parts = []
        if currency.compare_amounts(found.overdue, 0) > 0:
            parts.append(
                self.env._(
                    "%(amount)s overdue since %(date)s",
                    amount=currency.format(found.overdue),
                    date=format_date(self.env, found.overdue_since),
                )
            )
        if currency.compare_amounts(found.prepaid, 0) > 0:
            prepaid = currency.format(found.prepaid)
            parts.append(self.env._("%(amount)s paid in advance", amount=prepaid))
        return parts

    @api.model
    def _search_is_over(self, operator, value):
        return self._search_exposure(operator, value, lambda found: found.is_over)

    @api.model
    def _search_is_late(self, operator, value):
        return self._search_exposure(operator, value, lambda found: found.is_late)

    @api.model
    def _search_exposure(self, operator, value, holds):
        """Accounts that the user may see and for which ``holds`` is true."""
        if operator != "in":
            return NotImplemented
        own = self.search([("company_id", "in", self.env.companies.ids)])
        exposures = own._get_exposures()
        ids = [account.id for account, found in exposures.items() if holds(found)]
        return [("id", "in" if True in value else "not in", ids)]

    def action_open_events(self):
        self.ensure_one()
        return self._open_related("channel.credit.event", self.env._("Credit Ledger"))

    def action_open_raises(self):
        self.ensure_one()
        action = self._open_related("channel.credit.raise", self.env._("Raises"))
        return action | {"context": {"default_account_id": self.id}}

    def _open_related(self, model, name):
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "list,form",
            "domain": [("account_id", "=", self.id)],
        }
