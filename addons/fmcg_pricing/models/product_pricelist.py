from odoo import fields, models

from .channel_pricing import Question


class ProductPricelist(models.Model):
    """A price list, its place in the chains of buyers, and its prices by the engine."""

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
        tracking=True,
        help="What this list does with those after it in a buyer's chain of lists: "
        "agreement, grade, territory (deepest first), base list.",
    )
    territory_ids = fields.Many2many(
        "channel.territory",
        string="Territories",
        help="Customers in these territories and their parts have this list in their "
        "chain, after those of their agreement and grade.",
    )
    grade_ids = fields.One2many("channel.grade", "pricelist_id", string="Grades")

    def _compute_price_rule(
        self,
        products,
        quantity,
        *,
        currency=None,
        uom=None,
        date=False,
        compute_price=True,
        **kwargs,
    ):
        """As core does, for all products at once.

        Core compares each product with each rule of the list; the engine looks up the
        rules of each product.
        """
        self and self.ensure_one()
        if not products:
            return {}
        if not self.env.su:
            self.check_access("read")
        pricelist = self.sudo()
        currency = currency or pricelist.currency_id or self.env.company.currency_id
        date = date or fields.Datetime.now()
        return self.env["channel.pricing"]._price_single_lists(
            {
                product.id: (
                    Question(
                        None, product, quantity, uom or product.uom_id, date, ()
                    ),
                    self.id,
                    currency,
                )
                for product in products
            },
            with_prices=compute_price,
        )
