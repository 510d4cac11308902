from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.fmcg_channel.turns import take_turn
from odoo.addons.fmcg_channel.words import join_names
from odoo.addons.fmcg_order.engine.blocker import BLOCK, WAIT, WARN, Blocker

from ..engine import rules as engine
from . import channel_approval_decision as decisions
from .sale_order_rules import FactBoard
from .tier_review_who import OPEN


class SaleOrder(models.Model):
    """Approval as one more reason of the gate, on OCA's tier validation."""

    _inherit = "sale.order"

    # Who has to agree at the seller's is not the buyer's business: channel.author.guard
    _insider_fields = (
        "approval_required",
        "can_review",
        "has_comment",
        "hide_reviews",
        "need_validation",
        "next_review",
        "rejected_message",
        "review_ids",
        "reviewer_ids",
        "to_validate_message",
        "validated_message",
        "validation_status",
    )

    approval_required = fields.Boolean(
        compute="_compute_approval_required",
        store=True,
        help="The amount is above the seller's approval limit.",
    )
    approver_ids = fields.Many2many(
        "res.users",
        compute="_compute_approver_ids",
        groups="base.group_user",
        help="Enterprise administrators of the seller who neither wrote nor submitted "
        "the order.",
    )

    @api.depends(
        "amount_total", "buyer_node_id", "company_id.order_approval_limit", "currency_id"
    )
    def _compute_approval_required(self):
        for order in self:
            company = order.company_id.sudo()
            amount = order.currency_id._convert(
                order.amount_total,
                company.currency_id,
                company,
                order.date_order or fields.Date.context_today(order),
            )
            order.approval_required = bool(
                order.buyer_node_id and amount > company.order_approval_limit
            )

    @api.depends("state", "review_ids", "approval_required", "amount_total")
    def _compute_need_validation(self):
        """OCA declares no dependencies: within one transaction the first answer would
        stay, and an approved order would ask for approval again."""
        return super()._compute_need_validation()

    @api.depends(
        "company_id", "create_uid", "submitted_by_id", "user_id", "approval_author_ids"
    )
    def _compute_approver_ids(self):
        for company, orders in self.grouped("company_id").items():
            admins = self._get_enterprise_admins(company)
            for order in orders:
                order.approver_ids = admins - order._get_authors()

    @api.model
    def _get_enterprise_admins(self, company):
        return self.env["res.users"]._get_channel_admins(company)

    @api.model
    def _get_derived_fields(self):
        return super()._get_derived_fields() | {
            "approval_author_ids",
            "approval_content",
            "approval_digest",
            "approval_required",
        }

    @api.model
    def _get_gate_dependencies(self):
        return super()._get_gate_dependencies() + [
            "approval_digest",
            "approval_required",
            "validation_status",
        ]

    def _collect_blockers(self):
        blockers = super()._collect_blockers()
        if self.buyer_node_id:
            blockers += self._collect_approval_blockers()
            blockers += self._collect_rule_change_blockers()
        return blockers

    def _collect_approval_blockers(self):
        if self.validation_status == "validated":
            return self._collect_void_blockers()
        if self.validation_status == "rejected":
            message = self.env._("The order was rejected. Change it and submit it again.")
            return [Blocker("approval_rejected", message, BLOCK)]
        if self.validation_status in ("pending", "waiting"):
            names = join_names(self.env, self.sudo().reviewer_ids.mapped("name"))
            if not names:
                return [self._get_no_approver_blocker()]
            message = self.env._("Waiting for approval by %s.", names)
            return [Blocker("approval_missing", message, WAIT)]
        if self._needs_approval():
            return [Blocker("approval_missing", self._describe_missing_approval(), WAIT)]
        return []

    @api.model
    def _get_codes_of_changes(self):
        return super()._get_codes_of_changes() | {"approval_missing", "approval_void"}

    def _collect_void_blockers(self):
        """Nobody changes an approved order without its approval being void; this is for
        changes that no method saw."""
        if not self._is_content_changed() or self._is_only_less():
            return []
        message = self.env._(
            "The order is not what was approved: %s. Check it again, then the approval "
            "is asked for anew.",
            self._describe_changes(self._get_content_changes()),
        )
        return [Blocker("approval_void", message, BLOCK)]

    def _describe_missing_approval(self):
        if self.approval_required:
            return self.env._(
                "The amount is above the approval limit: submit the order for approval."
            )
        return self.env._(
            "The rule %s asks for approval: submit the order for approval.",
            join_names(self.env, self._get_needed_rules().mapped("name")),
        )

    def _get_no_approver_blocker(self):
        message = self.env._(
            "Nobody may approve this order. %(why)s Name another approver in the rule, or "
            "another enterprise administrator of %(company)s.",
            why=" ".join(self._describe_missing_approvers()),
            company=self.company_id.sudo().name,
        )
        return Blocker("approver_missing", message, BLOCK)

    def _collect_floor_blockers(self):
        """An approval by a rule on floor prices is what lets such a price through."""
        blockers = super()._collect_floor_blockers()
        if blockers and self._is_floor_approved():
            return [replace(blocker, severity=WARN) for blocker in blockers]
        return blockers

    def _is_floor_approved(self):
        reviews = self.sudo().review_ids.filtered("definition_id.below_floor")
        return (
            bool(reviews)
            and self.validation_status == "validated"
            and not self._is_content_changed()
        )

    # --- asking ---

    def _get_approval_amount(self):
        """The order in the seller's currency, tax included: what limits look at."""
        self.ensure_one()
        return self.sudo()._to_approval_currency(self.amount_total)

    def _get_needed_rules(self):
        """The rules that this order meets now."""
        self.ensure_one()
        definitions = self.env["tier.definition"]._find_for_orders(self.company_id)
        matches = self._match_approval_rules(definitions)[self]
        return definitions.browse(match.rule for match in matches)

    def _needs_approval(self):
        return bool(self.buyer_node_id and self._get_needed_rules())

    def _ask_for_agreement(self):
        result = super()._ask_for_agreement()
        if not self.sudo().review_ids and self._needs_approval():
            self.request_validation()
        return result

    def _process_submitted(self):
        """Before orders go on: ask again where the content is another one by now, or a
        rule counts that did not when they were submitted."""
        for order in self:
            if order.state in ("draft", "sent") and order.submitted_date:
                order._renew_after_change()
                if not order.sudo().review_ids and order._needs_approval():
                    order.request_validation()
        return super()._process_submitted()

    def request_validation(self):
        """Ask for approval by every rule that the orders meet, and keep what was asked.

        sudo: reviews of orders are made here only.
        """
        if not self.env.su:
            self.check_access("write")
        orders = self.sudo()
        # need_validation depends on facts that are no fields
        orders.invalidate_recordset(["need_validation"])
        definitions = self.env["tier.definition"].browse()
        for company in orders.company_id:
            definitions |= definitions._find_for_orders(company)
        asked = engine.get_asked(definitions._prepare_rules())
        board = FactBoard(orders._get_approval_facts(asked))
        orders = orders.with_context(approval_facts=board)
        reviews = super(SaleOrder, orders).request_validation()
        self.filtered(lambda order: order.sudo().review_ids)._remember_content()
        return reviews.with_env(self.env)

    # --- deciding ---

    def validate_tier(self):
        self._check_can_decide()
        return super().validate_tier()

    def reject_tier(self):
        self._check_can_decide()
        return super().reject_tier()

    def _check_can_decide(self):
        """Say why not, where OCA's buttons would do nothing."""
        self.check_access("read")
        for order in self:
            order._check_no_author()
            open_reviews = order.sudo().review_ids.filtered(lambda r: r.status in OPEN)
            if not any(
                review._find_decider(self.env.user, order.sudo())
                for review in open_reviews
            ):
                raise AccessError(
                    self.env._("%s does not wait for a decision of yours.", order.name)
                )

    def _validate_tier(self, tiers=False):
        """The last approval lets the order go on by itself.

        sudo: who approves need not be allowed to change the order; the reviews look at
        who acts.
        """
        open_reviews = (tiers or self.review_ids).sudo().filtered(
            lambda review: review.status in OPEN
        )
        if not open_reviews:
            return
        super(SaleOrder, self.sudo())._validate_tier(open_reviews)
        if self.sudo().validation_status == "validated":
            self.sudo()._process_submitted()

    def _rejected_tier(self, tiers=False):
        return super(SaleOrder, self.sudo())._rejected_tier(
            (tiers or self.review_ids).sudo()
        )

    def restart_validation(self):
        """Take a rejected or waiting order back; it can be changed and submitted."""
        self.check_access("write")
        self._check_not_confirmed()
        take_turn(self)  # whoever decides about the order at this moment begins there, too
        for order in self.filtered(lambda order: order.sudo().review_ids):
            self.env["channel.approval.decision"]._record(order, decisions.TAKEN_BACK)
        # sudo: nobody else deletes reviews of an order
        result = super(SaleOrder, self.sudo()).restart_validation()
        self._leave_submission()
        return result

    def _check_not_confirmed(self):
        """What was approved meanwhile is on its way, and its reviews are its history."""
        confirmed = self._filter_confirmed()
        if confirmed:
            raise UserError(
                self.env._(
                    "%s has been confirmed and is not taken back. Cancel it instead.",
                    confirmed[0].name,
                )
            )

    def action_draft(self):
        """Whoever reopens an order that waits takes it back."""
        waiting = self.filtered(lambda order: order.state == "sent" and order.submitted_date)
        waiting.restart_validation()
        return super().action_draft()

    def _allow_to_remove_reviews(self, values):
        """Whoever cancels or reopens an order ends its reviews; people delete none."""
        if super()._allow_to_remove_reviews(values):
            self.sudo().review_ids.unlink()
        return False

    def _leave_submission(self):
        """Nobody is asked about an order that is not handed in."""
        self.sudo().review_ids.unlink()
        self._forget_content()
        return super()._leave_submission()
