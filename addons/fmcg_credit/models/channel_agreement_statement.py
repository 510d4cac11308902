from dataclasses import replace

from odoo import models

from odoo.addons.fmcg_channel.words import join_names


class ChannelAgreement(models.Model):
    """Where a buyer stands with a seller, in words and figures that it may know.

    Buyers of a group share a limit and not their books: what one owes is no business
    of the others, and what is left for all would tell it.
    """

    _inherit = "channel.agreement"

    def _prepare_credit_member(self, today):
        """A member as ``channel.credit.account._get_members`` gives them."""
        self.ensure_one()
        return (
            self.credit_account_id.id,
            self.company_id.id,
            self.node_id.partner_id.id,
            today,
            self.credit_grace_days,
        )

    def _get_buyer_exposure(self):
        """The engine's ``Exposure`` of this buyer alone.

        The caller has checked that the agreement is the buyer's own.
        """
        self.ensure_one()
        agreement = self.sudo()
        account = agreement.credit_account_id
        found = account._get_exposure()
        if not account.group_id:
            return found
        today = agreement.company_id._get_channel_today()
        debts = account._read_debts([agreement._prepare_credit_member(today)])
        nothing = dict.fromkeys(("receivable", "prepaid", "overdue", "late"), 0.0)
        nothing["overdue_since"] = None
        return replace(
            found,
            committed=agreement._get_buyer_committed(),
            **nothing | debts.get(account.id, {}),
        )

    def _get_buyer_committed(self):
        """What this buyer's own orders commit, those of older agreements included."""
        groups = self.env["sale.order"]._read_group(
            [
                ("company_id", "=", self.company_id.id),
                ("agreement_id.node_id", "=", self.node_id.id),
                ("state", "=", "sale"),
            ],
            aggregates=["credit_target:sum"],
        )
        return groups[0][0] or 0.0

    def _describe_credit_for_buyer(self):
        """One line about what the buyer owes this seller."""
        self.ensure_one()
        account = self.sudo().credit_account_id
        found = self._get_buyer_exposure()
        if account.no_credit:
            return account._describe_advance_payment(found)
        if not account.group_id:
            return account._describe_exposure(found)
        text = self.env._(
            "%(used)s used of a limit that you share with others",
            used=account.currency_id.format(found.used),
        )
        return join_names(self.env, [text, *account._describe_books(found)])
