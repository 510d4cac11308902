from odoo import models


class SaleOrder(models.Model):
    """Mails between a shop and its head office.

    They hang on no document: who may read an order later would find them there.
    """

    _inherit = "sale.order"

    def _notify_approvers(self):
        self.ensure_one()
        approvers = self._get_head_office_approvers(
            self.buyer_policy_id, self.buyer_asked_by_id
        )
        for partner in approvers.partner_id:
            order = self.with_context(lang=partner.lang)
            order._mail_buyer(
                partner,
                "fmcg_buyer_approval.mail_asked",
                order.env._(
                    "%(shop)s: order %(order)s waits for your approval",
                    shop=order.buyer_node_id.name,
                    order=order.name,
                ),
            )

    def _notify_author(self, reason=None):
        self.ensure_one()
        partner = self.buyer_asked_by_id.partner_id
        order = self.with_context(lang=partner.lang)
        order._mail_buyer(
            partner,
            "fmcg_buyer_approval.mail_answered",
            order.env._(
                "Order %(order)s: %(message)s",
                order=order.name,
                message=order._get_buyer_message(),
            ),
            reason=reason,
        )

    def _mail_buyer(self, partner, template, subject, **values):
        body = self.env["ir.qweb"]._render(
            template,
            {
                "order": self,
                "head_office": self.buyer_policy_id.partner_id.name,
                "message": self._get_buyer_message(),
                "url": f"{self.get_base_url()}/my",
                **values,
            },
            lang=self.env.context.get("lang"),
        )
        sender = self.env.ref("base.partner_root")
        self.env["mail.thread"].message_notify(
            partner_ids=partner.ids,
            subject=subject,
            body=body,
            author_id=sender.id,
            email_from=self.company_id.email_formatted or sender.email_formatted,
        )
