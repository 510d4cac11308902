from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

NOTICE_DAYS = 3


class SaleOrder(models.Model):
    """Held orders do not wait for ever: what they reserve, others may need."""

    _inherit = "sale.order"

    hold_notice_date = fields.Date(
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="When the parties were told that the order will be cancelled.",
    )

    @api.model
    def _cron_expire_holds(self):
        """Tell of holds that end soon, and cancel orders whose hold has ended."""
        companies = self.env["res.company"].search([("order_hold_days", ">", 0)])
        for company in companies:
            orders = self.with_company(company)
            orders._find_holds(company, company.order_hold_days)._expire_holds()
            soon = max(company.order_hold_days - NOTICE_DAYS, 0)
            orders._find_holds(company, soon)._announce_expiry()

    @api.model
    def _find_holds(self, company, days):
        """Orders that have been held for ``days`` without a break, oldest first."""
        return self.search(
            self._get_held_domain()
            & Domain("is_held", "=", True)
            & Domain("company_id", "=", company.id)
            & Domain("held_since", "<=", fields.Datetime.now() - timedelta(days=days)),
            order="held_since, id",
        )

    def _announce_expiry(self):
        """Tell seller and buyer, once for each hold."""
        for order in self:
            told = order.hold_notice_date
            if told and told >= order.held_since.date():
                continue
            order.hold_notice_date = fields.Date.today()
            order._tell_about_hold(order._get_expiry_date())

    def _get_expiry_date(self):
        self.ensure_one()
        days = timedelta(days=self.company_id.order_hold_days)
        return self.company_id._get_channel_day(self.held_since + days)

    def _tell_about_hold(self, day):
        self.ensure_one()
        order = self.with_context(lang=self.partner_id.lang or self.env.lang)
        order.message_post(
            body=order.env._(
                "%(order)s is still held. It will be cancelled on %(day)s unless what "
                "keeps it is put right.",
                order=order.name,
                day=fields.Date.to_string(day),
            ),
            partner_ids=order.partner_id.ids,
            message_type="comment",  # portals leave notifications out
            subtype_xmlid="mail.mt_comment",
        )
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=day,
            summary=self.env._("Held order ends"),
            note=self.gate_reasons,
            user_id=self._get_caretaker().id,
        )

    def _expire_holds(self):
        """Cancel what has waited too long; what was paid is left to people."""
        for order in self:
            order._ask_again()
            if order.state not in ("draft", "sent") or not order.is_held:
                continue
            if order._has_money():
                order._announce_expiry()
                continue
            order._expire_hold()

    def _has_money(self):
        """Whether the customer has paid for it, or is about to."""
        self.ensure_one()
        return bool(
            self.transaction_ids.filtered(
                lambda tx: tx.state in ("pending", "authorized", "done")
            )
        )

    def _expire_hold(self):
        self.ensure_one()
        order = self.with_context(lang=self.partner_id.lang or self.env.lang)
        text = order.env._(
            "%(order)s was cancelled: it had been held for %(days)s days.",
            order=order.name,
            days=order.company_id.order_hold_days,
        )
        reasons = [blocker.message for blocker in self._get_waiting_blockers()]
        self._action_cancel()
        self.message_post(
            body=self._describe_list(self.env._("What had kept this order:"), reasons)
        )
        order.message_post(
            body=text,
            partner_ids=order.partner_id.ids,
            message_type="comment",  # portals leave notifications out
            subtype_xmlid="mail.mt_comment",
        )
