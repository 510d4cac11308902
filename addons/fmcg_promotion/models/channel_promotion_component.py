from odoo import api, fields, models


class ChannelPromotionComponent(models.Model):
    """A part of a bundle: so much of one of the products."""

    _name = "channel.promotion.component"
    _description = "Component of a Bundle"
    _inherit = "channel.promotion.part"
    _order = "promotion_id, sequence, id"
    _rec_names_search = ["product_ids"]

    _visible_fields = ("promotion_id", "product_ids")
    _in_book = True

    promotion_id = fields.Many2one(
        "channel.promotion", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="promotion_id.company_id", store=True, index=True, precompute=True
    )
    sequence = fields.Integer(default=10)
    product_ids = fields.Many2many(
        "product.product",
        string="One of the Products",
        required=True,
        check_company=True,
        ondelete="restrict",
    )
    quantity = fields.Float(digits="Product Unit", default=1.0, required=True)
    uom_id = fields.Many2one(
        "uom.uom",
        string="Unit",
        compute="_compute_uom_id",
        store=True,
        readonly=False,
        ondelete="restrict",
    )

    @api.depends("product_ids")
    def _compute_uom_id(self):
        for component in self:
            component.uom_id = component.uom_id or component.product_ids[:1].uom_id
