import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..engine.blocker import BLOCK

_logger = logging.getLogger(__name__)


class SaleOrder(models.Model):
    """Submitted orders that the gate does not let through, and what frees them."""

    _inherit = "sale.order"

    gate_reason_ids = fields.Many2many(
        "channel.gate.reason",
        string="Held By",
        compute="_compute_hold",
        store=True,
        copy=False,
        groups="base.group_user",
        help="What kept the order when the gate was last asked.",
    )
    is_held = fields.Boolean(
        compute="_compute_hold",
        store=True,
        copy=False,
        help="Somebody has to cure something before the order can go on.",
    )
    held_since = fields.Datetime(
        compute="_compute_hold", store=True, copy=False, groups="base.group_user"
    )
    gate_release_ids = fields.One2many(
        "channel.gate.release",
        "order_id",
        readonly=True,
        groups="fmcg_channel.group_salesperson,fmcg_channel.group_customer_service,"
        "fmcg_channel.group_finance",
    )
    can_release_gate = fields.Boolean(
        compute="_compute_can_release_gate", groups="base.group_user"
    )

    _waiting_index = models.Index(
        "(company_id, submitted_date) WHERE submitted_date IS NOT NULL"
        " AND state IN ('draft', 'sent')"
    )

    @api.depends(lambda self: self._get_gate_dependencies())
    def _compute_hold(self):
        for order in self:
            blockers = order._get_waiting_blockers()
            codes = [blocker.code for blocker in blockers]
            reasons = self.env["channel.gate.reason"]._find(dict.fromkeys(codes))
            order.gate_reason_ids = reasons
            order.is_held = any(blocker.severity == BLOCK for blocker in blockers)
            order.held_since = order.is_held and (
                order.held_since or fields.Datetime.now()
            )

    def _get_waiting_blockers(self):
        """What keeps this order, if it waits at all."""
        self.ensure_one()
        if self.state not in ("draft", "sent") or not self.submitted_date:
            return []
        return [blocker for blocker in self._get_blockers() if blocker.stops]

    def _renew_hold(self):
        """Ask for what is no field of the order: rules, limits and dates that others
        keep."""
        names = ("gate_reason_ids", "is_held", "held_since")
        for name in names:
            self.env.add_to_compute(self._fields[name], self)
        self.modified(names)  # the stage follows
        self.invalidate_recordset(self._get_fields_of_gate())

    @api.model
    def _get_fields_of_gate(self):
        """Names of fields, not stored, that say what the gate says."""
        return ["gate_reasons"]

    # --- asked again by itself ---

    @api.model
    def _get_held_domain(self):
        """Submitted orders of the channel that are not confirmed."""
        return (
            Domain("submitted_date", "!=", False)
            & Domain("state", "in", ("draft", "sent"))
            & Domain("buyer_node_id", "!=", False)
        )

    @api.model
    def _ask_held(self, topics, companies=None):
        """Have the orders that one of ``topics`` keeps asked again after this
        transaction.

        Call it when something changed that could cure them.

        :param topics: iterable of topics of ``channel.gate.reason``
        :param companies: their sellers; empty means all
        """
        # without a reason: fields have told that it is cured, nobody has acted on it yet
        domain = self._get_held_domain() & (
            Domain("gate_reason_ids.topic", "in", topics)
            | Domain("gate_reason_ids", "=", False)
        )
        if companies:
            domain &= Domain("company_id", "in", companies.ids)
        orders = self.sudo().search(domain)
        self.env["channel.gate.note"]._leave(orders, ", ".join(topics))

    def _ask_again(self):
        """Let a waiting order go on, or find out anew what keeps it."""
        without = self.filtered(lambda order: not order.agreement_id)
        self.env.add_to_compute(self._fields["agreement_id"], without)
        for order in self:
            try:
                with self.env.cr.savepoint():
                    order._process_submitted()
            except UserError as error:
                _logger.info("Order %s stays held: %s", order.name, error)
            order._renew_hold()

    # --- releases ---

    def _get_authors(self):
        """Who may neither approve nor release this order: everybody who had a hand in
        it."""
        return (self.create_uid | self.submitted_by_id).sudo()

    @api.depends("gate_reason_ids", "submitted_date", "state")
    @api.depends_context("uid")
    def _compute_can_release_gate(self):
        for order in self:
            order.can_release_gate = bool(
                order.gate_reason_ids
                and self.env.user not in order._get_authors()
                and order._get_releasable_blockers()
            )

    def _get_releasable_blockers(self):
        """What the user has the role to release this order from."""
        self.ensure_one()
        reasons = {
            reason.code: reason
            for reason in self.sudo().gate_reason_ids
            if reason._may_release(self.env.user)
        }
        if not reasons:
            return []
        return [
            blocker
            for blocker in self.sudo()._get_blockers()
            if blocker.stops and blocker.code in reasons
        ]

    def _get_released_codes(self):
        """Codes that the order was released from as it stands."""
        releases = self.sudo().gate_release_ids
        if not releases:
            return set()
        digest = self._get_release_digest()
        return {one.reason_id.code for one in releases if one.digest == digest}

    def _resume_after_release(self):
        self._process_submitted()
        self._renew_hold()

    def action_release_gate(self):
        """Button: let this order through in spite of what the gate says."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Release the Order"),
            "res_model": "channel.gate.release.ask",
            "view_mode": "form",
            "target": "new",
            "context": {"default_order_id": self.id},
        }
