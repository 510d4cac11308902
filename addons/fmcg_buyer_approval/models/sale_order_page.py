from odoo import api, models


class SaleOrder(models.Model):
    """What the portal says of the head office."""

    _inherit = "sale.order"

    @api.depends("buyer_approval_state")
    def _compute_type_name(self):
        """To the shop, what its head office is asked about is no quotation."""
        result = super()._compute_type_name()
        for order in self:
            if order.buyer_approval_state:
                order.type_name = self.env._("Order")
        return result

    def _get_preview_notices(self):
        policy = self._get_asked_policy()
        if not policy:
            return super()._get_preview_notices()
        notice = self.env._(
            "%(head)s is asked first: %(seller)s sees the order when it is approved.",
            head=policy.partner_id.name,
            seller=self.company_id.name,
        )
        return [*super()._get_preview_notices(), notice]

    @api.model
    def _get_stage_colors(self):
        return super()._get_stage_colors() | {
            "buyer_waiting": "warning",
            "buyer_sent_back": "warning",
            "buyer_rejected": "secondary",
            "buyer_withdrawn": "secondary",
        }

    @api.model
    def _get_timeline_rank(self, code):
        """Asking comes before handing in, and the answer after what was asked."""
        if code.startswith("buyer_"):
            return 0.5
        return super()._get_timeline_rank(code)

    def _word_for_buyer(self, blocker):
        if blocker.code == "buyer_approval":
            return blocker.message
        return super()._word_for_buyer(blocker)

    def _get_buyer_words(self):
        """What the head office answered last, for the shop: message and reason."""
        self.ensure_one()
        last = self.sudo().buyer_decision_ids.sorted("id")[-1:]
        return {
            "state": self.buyer_approval_state,
            "message": self._get_buyer_message(),
            "reason": last.reason or "",
            "who": last.user_id.name if last.reason else "",
        }

    def _get_timeline_of_order(self):
        return super()._get_timeline_of_order() + [
            {
                "code": f"buyer_{decision.kind}",
                "date": decision.date,
                "who": decision.user_id,
                "what": self._describe_buyer_decision(decision.kind),
            }
            for decision in self.buyer_decision_ids.sorted("id")
        ]

    def _describe_buyer_decision(self, kind):
        texts = {
            "asked": self.env._("Head office asked for approval"),
            "approved": self.env._("Approved by the head office"),
            "rejected": self.env._("Rejected by the head office"),
            "sent_back": self.env._("Sent back by the head office"),
            "withdrawn": self.env._("Order withdrawn"),
        }
        return texts[kind]

    def _get_timeline_party(self, entry):
        """The head office is neither the shop nor the seller."""
        head_office = self.sudo().buyer_policy_id.partner_id
        user = entry["who"]
        if (
            entry["code"].startswith("buyer_")
            and user
            and user.sudo().partner_id.commercial_partner_id == head_office
        ):
            return user.name
        return super()._get_timeline_party(entry)
