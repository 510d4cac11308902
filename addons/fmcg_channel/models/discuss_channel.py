from odoo import models


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    def _subscribe_users_automatically_get_members(self):
        """Nobody is brought together with the staff of other enterprises unasked.

        Core adds all users of a group to channels such as #general. Staff of an
        enterprise are only added to those that a colleague has made.
        """
        members = super()._subscribe_users_automatically_get_members()
        partners = self.env["res.partner"].sudo()
        for channel in self.sudo():
            wanted = partners.browse(members.get(channel.id, []))
            maker = channel.create_uid
            own = (
                maker.company_ids
                if maker._channel_is_staff()
                else maker.company_ids.browse()
            )
            members[channel.id] = wanted.filtered(
                lambda partner, own=own: all(
                    not user._channel_is_staff() or user.company_ids & own
                    for user in partner.user_ids
                )
            ).ids
        return members
