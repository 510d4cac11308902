from odoo import models
from odoo.exceptions import AccessError, UserError

LONGEST_REASON = 500


class SaleOrder(models.Model):
    """Asking the head office, and what it answers.

    Decisions are made on the order as superuser; the user who acts stays the author.
    """

    _inherit = "sale.order"

    def _ask_head_office(self):
        """:raise UserError: when nobody but the author could answer"""
        self.ensure_one()
        self.check_access("write")
        order = self.sudo()
        policy = order._get_asked_policy()
        if not order._get_head_office_approvers(policy, self.env.user):
            raise UserError(
                self.env._(
                    "%(head)s has to approve this order, and nobody there can: no "
                    "approver is left but its author. Ask %(seller)s to name another one.",
                    head=policy.partner_id.name,
                    seller=order.company_id.name,
                )
            )
        order._record_buyer_decision("asked", policy)
        order._notify_approvers()

    def _get_head_office_approvers(self, policy, author):
        """Who may decide: four eyes, so nobody who had a hand in the order."""
        return policy._get_possible_approvers() - author - self.create_uid

    def _record_buyer_decision(self, kind, policy=None, reason=None):
        self.ensure_one()
        content = self._get_asked_content()
        return self.env["channel.buyer.decision"].create(
            {
                "order_id": self.id,
                "policy_id": (policy or self.buyer_policy_id).id,
                "kind": kind,
                "user_id": self.env.uid,
                "reason": reason,
                "amount": self.amount_total,
                "currency_id": self.currency_id.id,
                "content": content,
                "digest": self._get_shown_digest(),
            }
        )

    # The head office

    def _can_be_decided_by(self, user):
        self.ensure_one()
        order = self.sudo()
        return order.buyer_approval_state == "waiting" and (
            user
            in order._get_head_office_approvers(
                order.buyer_policy_id, order.buyer_asked_by_id
            )
        )

    def _start_decision(self):
        """Let one decide at a time, and only who may.

        :return: the order as superuser, up to date
        """
        self.ensure_one()
        order = self.sudo()
        order.lock_for_update()
        if order.buyer_approval_state != "waiting":
            raise UserError(
                self.env._(
                    "%(order)s was decided in the meantime. %(message)s",
                    order=order.name,
                    message=order._get_buyer_message(),
                )
            )
        if not order._can_be_decided_by(self.env.user):
            raise AccessError(
                self.env._(
                    "%s: only an approver of the head office decides, and nobody decides "
                    "about an order of their own.",
                    order.name,
                )
            )
        return order

    def _approve_for_buyer(self, digest):
        """Agree to what was shown; the order goes to the seller, its author the shop.

        :param digest: of the content that the approver saw
        :raise UserError: when the order is not that any more, or the seller refuses it
        """
        order = self._start_decision()
        order._refresh_for_buyer()
        if digest != order._get_shown_digest():
            raise UserError(
                self.env._(
                    "The order has changed since you opened it. Look at it again, then "
                    "decide."
                )
            )
        order._record_buyer_decision("approved")
        order._hand_in_for_shop()
        order._notify_author()

    def _hand_in_for_shop(self):
        """To the seller, exactly as if the shop had done it at this moment."""
        author = self.buyer_asked_by_id
        order = self.with_user(author).sudo().with_company(self.company_id)
        if order.submitted_date:
            order._process_submitted()
            return
        order._submit()
        refusals = order._get_buyer_refusals() if author.share else []
        if refusals:
            raise UserError("\n".join(refusals))

    def _reject_for_buyer(self, reason):
        self._answer_no("rejected", reason)
        order = self.sudo()
        if not order.submitted_date:
            order._action_cancel()

    def _send_back_for_buyer(self, reason):
        self._answer_no("sent_back", reason)

    def _answer_no(self, kind, reason):
        order = self._start_decision()
        reason = (reason or "").strip()[:LONGEST_REASON]
        if not reason:
            raise UserError(
                self.env._("Reason: write what the shop has to know, then decide again.")
            )
        order._record_buyer_decision(kind, reason=reason)
        order._notify_author(reason)

    # The shop

    def _can_be_withdrawn(self):
        return self.withheld and self.buyer_approval_state in ("waiting", "sent_back")

    def _withdraw_for_shop(self):
        """Take back what the seller has not seen; the order is cancelled."""
        self.ensure_one()
        order = self.sudo()
        order.lock_for_update()
        if not order._can_be_withdrawn():
            raise UserError(
                self.env._(
                    "%(order)s cannot be withdrawn any more. %(message)s",
                    order=order.name,
                    message=order._get_buyer_message(),
                )
            )
        order._record_buyer_decision("withdrawn")
        order._action_cancel()

    def _ask_again_for_shop(self):
        """Ask once more about an order that was sent back, as it is now."""
        self.ensure_one()
        order = self.sudo()
        order.lock_for_update()
        if order.buyer_approval_state != "sent_back":
            raise UserError(
                self.env._(
                    "%(order)s was not sent back. %(message)s",
                    order=order.name,
                    message=order._get_buyer_message(),
                )
            )
        order._refresh_for_buyer()
        order._submit()
