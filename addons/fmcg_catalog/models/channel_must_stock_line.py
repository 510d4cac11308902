from odoo import fields, models


class ChannelMustStockLine(models.Model):
    _name = "channel.must.stock.line"
    _description = "Product of a Must-Stock List"
    _order = "sequence, id"
    _rec_name = "product_id"
    _check_company_auto = True

    must_stock_id = fields.Many2one(
        "channel.must.stock", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="must_stock_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    product_id = fields.Many2one(
        "product.product",
        required=True,
        check_company=True,
        index=True,
        ondelete="cascade",
    )

    _product_once = models.Constraint(
        "UNIQUE(must_stock_id, product_id)",
        "Product: it stands in this list already. Name each product once.",
    )
