from odoo import api, models


class SaleOrder(models.Model):
    """What a buyer may know of its order: in the portal, and in its own books."""

    _inherit = "sale.order"

    def _is_bought_by(self, user):
        """Whether ``user`` works for the legal entity that bought this order."""
        self.ensure_one()
        order = self.sudo()
        enterprise = order.buyer_node_id.company_id
        if not user.share and enterprise:
            return enterprise in user.sudo().company_ids
        buyer = order.partner_id.commercial_partner_id
        return not user._is_public() and (
            user.sudo().partner_id.commercial_partner_id == buyer
        )

    def _get_buyer_reasons(self):
        """Why the order is not confirmed yet, without the seller's interior.

        :return: list of sentences
        """
        self.ensure_one()
        order = self.sudo()
        if order.state not in ("draft", "sent") or not order.submitted_date:
            return []
        blockers = [blocker for blocker in order._get_blockers() if blocker.stops]
        return order._word_all_for_buyer(blockers)

    def _get_buyer_refusals(self):
        """Reasons of the gate that the buyer has to cure before submitting."""
        self.ensure_one()
        if self.state not in ("draft", "sent"):
            return []
        cured = self.env["channel.gate.reason"]._get_codes_of_buyer()
        return [
            self._word_for_buyer(blocker)
            for blocker in self._get_blockers()
            if blocker.stops and blocker.code in cured
        ]

    def _word_all_for_buyer(self, blockers):
        """Hook: sentences for reasons of the gate, each once."""
        return list(dict.fromkeys(map(self._word_for_buyer, blockers)))

    @api.model
    def _get_waiting_words(self):
        return self.env._("Waiting for the seller's approval.")

    def _word_for_buyer(self, blocker):
        """Hook: one reason of the gate in words for the buyer.

        Names of approvers, limits and whatever later addons find stay inside: only
        reasons that the buyer can cure are shown as they are.
        """
        if blocker.code in self.env["channel.gate.reason"]._get_codes_of_buyer():
            return blocker.message
        return self._get_waiting_words()
