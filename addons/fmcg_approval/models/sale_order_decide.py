from odoo import api, fields, models
from odoo.exceptions import UserError

from . import channel_approval_decision as decisions
from .tier_review_who import OPEN

QUESTION_ACTIVITY = "fmcg_approval.mail_activity_type_question"
SENT_BACK_ACTIVITY = "fmcg_approval.mail_activity_type_sent_back"


class SaleOrder(models.Model):
    """What an approver may do with an order: agree, refuse, send back, ask."""

    _inherit = "sale.order"

    has_open_question = fields.Boolean(
        compute="_compute_has_open_question",
        compute_sudo=True,
        groups="base.group_user",
        help="An approver has asked something, and waits for the answer.",
    )
    approver_words = fields.Char(
        string="Approver's Words",
        compute="_compute_approver_words",
        compute_sudo=True,
        groups="fmcg_channel.group_salesperson,fmcg_channel.group_customer_service,"
        "fmcg_channel.group_finance",
        help="What an approver has said last, as long as somebody has to react.",
    )

    @api.depends("decision_ids.kind")
    def _compute_has_open_question(self):
        for order in self:
            order.has_open_question = bool(order._get_open_question())

    @api.depends("decision_ids.kind", "validation_status", "submitted_date", "state")
    @api.depends_context("lang")
    def _compute_approver_words(self):
        for order in self:
            order.approver_words = order._get_approver_words()

    def _get_approver_words(self):
        last = self.decision_ids.sorted("id")[-1:]
        names = {"name": last.user_id.name, "comment": last.comment or ""}
        if last.kind == decisions.QUESTION and self.submitted_date:
            return self.env._("%(name)s asks: %(comment)s", **names)
        if last.kind == decisions.REJECTED and self.validation_status == "rejected":
            return self.env._("%(name)s has rejected the order: %(comment)s", **names)
        is_draft = self.state in ("draft", "sent") and not self.submitted_date
        if last.kind == decisions.SENT_BACK and is_draft:
            return self.env._("%(name)s has sent the order back: %(comment)s", **names)
        return False

    def _get_open_question(self):
        """The last question, if nobody has answered since."""
        self.ensure_one()
        talk = self.sudo().decision_ids.filtered(
            lambda one: one.kind in (decisions.QUESTION, decisions.ANSWER)
        )
        last = talk.sorted("id")[-1:]
        return last if last.kind == decisions.QUESTION else last.browse()

    # --- buttons ---

    def action_decide(self):
        """Button: decide with a comment; the context says what (``decision_kind``)."""
        self.check_access("read")
        titles = self._get_decision_titles()
        kind = self.env.context.get("decision_kind")
        if not isinstance(kind, str) or kind not in titles:
            kind = False
        return {
            "type": "ir.actions.act_window",
            "name": titles.get(kind, self.env._("Decide")),
            "res_model": "channel.approval.act",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_kind": kind,
                "default_order_ids": [fields.Command.set(self.ids)],
            },
        }

    @api.model
    def _get_decision_titles(self):
        return {
            "approve": self.env._("Approve"),
            "reject": self.env._("Reject"),
            "send_back": self.env._("Send Back"),
            "question": self.env._("Ask a Question"),
            "answer": self.env._("Answer"),
        }

    # --- what they do ---

    def _decide(self, kind, comment):
        """Do what the user has decided about one order.

        :param kind: one of ``_get_decision_titles``
        :raise UserError: when it cannot be done, and why
        """
        self.ensure_one()
        self.check_access("read")
        comment = (comment or "").strip()
        if kind != "approve" and not comment:
            raise UserError(
                self.env._("Comment: say why, so that others know what to do.")
            )
        if kind != "answer":
            self._check_can_decide()
        getattr(self, f"_decide_{kind}")(comment)

    def _decide_approve(self, comment):
        reviews = self._get_reviews_of_mine()
        self._comment_reviews(reviews, comment)
        self._validate_tier(reviews)
        self._update_counter({"review_deleted": True})

    def _decide_reject(self, comment):
        reviews = self._get_reviews_of_mine()
        self._comment_reviews(reviews, comment)
        self._rejected_tier(reviews)
        self._tell_author(SENT_BACK_ACTIVITY, self.env._("Rejected: %s", comment))
        self._update_counter({"review_deleted": True})

    def _decide_send_back(self, comment):
        """The order leaves its submission: it can be changed and submitted again."""
        self._record_word(decisions.SENT_BACK, comment)
        self._tell_author(SENT_BACK_ACTIVITY, self.env._("Sent back: %s", comment))
        self._tell_buyer(comment)
        self.sudo().review_ids.unlink()
        self._leave_submission()

    def _decide_question(self, comment):
        self._record_word(decisions.QUESTION, comment)
        self._tell_author(QUESTION_ACTIVITY, self.env._("Question: %s", comment))

    def _decide_answer(self, comment):
        self.check_access("write")
        question = self._get_open_question()
        if not question:
            raise UserError(self.env._("%s: nobody has asked anything.", self.name))
        self.env["channel.approval.decision"]._record(
            self, decisions.ANSWER, comment=comment
        )
        order = self.sudo()
        order.activity_unlink([QUESTION_ACTIVITY])
        order.message_post(
            body=self.env._("Answer: %s", comment),
            partner_ids=question.user_id.partner_id.ids,
            subtype_xmlid="mail.mt_note",
        )

    def _get_reviews_of_mine(self):
        """Open reviews whose turn it is, and that the user may decide."""
        order = self.sudo()
        open_reviews = order.review_ids.filtered(lambda review: review.status in OPEN)
        first = min(open_reviews.mapped("sequence"), default=0)
        reviews = open_reviews.filtered(
            lambda review: (not review.approve_sequence or review.sequence == first)
            and review._find_decider(self.env.user, order)
        )
        if not reviews:
            raise UserError(
                self.env._("%s: somebody else has to decide before you.", self.name)
            )
        return reviews

    def _comment_reviews(self, reviews, comment):
        if comment:
            reviews.sudo().write({"comment": comment})

    def _record_word(self, kind, comment):
        """An entry in the name of the review that the user may decide."""
        review = self._get_reviews_of_mine()[:1]
        decider = review._find_decider(self.env.user, self.sudo())
        other = decider if decider != self.env.user else decider.browse()
        self.env["channel.approval.decision"]._record(
            self, kind, review, comment=comment, on_behalf_of_id=other.id
        )

    # --- who is told ---

    def _get_responsible(self):
        """Who of the seller's staff cares for what approvers say: the author, or where
        a buyer has placed the order, the salesperson."""
        order = self.sudo()
        users = order.submitted_by_id | order.create_uid | order.user_id
        return users._keep_staff_of(order.company_id)[:1]

    def _tell_author(self, activity_type, words):
        """sudo: approvers need not be allowed to change the order."""
        order = self.sudo()
        user = self._get_responsible()
        if user:
            order.activity_schedule(activity_type, note=words, user_id=user.id)
        order.message_post(body=words, subtype_xmlid="mail.mt_note")

    def _tell_buyer(self, comment):
        """A buyer who submitted the order hears it from the seller, not by name, and in
        its own language. Portals show comments; they leave notifications out."""
        order = self.sudo()
        if order.submitted_by_id.share:
            env = order.with_context(lang=order.submitted_by_id.lang).env
            order.message_post(
                body=env._("Please change your order: %s", comment),
                author_id=order.company_id.partner_id.id,
                partner_ids=order.submitted_by_id.partner_id.ids,
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
