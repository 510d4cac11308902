from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.fmcg_channel.turns import take_turn

from . import channel_approval_decision as decisions
from .tier_review_who import OPEN

# What deciding a review writes; everything else says which document it is about.
DECISION_FIELDS = {"status", "done_by", "reviewed_date", "comment", "can_review"}
DECIDED = ("approved", "rejected")


class TierReview(models.Model):
    """The innermost door: whatever way a decision comes, it is written here.

    OCA lets every internal user write, create and delete any review. Superuser rights
    open nothing: OCA and we use them so that reviewers can decide about orders that they
    may only read, and the user who acts stays the same. No technical flow decides, so
    that none is exempt; programs that have to decide do so as a reviewer.
    """

    _inherit = "tier.review"

    # OCA takes the company of the definition: that of a definition for all
    # enterprises is none, and its reviews would be seen by all of them.
    company_id = fields.Many2one(
        "res.company",
        related=None,
        compute="_compute_company_id",
        compute_sudo=True,
        store=True,
        readonly=True,
    )

    @api.depends("definition_id.company_id", "model", "res_id")
    def _compute_company_id(self):
        for review in self:
            document = review._get_document()
            company = document and document._fields.get("company_id")
            review.company_id = (
                document.company_id if company else review.definition_id.company_id
            )

    def _get_document(self):
        """The document under review; empty when it or its model is gone."""
        self.ensure_one()
        if self.model not in self.env or not self.res_id:
            return self.browse()
        return self.env[self.model].browse(self.res_id).exists()

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            # an order is asked about by its own rules, all of them: request_validation
            if vals.get("status") in DECIDED or (
                vals.get("model") == "sale.order" and not self.env.su
            ):
                self._refuse_change()
        reviews = super().create(vals_list)
        if not self.env.su:
            reviews._check_document_access()
        return reviews

    def write(self, vals):
        if not self.env.su:
            self._check_change_allowed(vals)
        orders = self.filtered(lambda review: review.sudo().model == "sale.order")
        if not orders or not vals.keys() & {"status", "model", "res_id"}:
            return super().write(vals)
        if vals.keys() & {"model", "res_id"}:
            self._refuse_change()
        orders._check_open()
        if vals["status"] in DECIDED:
            # or each of two approvers takes the other's review for open still, and the
            # order waits for ever
            take_turn(self.env["sale.order"].browse(orders.sudo().mapped("res_id")))
            deciders = orders._find_deciders(vals)
            decided = orders.browse().union(*deciders)
            result = super(TierReview, decided | (self - orders)).write(
                vals | {"done_by": self.env.uid, "reviewed_date": fields.Datetime.now()}
            )
            decided._record_decided(deciders, vals)
            return result
        if vals["status"] == "pending":
            vals = vals | {"pending_since": fields.Datetime.now()}
        return super().write(vals)

    def unlink(self):
        if not self.env.su:
            self._check_document_access()
            self._check_all_together()
            self._check_no_order()
        self._clear_reminders()
        return super().unlink()

    def _check_no_order(self):
        """Reviews of an order are taken back with its button, which keeps a trail; cancel
        or change it, and they go by themselves."""
        orders = self.filtered(lambda review: review.sudo().model == "sale.order")
        if orders:
            raise AccessError(
                self.env._(
                    "%s: the reviews of an order are not deleted. Take the order back "
                    "instead; that stays in its history.",
                    orders[0].sudo()._get_order().name or orders[0].name,
                )
            )

    def _check_document_access(self):
        """Asking for a review and taking it back is changing the document."""
        for review in self.sudo():
            review._get_document().sudo(False).check_access("write")

    def _check_all_together(self):
        """Without one that is missing, the others would count as all there are."""
        for review in self.sudo():
            document = review._get_document()
            if document and document.review_ids - self:
                self._refuse_change()

    def _check_change_allowed(self, vals):
        if not vals.keys() <= DECISION_FIELDS:
            self._refuse_change()
        if vals.get("done_by", self.env.uid) != self.env.uid:
            self._refuse_change()
        for review in self.sudo():
            by_reviewer = self.env.user in review.reviewer_ids
            if not by_reviewer and not review._moves_by_itself(vals):
                self._refuse_change()
            if review.model == "sale.order" and review.status in DECIDED:
                self._refuse_change()

    def _moves_by_itself(self, vals):
        """Whether OCA may write this on whoever's behalf: the next tier opens, or
        closes because another one has rejected the document."""
        if "comment" in vals:
            return False
        status = vals.get("status", self.status)
        if status == "cancel":
            return "rejected" in self._get_document().review_ids.mapped("status")
        return status == self.status or (self.status, status) == ("waiting", "pending")

    @api.model
    def _refuse_change(self):
        raise AccessError(
            self.env._("A review is decided by its reviewers, with its own buttons.")
        )

    # --- deciding about orders ---

    def _check_open(self):
        for review in self.sudo():
            if review.status not in OPEN:
                raise UserError(
                    self.env._("%s has been decided: that stays as it is.", review.name)
                )

    def _find_deciders(self, vals):
        """In whose right the user decides, for the reviews that are his to decide.

        What is above the limit goes up instead, and is left out.

        :raise UserError: when one of them is not the user's to decide
        """
        deciders = {}
        for review in self:
            order = review.sudo()._get_order()
            decider = review.sudo()._check_may_decide(order)
            review.sudo()._check_turn(order, self)
            if vals["status"] == "approved" and not review.sudo()._is_within_limit(
                decider, order
            ):
                review.sudo()._pass_up(decider, order, vals)
            else:
                deciders[review] = decider
        return deciders

    def _record_decided(self, deciders, vals):
        kinds = {"approved": decisions.APPROVED, "rejected": decisions.REJECTED}
        for review in self:
            one = review.sudo()
            one._record_decision(
                kinds[vals["status"]], deciders[review], one._get_order(), vals
            )

    def _check_may_decide(self, order):
        """Four eyes, for everybody.

        :return: in whose right the user decides
        :raise AccessError: when it is not the user's to decide
        :raise UserError: when the order is not the one that was asked about
        """
        order._check_no_author()
        decider = self._find_decider(self.env.user, order)
        if not decider:
            raise AccessError(
                self.env._(
                    "%(order)s: %(rule)s is not for you to decide.",
                    order=order.name,
                    rule=self.name,
                )
            )
        order._check_content_unchanged()
        return decider

    def _check_turn(self, order, deciding):
        """Whoever comes later waits, also where OCA's buttons are not used."""
        if not self.approve_sequence:
            return
        before = order.review_ids.filtered(
            lambda one: one.status in OPEN and one.sequence < self.sequence
        )
        if before - deciding:
            raise UserError(
                self.env._(
                    "%(rule)s has to be decided before %(later)s.",
                    rule=before[0].name,
                    later=self.name,
                )
            )

    def _pass_up(self, decider, order, vals):
        users = self._find_next(decider, order)
        if not users:
            raise UserError(
                self.env._(
                    "%(order)s is above your limit, and nobody above you may approve "
                    "it. Have a superior named, or a limit raised.",
                    order=order.name,
                )
            )
        self._record_decision(decisions.PASSED_UP, decider, order, vals, users)
        self._pass_to(users, decider)
        if self.definition_id.notify_on_pending:
            self._notify_pending_status(self)

    def _record_decision(self, kind, decider, order, vals, users=None):
        other = decider if decider != self.env.user else decider.browse()
        self._clear_reminders()
        return self.env["channel.approval.decision"]._record(
            order,
            kind,
            self,
            on_behalf_of_id=other.id,
            comment=vals.get("comment") or self.comment,
            to_ids=[(6, 0, users.ids)] if users else False,
        )
