from odoo import fields, models


class StockMove(models.Model):
    """Channel dimensions of stock moves; joined when asked for, never stored."""

    _inherit = "stock.move"

    buyer_node_id = fields.Many2one(
        related="sale_line_id.order_id.buyer_node_id", string="Buyer Node"
    )
    seller_node_id = fields.Many2one(
        related="sale_line_id.order_id.seller_node_id", string="Seller Node"
    )
    buyer_tier_id = fields.Many2one(
        related="sale_line_id.order_id.buyer_node_id.tier_id", string="Buyer Tier"
    )
    buyer_territory_id = fields.Many2one(
        related="sale_line_id.order_id.buyer_node_id.territory_id",
        string="Buyer Territory",
    )
    buyer_grade_id = fields.Many2one(
        related="sale_line_id.order_id.agreement_id.grade_id", string="Buyer Grade"
    )
