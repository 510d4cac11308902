from odoo import models

from .channel_identity_change import NEW


class ChannelAgreement(models.Model):
    """Where a buyer may have goods delivered to."""

    _inherit = "channel.agreement"

    def _get_delivery_addresses(self):
        """The buyer's addresses that this seller delivers to, its own address first.

        Addresses that the buyer asked for are left out until this seller has agreed;
        those that the seller's staff entered are agreed to.
        """
        self.ensure_one()
        addresses = self.sudo().partner_id._get_delivery_partners()
        asked = self.env["channel.identity.change"].sudo().search(
            [("partner_id", "in", addresses.ids), ("kind", "=", NEW)]
        )
        agreed = asked.filtered(
            lambda change: change.company_id == self.company_id
            and change.state == "approved"
        )
        return addresses - (asked.partner_id - agreed.partner_id)

    def _get_usual_address(self, addresses):
        """Where goods go unless somebody says otherwise: core's choice, if it is one of
        ``addresses``, else the legal entity's own."""
        self.ensure_one()
        entity = self.sudo().partner_id
        usual = entity.browse(entity.address_get(["delivery"])["delivery"])
        return usual if usual in addresses else entity
