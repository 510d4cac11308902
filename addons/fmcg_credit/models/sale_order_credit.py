from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.fmcg_order.engine.blocker import Blocker
from odoo.addons.fmcg_order.engine.writable import barred


class SaleOrder(models.Model):
    """Credit as one more reason of the gate."""

    _inherit = "sale.order"

    credit_release_ids = fields.One2many(
        "channel.credit.release",
        "order_id",
        readonly=True,
        groups="fmcg_channel.group_salesperson,fmcg_channel.group_customer_service,"
        "fmcg_channel.group_finance",
    )
    credit_statement = fields.Char(
        compute="_compute_credit_statement",
        compute_sudo=True,
        groups="fmcg_channel.group_salesperson,fmcg_channel.group_customer_service,"
        "fmcg_channel.group_finance",
    )
    can_release_credit = fields.Boolean(
        compute="_compute_can_release_credit",
        groups="fmcg_channel.group_finance",
    )

    @api.depends("agreement_id", "amount_total", "state")
    @api.depends_context("lang")
    def _compute_credit_statement(self):
        for order in self:
            account = order.agreement_id.credit_account_id
            order.credit_statement = account.statement if account else False

    @api.depends("submitted_date", "state")
    @api.depends_context("uid")
    def _compute_can_release_credit(self):
        for order in self:
            order.can_release_credit = bool(
                order.submitted_date
                and order.state in ("draft", "sent")
                and self.env.user not in order._get_authors()
                and order.sudo()._collect_credit_blockers()
            )

    def _get_credit_amount(self):
        """The order in the seller's currency, tax included."""
        self.ensure_one()
        return self._to_seller_currency(self.amount_total)

    # --- the gate ---

    @api.model
    def _get_gate_dependencies(self):
        return [
            *super()._get_gate_dependencies(),
            "amount_total",
            "agreement_id.credit_account_id",
            "credit_release_ids.state",
        ]

    @api.model
    def _get_derived_fields(self):
        return super()._get_derived_fields() | {
            "credit_target",
            "credit_committed",
            "credit_account_id",
        }

    @api.model
    def _get_field_decisions(self):
        return super()._get_field_decisions() | {
            "credit_release_ids": barred("Finance releases with its button."),
        }

    def _collect_blockers(self):
        blockers = super()._collect_blockers()
        if self.buyer_node_id:
            blockers += self.sudo()._collect_credit_blockers()
        return blockers

    def _collect_credit_blockers(self):
        """Read without a lock; confirmation looks again, after it has counted."""
        self.ensure_one()
        account = self.agreement_id.credit_account_id
        amount = self._get_credit_amount()
        if not account or amount <= 0 or self._is_credit_released():
            return []
        found = account._get_exposure()
        if self.state == "sale":
            amount = 0.0  # committed, and so in the exposure already
        blockers = []
        excess = self._get_credit_excess(found, amount)
        if excess:
            message = self._describe_credit_excess(found, amount, excess)
            blockers.append(Blocker("credit_limit", message))
        if found.is_late and account.company_id.credit_hold_overdue:
            message = self._describe_credit_overdue(found)
            blockers.append(Blocker("credit_overdue", message))
        return blockers

    def _is_credit_released(self):
        amount = self._get_credit_amount()
        return any(one._covers(amount) for one in self.credit_release_ids)

    def _get_credit_excess(self, found, amount):
        """By how much ``amount`` would pass the limit that counts for this order."""
        authors = self._get_authors()
        ceiling = self.env["channel.credit.event"]._get_own_ceiling(
            self.agreement_id.credit_account_id,
            authors,
            self.create_date or fields.Datetime.now(),
        )
        return found.excess(amount, authors.ids, ceiling)

    def _describe_credit_excess(self, found, amount, excess):
        currency = self.company_id.sudo().currency_id
        return self.env._(
            "Credit: %(used)s of %(limit)s used; this order of %(amount)s is %(excess)s "
            "too much. Collect a payment, or ask finance for a raise or a release.",
            used=currency.format(found.used),
            limit=currency.format(found.total_limit),
            amount=currency.format(amount or self._get_credit_amount()),
            excess=currency.format(excess),
        )

    def _describe_credit_overdue(self, found):
        currency = self.company_id.sudo().currency_id
        return self.env._(
            "Credit: %(amount)s overdue since %(date)s. Collect the payment, or ask "
            "finance for a release.",
            amount=currency.format(found.overdue),
            date=format_date(self.env, found.overdue_since),
        )

    def _describe_credit_for_buyer(self, blocker):
        """A reason of credit in words for the buyer: its own figures, and what to do."""
        self.ensure_one()
        statement = self.sudo().agreement_id._describe_credit_for_buyer()
        if blocker.code == "credit_overdue":
            return self.env._(
                "%s. Please pay what is overdue; the order then goes on by itself.",
                statement,
            )
        return self.env._(
            "%s. This order is more than what is left; it goes on by itself once a "
            "payment has come in.",
            statement,
        )

    # --- confirmation ---

    def _act_on_state_change(self, change):
        result = super()._act_on_state_change(change)
        change.undone._sync_credit_commitments()
        change.confirmed._commit_credit()
        return result

    def _act_on_line_change(self, change):
        """A confirmed order that becomes dearer has to fit the limit like a new one."""
        result = super()._act_on_line_change(change)
        change.confirmed.filtered(change.is_dearer)._commit_credit()
        return result

    def unlink(self):
        self._sync_credit_commitments()
        return super().unlink()

    def _commit_credit(self):
        """Count these orders, then look whether their limits still hold.

        :raise UserError: when one of them passes its limit; nothing is confirmed then
        """
        orders = self.sudo()
        orders._sync_credit_commitments()
        messages = [message for order in orders for message in order._get_overdrafts()]
        if messages:
            raise UserError("\n".join(messages))
        orders.credit_release_ids._use()

    def _get_overdrafts(self):
        return [
            blocker.message
            for blocker in self._collect_credit_blockers()
            if blocker.code == "credit_limit"
        ]

    def action_release_credit(self):
        """Button: finance says why this order goes through."""
        self.ensure_one()
        self.check_access("read")
        self.env["channel.credit.release"].check_access("create")
        view = self.env.ref("fmcg_credit.channel_credit_release_view_form_dialog")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Release Credit"),
            "res_model": "channel.credit.release",
            "view_mode": "form",
            "views": [(view.id, "form")],
            "target": "new",
            "context": {"default_order_id": self.id},
        }
