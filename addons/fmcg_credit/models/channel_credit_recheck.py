from odoo import fields, models


class ChannelCreditRecheck(models.Model):
    """A note that held orders of an account are to be asked again.

    A row of its own: a mark on the account would make payments and confirmations wait
    for each other.
    """

    _name = "channel.credit.recheck"
    _description = "Note to Ask Held Orders Again"

    account_id = fields.Many2one(
        "channel.credit.account", required=True, index=True, ondelete="cascade"
    )
