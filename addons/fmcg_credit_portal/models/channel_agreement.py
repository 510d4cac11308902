from odoo import api, models


class ChannelAgreement(models.Model):
    """The sellers with whom a buyer has something open."""

    _inherit = "channel.agreement"

    @api.model
    def _get_portal_credits(self, user):
        """Where a portal user's legal entity stands with each of its sellers.

        Sellers with whom nothing is open and that keep no limit are left out; of two
        agreements with one seller, the preferred one speaks.

        :return: list of dicts with ``seller``, ``statement``, the ``percent`` that is
            used (``None``: no bar) and ``is_late``
        """
        agreements = self._get_portal_agreements(user).filtered("credit_account_id")
        by_account = {one.credit_account_id: one for one in reversed(agreements)}
        return [
            agreement._prepare_portal_credit(found)
            for agreement in agreements
            if by_account.get(agreement.credit_account_id) == agreement
            and agreement._is_credit_told(found := agreement._get_buyer_exposure())
        ]

    @api.model
    def _is_credit_told(self, found):
        return bool(found.checked or found.used or found.overdue or found.prepaid)

    def _prepare_portal_credit(self, found):
        self.ensure_one()
        account = self.credit_account_id
        has_bar = found.checked and found.total_limit > 0 and not account.group_id
        return {
            "seller": self.company_id.name,
            "statement": self._describe_credit_for_buyer(),
            "percent": account._get_used_percent(found) if has_bar else None,
            "is_late": found.overdue > found.prepaid or found.is_over,
        }
