from odoo import api, fields, models
from odoo.fields import Command

from odoo.addons.fmcg_channel.words import join_names

from ..engine import passing

OPEN = ("waiting", "pending")


class TierReview(models.Model):
    """Who is asked: by role, by name, by rank; in whose place; and who comes next."""

    _inherit = "tier.review"

    passed_to_ids = fields.Many2many(
        "res.users",
        "tier_review_passed_to_rel",
        readonly=True,
        help="Asked in place of the others, because the amount was above their limit.",
    )
    agreed_ids = fields.Many2many(
        "res.users",
        "tier_review_agreed_rel",
        readonly=True,
        help="Agreed already, with a limit below the amount.",
    )
    escalated_to_ids = fields.Many2many(
        "res.users",
        "tier_review_escalated_to_rel",
        readonly=True,
        help="Asked as well, because nobody answered in time.",
    )
    pending_since = fields.Datetime(readonly=True)
    escalated_date = fields.Datetime(readonly=True)

    @api.model
    def _get_reviewer_fields(self):
        return [
            *super()._get_reviewer_fields(),
            "definition_id.review_type",
            "definition_id.person_ids",
            "escalated_to_ids",
            "passed_to_ids",
        ]

    def _get_order(self):
        """The order under review; empty when it is another document's review."""
        self.ensure_one()
        Order = self.env["sale.order"].sudo()
        if self.model != Order._name or not self.res_id:
            return Order
        return Order.browse(self.res_id).exists()

    def _get_reviewers(self):
        order = self._get_order()
        if not order:
            return super()._get_reviewers()
        principals = self._get_principals(order)
        delegates = self.env["channel.approval.delegation"]._get_delegates(
            order.company_id, principals
        )
        return self._keep_staff(principals | delegates, order) - order._get_authors()

    def _get_principals(self, order):
        """Who decides in their own right. Authors are not among them, so that nobody
        can stand in for one either."""
        self.ensure_one()
        users = self.passed_to_ids or self._get_first_asked(order)
        users = self._keep_staff(users | self.escalated_to_ids, order)
        if self.definition_id.exclude_requester:
            users -= self.requested_by
        return users - order._get_authors() - self.agreed_ids

    def _get_first_asked(self, order):
        if not self.definition_id:  # deleted since: the order does not hang on it
            return order.approver_ids
        field = self.definition_id.reviewer_field_id.name
        if self.definition_id.review_type == "field" and field:
            named = order[field]
            return named.all_user_ids if named._name == "res.groups" else named
        return self.definition_id._find_first_asked(
            order._get_answerable(), order._get_authors()
        )

    def _describe_nobody(self, order):
        """Why none of those who would be asked may decide, in words."""
        self.ensure_one()
        asked = self._get_asked(order) or self.with_context(
            active_test=False
        )._get_asked(order)
        return self.definition_id._describe_nobody(
            asked, order._get_authors(), order.company_id, self.agreed_ids
        )

    def _get_asked(self, order):
        """Whom this review asks, whether they may decide or not."""
        return self.passed_to_ids | self._get_first_asked(order) | self.escalated_to_ids

    def _find_superiors(self, users, order):
        """The nearest superior of each user who is no author of the order."""
        return users._find_nearest_superiors(order._get_authors())

    @api.model
    def _keep_staff(self, users, order):
        return users._keep_staff_of(order.company_id)

    @api.depends("reviewer_ids")
    def _compute_todo_by(self):
        """A role is named until the review has gone on to certain persons."""
        result = super()._compute_todo_by()
        for review in self.filtered("passed_to_ids"):
            review.todo_by = join_names(
                self.env, review.reviewer_ids.mapped("display_name")
            )
        return result

    @api.model
    def _renew_open_reviewers(self, companies):
        """Have it computed anew who is asked; the clock is no field to depend on."""
        reviews = self.sudo().search(
            [
                ("model", "=", "sale.order"),
                ("status", "in", OPEN),
                ("company_id", "in", companies.ids),
            ]
        )
        self.env.add_to_compute(self._fields["reviewer_ids"], reviews)
        return reviews

    # --- in whose place, and up to which amount ---

    def _find_decider(self, user, order):
        """In whose right ``user`` decides about this review today.

        :return: the user, or whom the user stands in for: somebody whose limit covers
            the order if there is one; empty if the user may not decide
        """
        self.ensure_one()
        if user in order._get_authors():
            return user.browse()
        principals = self._get_principals(order)
        delegations = self.env["channel.approval.delegation"]._find_current(
            order.company_id, user_id=principals, delegate_id=user
        )
        rights = (principals & user) | delegations.user_id
        limits = self.env["channel.approver.limit"]._get_limits(order.company_id)
        amount = order._get_approval_amount()
        able = rights.filtered(lambda one: passing.is_enough(amount, limits.get(one.id)))
        return (able or rights)[:1]

    def _is_within_limit(self, decider, order):
        limits = self.env["channel.approver.limit"]._get_limits(order.company_id)
        return passing.is_enough(order._get_approval_amount(), limits.get(decider.id))

    def _find_next(self, decider, order):
        """Who is asked after ``decider`` has agreed with too low a limit."""
        self.ensure_one()
        first = self._keep_staff(self._get_first_asked(order), order)
        barred = order._get_authors() | self.agreed_ids | decider | self.env.user
        superiors = decider._get_superiors()
        above = self.env["res.users"].sudo().browse(superiors.values())
        outside = above - self._keep_staff(above, order)
        found = passing.find_next(
            decider.id,
            order._get_approval_amount(),
            superiors,
            self.env["channel.approver.limit"]._get_limits(order.company_id),
            [set(first.ids), set(order.approver_ids.ids)],
            frozenset((barred | outside).ids),
        )
        return above.browse(found)

    def _pass_to(self, users, decider):
        self.sudo().write(
            {
                "passed_to_ids": [Command.set(users.ids)],
                "agreed_ids": [Command.link(decider.id), Command.link(self.env.uid)],
                "escalated_to_ids": [Command.clear()],
                "escalated_date": False,
                "last_reminder_date": False,
                "pending_since": fields.Datetime.now(),
            }
        )
