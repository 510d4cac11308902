"""Messages on what several enterprises share are searched by each message's own rules.

Core lets a domain that goes through ``message_ids`` or ``activity_ids`` look into all
messages of a record that may be read. Of a document that is right; of a customer whom
rivals share it would answer what they wrote.
"""

from odoo import api, fields, models

SHARED = ("channel.agreement", "channel.node", "res.partner", "res.partner.bank")


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def _search_message_partner_ids(self, operator, operand):
        """Whether a rival's people follow a shared customer is not told."""
        hidden = self._name in SHARED and not self.env.su
        if not hidden or not self.env.user._channel_is_confined():
            return super()._search_message_partner_ids(operator, operand)
        followers = self.env["mail.followers"]._search(
            [("res_model", "=", self._name), ("partner_id", operator, operand)]
        )
        return [("id", "in", followers.subselect("res_id"))]


class ResPartner(models.Model):
    _inherit = "res.partner"

    message_ids = fields.One2many(bypass_search_access=False)
    website_message_ids = fields.One2many(bypass_search_access=False)
    activity_ids = fields.One2many(bypass_search_access=False)
    activity_type_id = fields.Many2one(related_sudo=False)
    activity_type_icon = fields.Char(related_sudo=False)
    activity_summary = fields.Char(related_sudo=False)


class ResPartnerBank(models.Model):
    _inherit = "res.partner.bank"

    message_ids = fields.One2many(bypass_search_access=False)
    website_message_ids = fields.One2many(bypass_search_access=False)


class ChannelNode(models.Model):
    _inherit = "channel.node"

    message_ids = fields.One2many(bypass_search_access=False)
    website_message_ids = fields.One2many(bypass_search_access=False)
    activity_ids = fields.One2many(bypass_search_access=False)
    activity_type_id = fields.Many2one(related_sudo=False)
    activity_type_icon = fields.Char(related_sudo=False)
    activity_summary = fields.Char(related_sudo=False)


class ChannelAgreement(models.Model):
    _inherit = "channel.agreement"

    message_ids = fields.One2many(bypass_search_access=False)
    website_message_ids = fields.One2many(bypass_search_access=False)
    activity_ids = fields.One2many(bypass_search_access=False)
    activity_type_id = fields.Many2one(related_sudo=False)
    activity_type_icon = fields.Char(related_sudo=False)
    activity_summary = fields.Char(related_sudo=False)
