from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.fmcg_channel.words import join_names

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
    is_base_pricelist = fields.Boolean(
        string="Base List",
        compute="_compute_is_base_pricelist",
        inverse="_inverse_is_base_pricelist",
        help="The last list in the chain of every customer of this enterprise.",
    )
    channel_use = fields.Char(
        string="Used for",
        compute="_compute_channel_use",
        help="Whose chain this list stands in, besides agreements that name it.",
    )

    def _compute_is_base_pricelist(self):
        for pricelist in self:
            base = pricelist.company_id.sudo().base_pricelist_id
            pricelist.is_base_pricelist = bool(base) and base == pricelist._origin

    def _inverse_is_base_pricelist(self):
        for pricelist in self:
            company = pricelist.company_id
            if not company:
                raise ValidationError(
                    self.env._("Base List: give the list %s a company.", pricelist.name)
                )
            self.check_access("write")
            # sudo: an enterprise's administrator keeps its lists, but not its company
            if pricelist.is_base_pricelist:
                company.sudo().base_pricelist_id = pricelist
            elif company.sudo().base_pricelist_id == pricelist:
                company.sudo().base_pricelist_id = False

    @api.depends("grade_ids", "territory_ids", "company_id")
    @api.depends_context("lang")
    def _compute_channel_use(self):
        for pricelist in self:
            uses = [*pricelist.grade_ids.mapped("name")]
            uses += pricelist.territory_ids.mapped("name")
            if pricelist.is_base_pricelist:
                uses.append(self.env._("Base list of the seller"))
            pricelist.channel_use = join_names(self.env, uses)

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
                    Question(None, product, quantity, uom, date, ()),
                    self.id,
                    currency,
                )
                for product in products
            },
            with_prices=compute_price,
        )
