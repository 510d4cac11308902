from odoo import fields, models


class ProductPricelist(models.Model):
    _inherit = "product.pricelist"

    chain_mode = fields.Selection(
        [
            ("merge", "Merge: later lists fill other quantities"),
            ("stop", "Stop: a product found here is looked up no further"),
            ("lowest", "Lowest: the least price of this and later lists"),
        ],
        string="With Later Lists",
        default="merge",
        required=True,
        help="What this list does with those after it in a buyer's chain of lists: "
        "agreement, grade, territory (deepest first), base list.",
    )
