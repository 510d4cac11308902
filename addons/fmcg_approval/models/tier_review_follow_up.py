import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Command

from odoo.addons.fmcg_channel.words import join_names

from . import channel_approval_decision as decisions
from .tier_review_who import OPEN

_logger = logging.getLogger(__name__)

REMINDER = "base_tier_validation.mail_act_tier_validation_reminder"


class TierReview(models.Model):
    """What happens when nobody answers: reminders, then somebody else is asked too."""

    _inherit = "tier.review"

    @api.model
    def _cron_follow_up(self):
        """Scheduled action; running it again at the same time changes nothing."""
        reviews = self.search([("model", "=", "sale.order"), ("status", "in", OPEN)])
        # delegations begin and end with the day
        self.env.add_to_compute(self._fields["reviewer_ids"], reviews)
        for review in reviews.filtered(lambda one: one.status == "pending"):
            try:
                with self.env.cr.savepoint():
                    review._follow_up(fields.Datetime.now())
            except Exception:
                _logger.exception("Approval %s could not be followed up", review.id)

    def _follow_up(self, now):
        self.ensure_one()
        definition = self.definition_id
        if not self.escalated_date and self._is_overdue(
            self.pending_since, definition.escalate_hours, now
        ):
            self._escalate(now)
        last = self.last_reminder_date or self.pending_since
        if self._is_overdue(last, definition.remind_hours, now):
            self._remind(now)

    @api.model
    def _is_overdue(self, since, hours, now):
        return bool(hours and since and since + timedelta(hours=hours) <= now)

    def _remind(self, now):
        """One open reminder for each who is asked, however often it is time."""
        order = self._get_order()
        reminded = order.activity_search([REMINDER]).user_id
        for user in self.reviewer_ids - reminded:
            order.activity_schedule(
                REMINDER,
                user_id=user.id,
                note=self.env._("%s waits for your approval.", order.name),
            )
        self.last_reminder_date = now

    def _escalate(self, now):
        order = self._get_order()
        users = self._find_escalation(order)
        self.escalated_date = now
        if not users:
            return
        self.escalated_to_ids = [Command.link(user.id) for user in users]
        self.env["channel.approval.decision"]._record(
            order, decisions.ESCALATED, self, to_ids=[Command.set(users.ids)]
        )
        order._notify_review_available(self)
        order.message_post(
            body=self.env._(
                "Nobody has answered in time: %s may decide as well.",
                join_names(self.env, users.mapped("name")),
            )
        )

    def _find_escalation(self, order):
        """Who is asked as well: whom the rule names, else the superiors."""
        asked = self._get_principals(order)
        users = self.definition_id.escalate_user_id or self._find_superiors(asked, order)
        users = self._keep_staff(users, order)
        return users - order._get_authors() - asked - self.agreed_ids

    def _clear_reminders(self):
        """What is decided or taken back, nobody has to be reminded of."""
        for review in self.sudo():
            order = review._get_order()
            if order:
                order.activity_unlink([REMINDER])
