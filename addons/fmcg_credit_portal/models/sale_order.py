from odoo import models


class SaleOrder(models.Model):
    """A buyer may know what it owes, and what lets the order go on.

    Only somebody who works for the buyer: whoever got the page's link does not, nor
    does the seller's partner in the portal, who reads orders and no books.
    """

    _inherit = "sale.order"

    def _word_for_buyer(self, blocker):
        if blocker.code in ("credit_limit", "credit_overdue") and self._is_bought_by(
            self.env.user
        ):
            return self._describe_credit_for_buyer(blocker)
        return super()._word_for_buyer(blocker)

    def _get_credit_for_buyer(self, user):
        """Where the buyer stands with the seller of this order, while it is open.

        :return: text, empty for everybody else
        """
        self.ensure_one()
        is_over = self.state == "cancel" or self.channel_stage == "settled"
        return "" if is_over or not self._is_bought_by(user) else self._get_buyer_standing()

    def _get_buyer_standing(self):
        agreement = self.sudo().agreement_id
        if not agreement.credit_account_id or not agreement._is_credit_told(
            agreement._get_buyer_exposure()
        ):
            return super()._get_buyer_standing()
        return agreement._describe_credit_for_buyer()
