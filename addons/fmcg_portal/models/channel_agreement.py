from odoo import api, models


class ChannelAgreement(models.Model):
    _inherit = "channel.agreement"

    @api.model
    def _get_portal_agreements(self, user):
        """The agreements that a portal user may order under, suspended ones included.

        This is the one place that decides what a user may touch: everything else in
        the portal starts from the records that it returns.

        :param user: ``res.users`` who is logged in
        :return: ``channel.agreement`` as superuser, the preferred seller first
        """
        if not user.has_group("fmcg_channel.group_portal_buyer"):
            return self.sudo().browse()
        node = user.sudo().partner_id.commercial_partner_id.channel_node_id
        if not node:
            return self.sudo().browse()
        return self.sudo().search(
            [("node_id", "=", node.id), ("state", "in", ("active", "suspended"))],
            order="priority, id",
        )
