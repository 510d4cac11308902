from odoo import fields, models

BILLS = {"out_invoice": "in_invoice", "out_refund": "in_refund"}


class PurchaseOrder(models.Model):
    """Vendor bills follow the supplier's bills, as drafts that finance checks and posts."""

    _inherit = "purchase.order"

    def _follow_bills(self):
        bills = self.upstream_order_id.invoice_ids
        posted = bills.filtered(
            lambda bill: bill.state == "posted" and bill.move_type in BILLS
        )
        known = self.env["account.move"].search(
            [("upstream_move_id", "in", bills.ids), ("state", "!=", "cancel")]
        )
        (known.filtered(lambda one: one.upstream_move_id not in posted))._take_back_bill()
        new = posted - known.upstream_move_id
        self.env["account.move"].create([self._prepare_followed_bill(one) for one in new])

    def _prepare_followed_bill(self, bill):
        """Values of the vendor bill that ``bill`` (of the supplier) is for the buyer."""
        lines = bill.invoice_line_ids.filtered(lambda line: line.display_type == "product")
        return self._prepare_invoice() | {
            "move_type": BILLS[bill.move_type],
            "upstream_move_id": bill.id,
            "ref": bill.name,
            "invoice_date": bill.invoice_date,
            "invoice_date_due": bill.invoice_date_due,
            "currency_id": bill.currency_id.id,
            "invoice_line_ids": [
                fields.Command.create(self._prepare_followed_bill_line(line))
                for line in lines
            ],
        }

    def _prepare_followed_bill_line(self, upstream):
        """The supplier's line in own books: own accounts and taxes, its amounts."""
        line = self.order_line.filtered(
            lambda one: one.upstream_line_id in upstream.sale_line_ids
        )[:1]
        values = line._prepare_account_move_line() if line else {}
        return values | {
            "name": upstream.name,
            "product_id": upstream.product_id.id,
            "product_uom_id": upstream.product_uom_id.id,
            "quantity": upstream.quantity,
            "price_unit": self._get_untaxed_price(upstream, upstream.partner_id),
            "discount": upstream.discount,
            "tax_ids": [fields.Command.set(self._find_own_taxes(upstream.tax_ids).ids)],
        }


class AccountMove(models.Model):
    _inherit = "account.move"

    def _take_back_bill(self):
        """The supplier has taken its bill back: a draft goes, what is posted is for people."""
        for bill in self:
            if bill.state == "draft":
                bill.button_cancel()
            else:
                bill._tell_bill_taken_back()

    def _tell_bill_taken_back(self):
        if not self.activity_ids.filtered("automated"):
            self.activity_schedule(
                "mail.mail_activity_data_warning",
                summary=self.env._("The supplier has taken this bill back"),
                user_id=self.invoice_user_id.id or self.env.uid,
            )
