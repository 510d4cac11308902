from odoo import fields, models


class ChannelAgreement(models.Model):
    _inherit = "channel.agreement"

    delivers_to_customers = fields.Boolean(
        string="Delivers to the Buyer's Customers",
        help="The seller ships straight to the customers of this buyer, and learns their "
        "addresses for it; it bills the buyer.",
    )
