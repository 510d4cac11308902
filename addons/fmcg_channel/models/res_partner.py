from odoo import api, fields, models

PRICELISTS = ("property_product_pricelist", "specific_property_product_pricelist")


class ResPartner(models.Model):
    _inherit = "res.partner"

    own_node_ids = fields.One2many("channel.node", "partner_id")
    channel_node_id = fields.Many2one(
        "channel.node",
        compute="_compute_channel_node_id",
        store=True,
        index="btree_not_null",
        help="The channel node of the legal entity that this contact belongs to.",
    )

    @api.depends("commercial_partner_id.own_node_ids")
    def _compute_channel_node_id(self):
        for partner in self:
            partner.channel_node_id = partner.commercial_partner_id.own_node_ids[:1]

    @api.model
    def _has_field_access(self, field, operation):
        """Whoever sees no prices sees no price lists."""
        if field.name in PRICELISTS and not self.env.su:
            if not self.env.user._channel_sees_prices():
                return False
        return super()._has_field_access(field, operation)

    @api.model_create_multi
    def create(self, vals_list):
        self._check_own_creation(vals_list)
        company = self._default_private_company()
        if company:
            for vals in vals_list:
                if not vals.get("parent_id"):
                    vals.setdefault("company_id", company.id)
        return super().create(vals_list)

    @api.model
    def _default_private_company(self):
        """Contacts that an enterprise's staff create belong to their enterprise.

        Channel members themselves stay shared, because several sellers may serve
        them; they are created through nodes and applications.
        """
        if self.env.su or not self.env.user._channel_is_confined():
            return self.env["res.company"]
        return self.env.company
