from odoo import fields, models


class ChannelStaffInvite(models.TransientModel):
    _inherit = "channel.staff.invite"

    is_purchaser = fields.Boolean(string="Purchasing")

    def _get_roles(self):
        roles = super()._get_roles()
        if self.is_purchaser:
            roles |= self.env.ref("fmcg_purchase.role_purchaser").sudo()
        return roles
