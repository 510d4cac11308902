"""The models of prices whose change has held orders asked again."""

from odoo import api, models


class ChannelAgreement(models.Model):
    _inherit = "channel.agreement"

    @api.model
    def _get_gate_topics(self):
        return super()._get_gate_topics() | {"price"}


class ChannelNode(models.Model):
    _inherit = "channel.node"

    @api.model
    def _get_gate_topics(self):
        return super()._get_gate_topics() | {"price"}


class ProductPricelistItem(models.Model):
    """Lists are shared between sellers and based on each other."""

    _name = "product.pricelist.item"
    _inherit = ["product.pricelist.item", "channel.gate.cure"]

    @api.model
    def _get_gate_topics(self):
        return super()._get_gate_topics() | {"price"}


class ProductTemplate(models.Model):
    _inherit = "product.template"

    @api.model
    def _get_gate_topics(self):
        return super()._get_gate_topics() | {"price"}

    @api.model
    def _get_gate_fields(self):
        return super()._get_gate_fields() | {"floor_price", "list_price"}
