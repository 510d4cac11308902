from odoo import api, fields, models


class ChannelPromotionApplication(models.Model):
    """What one promotion gives on one order: derived, and fixed with the order."""

    _name = "channel.promotion.application"
    _description = "Applied Promotion"
    _inherit = "channel.price.guard"
    _order = "order_id desc, id"
    _rec_name = "promotion_id"

    order_id = fields.Many2one(
        "sale.order", required=True, readonly=True, index=True, ondelete="cascade"
    )
    promotion_id = fields.Many2one(
        "channel.promotion", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="order_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(
        related="order_id.currency_id", store=True, precompute=True
    )
    amount = fields.Monetary(
        string="Money Off",
        readonly=True,
        help="Taken off the lines and the order, as prices are quoted.",
    )
    gift_quantity = fields.Float(
        string="Gifts", digits="Product Unit", readonly=True, help="Pieces on this order."
    )
    owed_quantity = fields.Float(
        string="Gifts Owed",
        digits="Product Unit",
        readonly=True,
        help="Pieces that were out of stock and come with a later order.",
    )
    gift_value = fields.Monetary(
        string="Value of Gifts", readonly=True, help="Those that are owed included."
    )
    times = fields.Integer(readonly=True, help="How often its step was reached.")

    _once = models.UniqueIndex(
        "(order_id, promotion_id)", "This promotion has been applied to the order."
    )

    @api.model
    def _prepare_values(self, applied):
        """:param applied: the engine's ``Applied``"""
        return {
            "amount": float(applied.amount),
            "gift_quantity": float(sum(gift.quantity for gift in applied.gifts)),
            "owed_quantity": float(sum(gift.owed for gift in applied.gifts)),
            "gift_value": float(applied.gift_value),
            "times": applied.times,
        }
