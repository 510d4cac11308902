from odoo import api, models
from odoo.tools import clean_context


class ChannelTrail(models.AbstractModel):
    """Says who did what and when, as it was, not as a client would like to have it.

    How to use: inherit it in models whose entries tell of what somebody did. Defaults
    of the user and the moment cannot be replaced by ``default_…`` in the context, which
    a client may send with any call.
    """

    _name = "channel.trail"
    _description = "Trail of What Was Done"

    @api.model_create_multi
    def create(self, vals_list):
        told = self.with_context(clean_context(self.env.context))
        return super(ChannelTrail, told).create(vals_list).with_env(self.env)
