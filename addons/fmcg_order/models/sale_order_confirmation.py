from odoo import models


class SaleOrder(models.Model):
    """What a customer of the channel is told when its order is confirmed."""

    _inherit = "sale.order"

    def _tell_confirmed(self):
        """Core tells the customer only when it was asked to."""
        if not self.env.context.get("send_email"):
            self.filtered("buyer_node_id")._send_order_confirmation_mail()

    def _send_order_confirmation_mail(self):
        """Core's mail names the salesperson; ours speaks for the seller, and says what
        became of the order that was sent."""
        channel = self.filtered("buyer_node_id")
        for order in channel.sudo():
            for partner in order._get_confirmation_recipients():
                order._mail_confirmation(partner)
        return super(SaleOrder, self - channel)._send_order_confirmation_mail()

    def _get_confirmation_recipients(self):
        """Who handed the order in, if it was the buyer itself, else the buyer; nobody
        without an address."""
        self.ensure_one()
        author = self.submitted_by_id.partner_id
        own = author.commercial_partner_id == self.partner_id.commercial_partner_id
        return (author if own else self.partner_id).filtered("email")

    def _mail_confirmation(self, partner):
        order = self.with_context(lang=partner.lang, tz=partner.tz)
        order._mail_party(
            partner,
            "fmcg_order.mail_confirmed",
            order.env._(
                "%(seller)s: order %(order)s is confirmed",
                seller=order.company_id.name,
                order=order.name,
            ),
            sentence=order.env._(
                "%(seller)s has confirmed your order %(order)s of %(amount)s.",
                seller=order.company_id.name,
                order=order.name,
                amount=order.currency_id.format(order.amount_total),
            ),
            changes=order._get_confirmation_changes(),
        )

    def _get_confirmation_changes(self):
        """What the customer has to be told of: for add-ons that know what it asked for.

        :return: list as of ``_tabulate_changes``
        """
        self.ensure_one()
        return []

    def _mail_party(self, partner, template, subject, **values):
        """Mail one party of the order, in the language of the order's context.

        The message hangs on no document: in the order's chatter, colleagues who see no
        prices and the other party would read it.

        :param template: of the body; gets ``order``, ``partner``, ``url`` of the portal
            and ``values``
        """
        self.ensure_one()
        body = self.env["ir.qweb"]._render(
            template,
            {
                "order": self,
                "partner": partner,
                "url": f"{self.get_base_url()}/my",
                **values,
            },
            lang=self.env.context.get("lang"),
        )
        sender = self.env.ref("base.partner_root").sudo()
        mails = self.env["mail.thread"].sudo().with_context(mail_notify_force_send=False)
        mails.message_notify(
            partner_ids=partner.ids,
            subject=subject,
            body=body,
            author_id=sender.id,
            email_from=self.company_id.email_formatted or sender.email_formatted,
            email_add_signature=False,  # it would be that of the system
        )
