from odoo import fields, models

from ..engine.basket import ZERO

OUTGOING = {"out_invoice": 1, "out_receipt": 1, "out_refund": -1}


class AccountMoveLine(models.Model):
    """Documents remember which part of a discount they carry, and which gifts they
    charge: people may change prices on them without changing what was carried."""

    _inherit = "account.move.line"

    promotion_share = fields.Monetary(
        string="Part of the Promotion",
        currency_field="currency_id",
        readonly=True,
        copy=False,
        help="What the promotion takes off the goods of this document, as prices are "
        "quoted.",
    )
    promotion_gift_line_id = fields.Many2one(
        "sale.order.line",
        string="Gift Charged",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The gift that was not given back.",
    )

    def _copy_data_extend_business_fields(self, values):
        """Credit notes take back what the invoice carries."""
        result = super()._copy_data_extend_business_fields(values)
        values["promotion_share"] = self.promotion_share
        values["promotion_gift_line_id"] = self.promotion_gift_line_id.id
        return result

    def _filter_promotion_booked(self):
        return self.filtered(
            lambda line: (
                line.move_id.state != "cancel"
                or line.move_id.payment_state == "invoicing_legacy"
            )
        )

    def _filter_promotion_posted(self):
        return self.filtered(
            lambda line: (
                line.move_id.state == "posted"
                or line.move_id.payment_state == "invoicing_legacy"
            )
        )

    def _get_promotion_booked(self):
        """What these lines carry of a discount in all, less what they take back."""
        return sum(
            (
                int(line._get_promotion_sign() * (1 if line.quantity > 0 else -1))
                * line.currency_id._to_exact(line.promotion_share)
                for line in self
                if line.quantity
            ),
            ZERO,
        )

    def _get_promotion_charged(self):
        """Pieces of a gift that these lines charge, less what they take back."""
        return sum(line._get_promotion_sign() * line.quantity for line in self)

    def _get_promotion_sign(self):
        return OUTGOING.get(self.move_id.move_type, 0)

    def _eligible_for_stock_account(self):
        """The cost of a gift was booked when it was given, not when it is charged."""
        if self.promotion_gift_line_id:
            return False
        return super()._eligible_for_stock_account()

    def _get_gift_account(self):
        """Where the cost of a gift goes; empty for goods that are sold."""
        self.ensure_one()
        gifts = self.sale_line_ids.filtered(lambda line: line.promotion_role)
        promotion = gifts[:1].sudo().promotion_id
        account = promotion.gift_account_id or self.company_id.gift_account_id
        return account if promotion else account.browse()
