from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.fmcg_order.engine.blocker import BLOCK, WAIT, Blocker

from ..engine import asked

# The state that a decision brings an order into
STATES = {
    "asked": "waiting",
    "approved": "approved",
    "rejected": "rejected",
    "sent_back": "sent_back",
    "withdrawn": "withdrawn",
}
# Where an order stands that the head office has not agreed to: the order is the buyer's
# own, so that is its stage, for everybody who sees it
STAGES = {
    "waiting": "buyer_waiting",
    "sent_back": "buyer_sent_back",
    "rejected": "buyer_rejected",
    "withdrawn": "buyer_withdrawn",
}
# The buyer has not agreed with itself: the order is none of the seller's business
UNDECIDED = ("waiting", "rejected", "sent_back", "withdrawn")


class SaleOrder(models.Model):
    """The buyer's own approval, and the gate that asks for it."""

    _inherit = "sale.order"

    channel_stage = fields.Selection(
        selection_add=[
            (STAGES["waiting"], "Waiting for the Head Office"),
            (STAGES["sent_back"], "Sent Back by the Head Office"),
            ("submitted",),
            (STAGES["rejected"], "Rejected by the Head Office"),
            (STAGES["withdrawn"], "Withdrawn"),
        ],
        ondelete={
            STAGES["waiting"]: lambda orders: orders._set_plain_stage("draft"),
            STAGES["sent_back"]: lambda orders: orders._set_plain_stage("draft"),
            STAGES["rejected"]: lambda orders: orders._set_plain_stage("cancelled"),
            STAGES["withdrawn"]: lambda orders: orders._set_plain_stage("cancelled"),
        },
    )
    buyer_decision_ids = fields.One2many(
        "channel.buyer.decision",
        "order_id",
        readonly=True,
        copy=False,
        groups="base.group_system",
    )
    buyer_approval_state = fields.Selection(
        [
            ("waiting", "Waiting for the Head Office"),
            ("approved", "Approved by the Head Office"),
            ("rejected", "Rejected by the Head Office"),
            ("sent_back", "Sent Back by the Head Office"),
            ("withdrawn", "Withdrawn"),
        ],
        string="Head Office",
        compute="_compute_buyer_approval",
        compute_sudo=True,
        store=True,
        copy=False,
    )
    buyer_policy_id = fields.Many2one(
        "channel.buyer.policy",
        compute="_compute_buyer_approval",
        compute_sudo=True,
        store=True,
        copy=False,
        index="btree_not_null",
        groups="base.group_user",
    )
    buyer_asked_by_id = fields.Many2one(
        "res.users",
        compute="_compute_buyer_approval",
        compute_sudo=True,
        store=True,
        copy=False,
        groups="base.group_user",
        help="Who placed the order: they do not approve it.",
    )
    withheld = fields.Boolean(
        compute="_compute_withheld",
        compute_sudo=True,
        store=True,
        copy=False,
        help="The buyer's head office has not agreed: the seller does not see the order.",
    )

    buyer_answer = fields.Char(
        compute="_compute_buyer_answer",
        compute_sudo=True,
        groups="base.group_user",
        help="What the buyer's head office said, for who entered the order.",
    )
    can_ask_head_office = fields.Boolean(
        compute="_compute_can_ask_head_office", groups="base.group_user"
    )

    _withheld_index = models.Index("(id) WHERE withheld")

    @api.depends("buyer_decision_ids.kind")
    def _compute_buyer_approval(self):
        for order in self:
            decisions = order.buyer_decision_ids.sorted("id")
            asked_ = decisions.filtered(lambda decision: decision.kind == "asked")
            order.buyer_approval_state = STATES.get(decisions[-1:].kind)
            order.buyer_policy_id = asked_[-1:].policy_id
            order.buyer_asked_by_id = asked_[-1:].user_id

    @api.depends("buyer_decision_ids.kind", "submitted_date")
    def _compute_withheld(self):
        """What the head office has once agreed to, the seller has seen."""
        for order in self:
            order.withheld = bool(
                not order.submitted_date
                and order.buyer_approval_state in UNDECIDED
                and "approved" not in order.buyer_decision_ids.mapped("kind")
            )

    @api.model
    def _get_stage_dependencies(self):
        return [*super()._get_stage_dependencies(), "withheld", "buyer_approval_state"]

    def _set_plain_stage(self, stage):
        """The add-on goes, and its stages with it."""
        self.sudo().channel_stage = stage

    def _derive_stage(self):
        if self.withheld:
            return STAGES[self.buyer_approval_state]
        return super()._derive_stage()

    @api.depends("buyer_decision_ids", "withheld", "submitted_date")
    @api.depends_context("lang")
    def _compute_buyer_answer(self):
        for order in self:
            undecided = order.buyer_approval_state in UNDECIDED
            words = order._get_buyer_words() if undecided else {}
            texts = [words.get("message"), words.get("reason")]
            order.buyer_answer = " ".join(filter(None, texts)) or False

    @api.depends(lambda self: self._get_gate_dependencies())
    def _compute_can_ask_head_office(self):
        for order in self:
            order.can_ask_head_office = order._needs_head_office_again()

    @api.model
    def _get_derived_fields(self):
        return super()._get_derived_fields() | {
            "buyer_approval_state",
            "buyer_policy_id",
            "buyer_asked_by_id",
            "buyer_decision_ids",
            "withheld",
        }

    @api.model
    def _get_gate_dependencies(self):
        return [*super()._get_gate_dependencies(), "buyer_approval_state"]

    # Who must agree

    def _get_asked_policy(self):
        """The policy under which the head office has to agree to this order as it is;
        empty when the shop may decide alone."""
        self.ensure_one()
        policy = self.env["channel.buyer.policy"]._find_for_order(self)
        if not policy or self._is_older_than(policy) or not policy._exceeds(self.sudo()):
            return policy.browse()
        return policy

    def _is_older_than(self, policy):
        """What the seller had before the policy was set up goes on as it was."""
        return bool(
            self.submitted_date
            and not self.buyer_approval_state
            and self.submitted_date < policy.create_date
        )

    def _is_agreed_by_buyer(self):
        """Whether the head office has agreed to the order as it is now, or to a dearer
        one of the same goods."""
        self.ensure_one()
        last = self.sudo().buyer_decision_ids.sorted("id")[-1:]
        return last.kind == "approved" and asked.covers(
            last.content, self.sudo()._get_asked_content()
        )

    def _collect_blockers(self):
        return super()._collect_blockers() + self._collect_buyer_blockers()

    def _collect_buyer_blockers(self):
        self.ensure_one()
        if self.buyer_approval_state == "waiting":
            return [Blocker("buyer_approval", self._get_buyer_message(), WAIT)]
        policy = self._get_asked_policy()
        if not policy or self._is_agreed_by_buyer():
            return []
        if self.buyer_approval_state in UNDECIDED:
            return [Blocker("buyer_approval", self._get_buyer_message(), BLOCK)]
        message = self.env._(
            "%(head)s agrees to orders of %(shop)s like this one: it has to be asked.",
            head=policy.partner_id.name,
            shop=self.buyer_node_id.sudo().name,
        )
        if not self.submitted_date:
            return [Blocker("buyer_approval", message, WAIT)]
        # the seller has it: somebody there changed it, or nobody asked
        return [Blocker("buyer_approval", message, BLOCK)]

    def _get_buyer_message(self):
        """Where the order stands with the buyer, in a sentence for all who see it."""
        head = self.sudo().buyer_policy_id.partner_id.name
        texts = {
            "waiting": self.env._("Waiting for the approval of %s.", head),
            "approved": self.env._("%s has approved the order.", head),
            "rejected": self.env._("%s has rejected the order.", head),
            "sent_back": self.env._(
                "%s has sent the order back: change it, then submit it again.", head
            ),
            "withdrawn": self.env._("The order was withdrawn."),
        }
        return texts.get(self.buyer_approval_state, "")

    def _get_released_codes(self):
        """The seller does not agree in the buyer's place, whatever its roles may release."""
        return super()._get_released_codes() - {"buyer_approval"}

    # The way in

    def action_submit(self):
        for order in self:
            if order.buyer_approval_state == "waiting":
                raise UserError(
                    self.env._(
                        "%(order)s has been submitted. %(message)s",
                        order=order.name,
                        message=order._get_buyer_message(),
                    )
                )
        return super().action_submit()

    def _submit(self):
        """An order that the head office has to see first stays the buyer's: it is handed
        in when the head office has agreed."""
        asking = self.filtered(lambda order: order._has_to_ask_head_office())
        for order in asking:
            if order.buyer_approval_state != "waiting":
                order._ask_head_office()
        return super(SaleOrder, self - asking)._submit()

    def _has_to_ask_head_office(self):
        self.ensure_one()
        return self.buyer_approval_state == "waiting" or bool(
            self._get_asked_policy() and not self._is_agreed_by_buyer()
        )

    def _ask_for_agreement(self):
        """Promotions of the last moment may have made the order dearer."""
        result = super()._ask_for_agreement()
        if self._has_to_ask_head_office():
            self._ask_head_office()
        return result

    def action_ask_head_office(self):
        """Button of the seller: what was agreed to has been changed since."""
        self.ensure_one()
        self.check_access("write")
        if not self._needs_head_office_again():
            raise UserError(
                self.env._("%s: there is nothing to ask the head office.", self.name)
            )
        self._ask_head_office()
        return True

    def _needs_head_office_again(self):
        return bool(
            self.state in ("draft", "sent")
            and self.submitted_date
            and self.buyer_approval_state != "waiting"
            and self._has_to_ask_head_office()
        )
