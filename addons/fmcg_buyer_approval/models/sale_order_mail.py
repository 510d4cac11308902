from odoo import models


class SaleOrder(models.Model):
    """Mails between a shop and its head office."""

    _inherit = "sale.order"

    def _notify_approvers(self):
        self.ensure_one()
        approvers = self._get_head_office_approvers(
            self.buyer_policy_id, self.buyer_asked_by_id
        )
        for partner in approvers.partner_id:
            order = self.with_context(lang=partner.lang)
            order._mail_party(
                partner,
                "fmcg_buyer_approval.mail_asked",
                order.env._(
                    "%(shop)s: order %(order)s waits for your approval",
                    shop=order.buyer_node_id.name,
                    order=order.name,
                ),
                sentence=order.env._(
                    "%(shop)s has placed order %(order)s of %(amount)s with %(seller)s.",
                    shop=order.buyer_node_id.name,
                    order=order.name,
                    amount=order.currency_id.format(order.amount_total),
                    seller=order.company_id.name,
                ),
            )

    def _notify_author(self, reason=None):
        self.ensure_one()
        partner = self.buyer_asked_by_id.partner_id
        order = self.with_context(lang=partner.lang)
        order._mail_party(
            partner,
            "fmcg_buyer_approval.mail_answered",
            order.env._(
                "Order %(order)s: %(message)s",
                order=order.name,
                message=order._get_buyer_message(),
            ),
            sentence=order.env._(
                "%(order)s, %(amount)s, with %(seller)s: %(message)s",
                order=order.name,
                amount=order.currency_id.format(order.amount_total),
                seller=order.company_id.name,
                message=order._get_buyer_message(),
            ),
            reason=reason,
        )
