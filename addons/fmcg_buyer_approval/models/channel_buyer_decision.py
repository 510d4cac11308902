from odoo import api, fields, models


class ChannelBuyerDecision(models.Model):
    """What a buyer and its head office said about an order: who, when, on which content.

    Only ever added to. The state of an order is that of its last decision. The words are
    the buyer's interior: the seller's staff do not read them.
    """

    _name = "channel.buyer.decision"
    _description = "Head Office Decision"
    _inherit = ["channel.price.guard", "channel.ledger"]
    _order = "id desc"
    _rec_name = "kind"

    _price_fields = ("content",)

    order_id = fields.Many2one(
        "sale.order", required=True, readonly=True, index=True, ondelete="restrict"
    )
    policy_id = fields.Many2one(
        "channel.buyer.policy",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        related="policy_id.company_id", store=True, index=True, precompute=True
    )
    kind = fields.Selection(
        [
            ("asked", "Asked"),
            ("approved", "Approved"),
            ("rejected", "Rejected"),
            ("sent_back", "Sent Back"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        readonly=True,
    )
    reason = fields.Char(readonly=True)
    amount = fields.Monetary(readonly=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    content = fields.Json(readonly=True, help="The order as it was shown.")
    digest = fields.Char(readonly=True, help="Of the content.")

    @api.model
    def _describe_refusal(self):
        return self.env._(
            "Decisions of head offices are only ever added to: they cannot be changed."
        )
