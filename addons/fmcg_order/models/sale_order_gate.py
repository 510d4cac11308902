from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine.blocker import BLOCK, Blocker


class SaleOrder(models.Model):
    """The gate: every entrance asks it, and it says all its reasons at once."""

    _inherit = "sale.order"

    gate_reasons = fields.Text(
        compute="_compute_gate_reasons",
        groups="base.group_user",  # names the seller's people
        help="Why the order has not been confirmed yet.",
    )

    def _collect_blockers(self):
        """All reasons why this order may not be confirmed now.

        Extend it to add reasons; never return early because another addon has one.
        Sales outside of the channel (the customer has no node) pass.

        :return: list of :class:`~..engine.blocker.Blocker`
        """
        self.ensure_one()
        if not self.buyer_node_id:
            return []
        return [
            *self._collect_agreement_blockers(),
            *self._collect_scope_blockers(),
            *self._collect_amount_blockers(),
        ]

    def _collect_agreement_blockers(self):
        agreement = self.agreement_id.sudo()
        if not agreement:
            message = self.env._(
                "%(seller)s has no agreement with %(buyer)s. Open an account for this "
                "customer first.",
                seller=self.company_id.sudo().name,
                buyer=self.buyer_node_id.sudo().name,
            )
            return [Blocker("agreement_missing", message)]
        message = agreement._order_blocker()
        return [Blocker("agreement_inactive", message)] if message else []

    def _collect_scope_blockers(self):
        """Products outside of the agreement's categories, all named in one reason."""
        agreement = self.agreement_id.sudo()
        lines = self.order_line.filtered(lambda line: line._is_traded())
        if not agreement.categ_ids:
            return []
        covered = agreement._covers(lines.product_id)
        outside = lines.filtered(lambda line: line.product_id not in covered)
        if not outside:
            return []
        message = self.env._(
            "The agreement does not cover: %s. Remove them or widen its scope.",
            ", ".join(outside.product_id.mapped("display_name")),
        )
        return [Blocker("out_of_scope", message, line_ids=outside._ids)]

    def _collect_amount_blockers(self):
        if not self.order_line.filtered(lambda line: line.product_uom_qty):
            return [
                Blocker("empty", self.env._("The order is empty. Add a product to it."))
            ]
        agreement = self.agreement_id.sudo()
        minimum = agreement.currency_id._convert(
            agreement.min_order_amount,
            self.currency_id,
            self.company_id,
            self.date_order or fields.Date.context_today(self),
        )
        if self.currency_id.compare_amounts(self.amount_untaxed, minimum) >= 0:
            return []
        message = self.env._(
            "The order is below the minimum of %(minimum)s. Add %(missing)s more.",
            minimum=self.currency_id.format(minimum),
            missing=self.currency_id.format(minimum - self.amount_untaxed),
        )
        return [Blocker("below_minimum", message)]

    @api.depends(lambda self: self._get_gate_dependencies())
    def _compute_gate_reasons(self):
        for order in self:
            blockers = []
            if order.state in ("draft", "sent") and order.submitted_date:
                blockers = order._collect_blockers()
            order.gate_reasons = "\n".join(b.message for b in blockers) or False

    @api.model
    def _get_gate_dependencies(self):
        """Fields that can change the gate's answer."""
        return [
            "state",
            "submitted_date",
            "amount_untaxed",
            "agreement_id.state",
            "agreement_id.min_order_amount",
            "agreement_id.categ_ids",
            "buyer_node_id.state",
            "order_line.product_id",
            "order_line.product_uom_qty",
        ]

    def _confirmation_error_message(self):
        """Innermost check of core's confirmation, so that no entrance gets around."""
        message = super()._confirmation_error_message()
        if message:
            return message
        return self._get_gate_message()

    def _get_gate_message(self):
        stopping = [blocker for blocker in self._collect_blockers() if blocker.stops]
        return "\n".join(blocker.message for blocker in stopping) or False

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        if not self.env.su:
            orders.filtered(lambda order: order.state == "sale")._check_gate()
        return orders

    def write(self, vals):
        """Programs may write the state; that is an entrance like any other."""
        if vals.get("state") == "sale" and not self.env.su:
            self.filtered(lambda order: order.state != "sale")._check_gate()
        return super().write(vals)

    def _check_gate(self):
        for order in self:
            message = order._get_gate_message()
            if message:
                raise UserError(message)

    def action_submit(self):
        """Button: hand the order in; confirm it at once when nothing stands against it."""
        for order in self:
            if order.state not in ("draft", "sent"):
                raise UserError(
                    self.env._("%s has been confirmed or cancelled.", order.name)
                )
            if order.submitted_date:
                raise UserError(self.env._("%s has been submitted.", order.name))
        self._submit()
        return True

    def _submit(self):
        """Record the submission, ask who must agree, and confirm what may go on."""
        self._fix_promotions()
        # sudo: nobody else says when an order was submitted, and by whom
        self.sudo().write(
            {
                "submitted_date": fields.Datetime.now(),
                "submitted_by_id": self.env.uid,
            }
        )
        self.filtered(lambda order: order.state == "draft").write({"state": "sent"})
        for order in self:
            order._ask_for_agreement()
        self._process_submitted()

    def _ask_for_agreement(self):
        """Hook: start whatever has to say yes before the order is confirmed."""

    def _process_submitted(self):
        """Confirm submitted orders that nothing stops. Safe to call at any time."""
        for order in self:
            if order.state not in ("draft", "sent") or not order.submitted_date:
                continue
            if not any(blocker.stops for blocker in order._collect_blockers()):
                order.action_confirm()

    def _is_held(self):
        """Whether somebody has to cure something, as opposed to being asked."""
        return any(b.severity == BLOCK for b in self._collect_blockers())

    def action_ask_gate(self):
        """Button: ask the gate again and say what it answered."""
        self.ensure_one()
        self._process_submitted()
        if self.state in ("draft", "sent"):
            raise UserError(self._confirmation_error_message())
        return True
