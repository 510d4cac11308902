from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from ..engine.price_adjustment import adjust


class ChannelPriceSheetFill(models.TransientModel):
    """Put many products on a price sheet, with a change of their present price."""

    _name = "channel.price.sheet.fill"
    _description = "Add Products to a Price Sheet"
    _inherit = ["channel.reference.guard"]
    _channel_private = True

    _visible_fields = ("sheet_id",)

    sheet_id = fields.Many2one("channel.price.sheet", required=True, readonly=True)
    company_id = fields.Many2one(related="sheet_id.company_id")
    categ_ids = fields.Many2many(
        "product.category", string="Categories", help="With those below them."
    )
    brand_ids = fields.Many2many("product.brand", string="Brands")
    only_own_prices = fields.Boolean(
        string="Only Products of the List",
        default=True,
        help="Only products for which the list has a price of their own.",
    )
    method = fields.Selection(
        [("percent", "Percent"), ("amount", "Amount")],
        string="Change by",
        default="percent",
        required=True,
    )
    percent = fields.Float(
        string="Percentage", digits=(16, 2), help="Below zero to lower prices."
    )
    amount = fields.Float(
        min_display_digits="Product Price", help="Below zero to lower prices."
    )
    rounding = fields.Float(
        string="Round to",
        min_display_digits="Product Price",
        help="New prices are multiples of it, such as 0.10. Zero: the list's currency.",
    )

    @api.model
    def _open_for(self, sheet):
        """Action that asks which products to add to ``sheet``."""
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "name": self.env._("Add Products"),
            "context": {"default_sheet_id": sheet.id},
        }

    def action_add(self):
        """Add the products that are not on the sheet yet, with their new prices."""
        self.ensure_one()
        self.sheet_id.check_access("write")
        products = self._find_products() - self.sheet_id.line_ids.product_tmpl_id
        if not products:
            raise UserError(
                self.env._(
                    "No product to add: all that were found are on the sheet. Choose "
                    "other categories or brands."
                )
            )
        before = self.sheet_id.line_ids
        self.sheet_id.write(
            {
                "line_ids": [
                    Command.create({"product_tmpl_id": product.id})
                    for product in products
                ]
            }
        )
        self._set_new_prices(self.sheet_id.line_ids - before)
        return {"type": "ir.actions.act_window_close"}

    def _find_products(self):
        products = self.env["product.template"].search(self._get_products_domain())
        if not self.only_own_prices:
            return products
        items = self.env["product.pricelist.item"].search(
            self._get_own_prices_domain() & Domain("product_tmpl_id", "in", products.ids)
        )
        return products & items.product_tmpl_id

    def _get_products_domain(self):
        domain = Domain("sale_ok", "=", True) & Domain(
            "company_id", "in", [False, self.company_id.id]
        )
        if self.categ_ids:
            domain &= Domain("categ_id", "child_of", self.categ_ids.ids)
        if self.brand_ids:
            domain &= Domain("product_brand_id", "in", self.brand_ids.ids)
        return domain

    def _get_own_prices_domain(self):
        """Rules that are in force just before the sheet is."""
        moment = self.sheet_id._get_effective_moment()
        return (
            Domain("pricelist_id", "=", self.sheet_id.pricelist_id.id)
            & Domain("applied_on", "in", ("0_product_variant", "1_product"))
            & (Domain("date_start", "=", False) | Domain("date_start", "<", moment))
            & (Domain("date_end", "=", False) | Domain("date_end", ">=", moment))
        )

    def _set_new_prices(self, lines):
        for price, same in lines.grouped("old_price").items():
            same.write({"new_price": self._adjust(price)})

    def _adjust(self, price):
        rounding = self.rounding or self.sheet_id.currency_id.rounding
        percent = self.percent if self.method == "percent" else 0.0
        amount = self.amount if self.method == "amount" else 0.0
        values = (price, percent, amount, rounding)
        return float(adjust(*(Decimal(repr(value)) for value in values)))
