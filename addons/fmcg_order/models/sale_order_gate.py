from contextlib import contextmanager
from dataclasses import replace

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.fmcg_channel.words import join_names

from ..engine.blocker import WARN, Blocker
from . import gate_session


class SaleOrder(models.Model):
    """The gate: every entrance asks it, and it says all its reasons at once."""

    _inherit = "sale.order"

    gate_reasons = fields.Text(
        compute="_compute_gate_reasons",
        groups="base.group_user",  # names the seller's people
        help="Why the order has not been confirmed yet.",
    )

    @api.model
    def _is_price_field(self, field, operation):
        """Reasons of the gate name amounts and prices."""
        return super()._is_price_field(field, operation) or field.name == "gate_reasons"

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
            *self._collect_validity_blockers(),
            *self._collect_own_terms_blockers(),
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
            join_names(self.env, outside.product_id.mapped("display_name")),
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
        if self.currency_id.compare_amounts(self.amount_untaxed, 0) < 0:
            message = self.env._(
                "The order comes to %(total)s, which is less than nothing. Check the "
                "lines with a negative quantity or price.",
                total=self.currency_id.format(self.amount_untaxed),
            )
            return [Blocker("below_minimum", message)]
        return [Blocker("below_minimum", self._describe_missing_amount(minimum))]

    def _describe_missing_amount(self, minimum):
        """Minimums are without tax; prices, and the total beside it, mostly are not."""
        words = {
            "minimum": self.currency_id.format(minimum),
            "missing": self.currency_id.format(minimum - self.amount_untaxed),
        }
        if self.currency_id.is_zero(self.amount_tax):
            return self.env._(
                "The order is below the minimum of %(minimum)s. Add %(missing)s more.",
                **words,
            )
        return self.env._(
            "The order is below the minimum of %(minimum)s without tax. Add %(missing)s "
            "more, without tax.",
            **words,
        )

    def _collect_validity_blockers(self):
        """An offer that was not accepted in time; one that was stands, however long
        others take to agree."""
        if not self.validity_date or self.state not in ("draft", "sent"):
            return []
        moment = self.submitted_date or fields.Datetime.now()
        day = self.company_id._get_channel_day(moment)
        if day <= self.validity_date:
            return []
        message = self.env._(
            "The offer was valid until %s. Check its prices and extend it.",
            format_date(self.env, self.validity_date),
        )
        return [Blocker("expired", message)]

    @api.depends(lambda self: self._get_gate_dependencies())
    @api.depends_context("lang")
    def _compute_gate_reasons(self):
        for order in self:
            blockers = order._get_waiting_blockers()
            order.gate_reasons = "\n".join(b.message for b in blockers) or False

    @api.model
    def _get_gate_dependencies(self):
        """Fields that can change the gate's answer."""
        return [
            "state",
            "submitted_date",
            "validity_date",
            "amount_untaxed",
            "agreement_id.state",
            "agreement_id.min_order_amount",
            "agreement_id.categ_ids",
            "buyer_node_id.state",
            "order_line.product_id",
            "order_line.product_uom_qty",
            *self._get_own_terms_dependencies(),
        ]

    def _get_blockers(self):
        """The gate's answer: all reasons, those that the order was released from as
        warnings.

        :return: list of :class:`~..engine.blocker.Blocker`
        """
        self.ensure_one()
        blockers = self._collect_blockers()
        if not any(blocker.stops for blocker in blockers):
            return blockers
        released = self._get_released_codes()
        return [
            replace(blocker, severity=WARN) if blocker.code in released else blocker
            for blocker in blockers
        ]

    def _confirmation_error_message(self):
        """Innermost check of core's confirmation, so that no entrance gets around."""
        message = super()._confirmation_error_message()
        if message:
            return message
        return self._get_gate_message()

    def _get_gate_message(self):
        """What stops this order in words, asked once in a session."""
        session = gate_session.find(self)
        blockers = session.answers.get(self.id) if session else None
        if blockers is None:
            blockers = self._get_blockers()
            if session:
                session.answers[self.id] = blockers
        stopping = [blocker for blocker in blockers if blocker.stops]
        return "\n".join(blocker.message for blocker in stopping) or False

    def _check_confirmed_by_write(self, vals):
        """Programs may write the state; that is an entrance like any other."""
        if vals.get("state") == "sale":
            session = gate_session.find(self)
            asked = session.answers if session else {}
            self.filtered(
                lambda order: order.state != "sale" and order.id not in asked
            )._check_gate()

    def _check_gate(self):
        """:raise UserError: with every reason that stops one of these orders"""
        for order in self:
            message = order._get_gate_message()
            if message:
                raise UserError(message)

    def action_confirm(self):
        """What is confirmed is what the order is made of at this moment; from then on
        nothing changes any more by itself."""
        if gate_session.find(self):
            self._fix_terms()
            result = super().action_confirm()
        else:
            with self._in_gate_session() as orders:
                orders._fix_terms()
                result = super(SaleOrder, orders).action_confirm()
        self._tell_confirmed()
        return result

    @contextmanager
    def _in_gate_session(self, answers=None):
        """Confirm these orders with the gate asked once, and keep what they were let
        through with.

        :param answers: what the gate has said already, as of ``GateSession``
        """
        orders = gate_session.begin(self, answers)
        yield orders
        orders._record_gate_warnings()

    def _record_gate_warnings(self):
        """Keep what an order was let through with."""
        answers = gate_session.find(self).answers
        for order in self.with_context(**{gate_session.KEY: None}):
            blockers = answers.get(order.id, ())
            warnings = [b.message for b in blockers if not b.stops]
            if order.state == "sale" and warnings:
                heading = self.env._("Let through by the gate in spite of:")
                order.sudo().message_post(body=order._describe_list(heading, warnings))

    @api.model
    def _describe_list(self, heading, sentences):
        """A heading and a list, for the chatter."""
        items = Markup("").join(Markup("<li>%s</li>") % text for text in sentences)
        return Markup("<p>%s</p><ul>%s</ul>") % (heading, items)

    # --- submission ---

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
        self._fix_terms()
        # sudo: nobody else says when an order was submitted, and by whom
        self.sudo().write(
            {
                "submitted_date": fields.Datetime.now(),
                "submitted_by_id": self.env.uid,
            }
        )
        drafts = self.filtered(lambda order: order.state == "draft")
        drafts._in_state_step().write({"state": "sent"})
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
            blockers = order._get_blockers()
            if any(blocker.stops for blocker in blockers):
                continue
            with order._in_gate_session({order.id: blockers}) as passing:
                passing.action_confirm()

    def action_ask_gate(self):
        """Button: ask the gate again, and say what it answered.

        What it says names amounts and the seller's people: only to who may change the
        order.
        """
        self.ensure_one()
        self.check_access("write")
        self._process_submitted()
        self._renew_hold()
        if self.state not in ("draft", "sent"):
            return True
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "title": self.env._("%s still waits", self.name),
                "message": "\n".join(b.message for b in self._get_waiting_blockers()),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
