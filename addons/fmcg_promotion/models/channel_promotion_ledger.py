from decimal import Decimal

from odoo import api, fields, models


class ChannelPromotion(models.Model):
    """What a promotion has given so far."""

    _inherit = "channel.promotion"

    entry_ids = fields.One2many(
        "channel.promotion.entry",
        "promotion_id",
        readonly=True,
        groups="fmcg_channel.group_salesperson,fmcg_channel.group_customer_service,"
        "fmcg_channel.group_finance",
    )
    order_count = fields.Integer(
        string="Orders",
        compute="_compute_given",
        compute_sudo=True,
        help="That have the promotion now.",
    )
    given_amount = fields.Monetary(
        string="Given",
        compute="_compute_given",
        compute_sudo=True,
        help="Money off and value of gifts of these orders.",
    )

    @api.depends("entry_ids.amount", "entry_ids.gift_value", "entry_ids.uses")
    def _compute_given(self):
        groups = self.env["channel.promotion.entry"]._read_group(
            [("promotion_id", "in", self.ids)],
            ["promotion_id"],
            ["uses:sum", "amount:sum", "gift_value:sum"],
        )
        given = {promotion: rest for promotion, *rest in groups}
        for promotion in self:
            uses, amount, value = given.get(promotion._origin, (0, 0.0, 0.0))
            promotion.order_count = uses
            promotion.given_amount = amount + value

    def action_open_entries(self):
        """Button: the entries of the promotion."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "fmcg_promotion.channel_promotion_entry_action"
        )
        return action | {
            "domain": [("promotion_id", "=", self.id)],
            "context": {},
            "display_name": self.env._("Given: %s", self.name),
        }

    def _filter_booked(self):
        """What has been given was given by these terms, also where it came back."""
        groups = self.env["channel.promotion.entry"].sudo()._read_group(
            [("promotion_id", "in", self.ids)], ["promotion_id"]
        )
        given = {promotion.id for (promotion,) in groups}
        return self.filtered(lambda one: one.id in given)

    def _get_funder_shares(self):
        """Dict from partner id to percents, as ``Decimal``. The seller pays where nobody
        is named."""
        self.ensure_one()
        if not self.funder_ids:
            return {self.company_id.partner_id.id: Decimal(100)}
        return {
            funder.partner_id.id: Decimal(f"{funder.share:.4f}")
            for funder in self.funder_ids
        }
