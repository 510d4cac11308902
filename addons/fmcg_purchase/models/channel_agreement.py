from odoo import fields, models


class ChannelAgreement(models.Model):
    _inherit = "channel.agreement"

    takes_back = fields.Boolean(
        string="May Send Back",
        help="A customer that is an enterprise may send goods back without asking "
        "each time. Otherwise you open the return on your shipment.",
    )
