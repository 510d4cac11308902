"""The models whose change has held orders asked again."""

from odoo import api, models


class ChannelAgreement(models.Model):
    _name = "channel.agreement"
    _inherit = ["channel.agreement", "channel.gate.cure"]

    _gate_topics = ("agreement", "catalog", "price", "quota")

    def _get_cured_sellers(self):
        return self.sudo().company_id


class ChannelNode(models.Model):
    _name = "channel.node"
    _inherit = ["channel.node", "channel.gate.cure"]

    _gate_topics = ("agreement", "catalog", "price")
    _gate_fields = frozenset(
        {"state", "grade_id", "territory_id", "tier_id", "parent_id"}
    )


class ChannelListing(models.Model):
    """What the brand lists, its distributors may sell on."""

    _name = "channel.listing"
    _inherit = ["channel.listing", "channel.gate.cure"]

    _gate_topics = ("catalog",)


class ChannelQuantityRule(models.Model):
    _name = "channel.quantity.rule"
    _inherit = ["channel.quantity.rule", "channel.gate.cure"]

    _gate_topics = ("catalog",)

    def _get_cured_sellers(self):
        return self.sudo().company_id


class ChannelQuota(models.Model):
    _name = "channel.quota"
    _inherit = ["channel.quota", "channel.gate.cure"]

    _gate_topics = ("quota",)

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


class ProductPricelistItem(models.Model):
    """Lists are shared between sellers and based on each other."""

    _name = "product.pricelist.item"
    _inherit = ["product.pricelist.item", "channel.gate.cure"]

    _gate_topics = ("price",)


class ProductTemplate(models.Model):
    _name = "product.template"
    _inherit = ["product.template", "channel.gate.cure"]

    _gate_topics = ("agreement", "catalog", "price")
    _gate_fields = frozenset({"categ_id", "floor_price", "list_price", "sale_ok"})
    _gate_on_create = False
