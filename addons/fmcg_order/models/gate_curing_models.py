"""The models of the channel whose change has held orders asked again."""

from odoo import api, models


class ChannelAgreement(models.Model):
    _name = "channel.agreement"
    _inherit = ["channel.agreement", "channel.gate.cure"]

    @api.model
    def _get_gate_topics(self):
        return super()._get_gate_topics() | {"agreement"}

    def _get_cured_sellers(self):
        return self.sudo().company_id


class ChannelNode(models.Model):
    _name = "channel.node"
    _inherit = ["channel.node", "channel.gate.cure"]

    @api.model
    def _get_gate_topics(self):
        return super()._get_gate_topics() | {"agreement"}

    @api.model
    def _get_gate_fields(self):
        return super()._get_gate_fields() | {
            "state",
            "grade_id",
            "territory_id",
            "tier_id",
            "parent_id",
        }


class ProductTemplate(models.Model):
    _name = "product.template"
    _inherit = ["product.template", "channel.gate.cure"]

    _gate_on_create = False

    @api.model
    def _get_gate_topics(self):
        """An agreement may be for categories only."""
        return super()._get_gate_topics() | {"agreement"}

    @api.model
    def _get_gate_fields(self):
        return super()._get_gate_fields() | {"categ_id", "sale_ok"}
