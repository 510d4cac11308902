from odoo import fields, models


class ChannelTier(models.Model):
    """A level of the distribution channel, from the brand owner to the retailer.

    ``sequence`` orders the tiers from upstream (low) to downstream (high): a node
    never stands under a node of a later tier.
    """

    _name = "channel.tier"
    _description = "Channel Tier"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        help="Stable key of the tier, for instance brand, province, city, sub, retail.",
    )
    sequence = fields.Integer(default=10)
    can_sell = fields.Boolean(
        string="May Sell",
        default=True,
        help="Nodes of this tier may be opened as enterprises and sell to others.",
    )
    color = fields.Integer()
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint(
        "UNIQUE(code)", "The code of a channel tier must be unique."
    )
