"""The models of the catalogue whose change has held orders asked again."""

from odoo import api, models


class ChannelAgreement(models.Model):
    _inherit = "channel.agreement"

    @api.model
    def _get_gate_topics(self):
        return super()._get_gate_topics() | {"catalog", "quota"}


class ChannelNode(models.Model):
    _inherit = "channel.node"

    @api.model
    def _get_gate_topics(self):
        return super()._get_gate_topics() | {"catalog"}


class ProductTemplate(models.Model):
    _inherit = "product.template"

    @api.model
    def _get_gate_topics(self):
        return super()._get_gate_topics() | {"catalog"}


class ChannelListing(models.Model):
    """What the brand lists, its distributors may sell on."""

    _name = "channel.listing"
    _inherit = ["channel.listing", "channel.gate.cure"]

    @api.model
    def _get_gate_topics(self):
        return super()._get_gate_topics() | {"catalog"}


class ChannelQuantityRule(models.Model):
    _name = "channel.quantity.rule"
    _inherit = ["channel.quantity.rule", "channel.gate.cure"]

    @api.model
    def _get_gate_topics(self):
        return super()._get_gate_topics() | {"catalog"}

    def _get_cured_sellers(self):
        return self.sudo().company_id


class ChannelQuota(models.Model):
    _name = "channel.quota"
    _inherit = ["channel.quota", "channel.gate.cure"]

    @api.model
    def _get_gate_topics(self):
        return super()._get_gate_topics() | {"quota"}

    def _get_cured_sellers(self):
        return self.sudo().company_id


class ChannelQuotaUsage(models.Model):
    _inherit = "channel.quota.usage"

    @api.model
    def _guard_add(self, amounts):
        """What one order gives back, another one may take."""
        totals = super()._guard_add(amounts)
        given_back = [row_id for row_id, amount in amounts.items() if amount < 0]
        if given_back:
            sellers = self.browse(given_back).sudo().company_id
            self.env["sale.order"]._ask_held(("quota",), sellers)
        return totals
