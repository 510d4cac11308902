from odoo import fields, models

PRODUCT_RULES = ("1_product", "0_product_variant")


def price_key(template, variant, uom, quantity):
    """What a price is for, the same for a rule and for the line of a price sheet.

    The only variant of a product is the product, and its own unit is none.

    :return: tuple (template id, variant id or False, unit id or False, from quantity)
    """
    one_variant = template.product_variant_count == 1
    return (
        template.id,
        not one_variant and variant.id,
        uom != template.uom_id and uom.id,
        round(quantity, 6),
    )


class ProductPricelistItem(models.Model):
    """Rules that price sheets made, and rules that they ended."""

    _inherit = "product.pricelist.item"

    sheet_line_id = fields.Many2one(
        "channel.price.sheet.line",
        string="Price Sheet Line",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    # A rule that somebody ends by hand afterwards keeps that end: the two ends differ.
    date_end_by_sheet = fields.Datetime(
        string="End Set by Price Sheets", readonly=True, copy=False
    )
    date_end_by_hand = fields.Datetime(
        string="End Set by Hand", readonly=True, copy=False
    )

    def _get_price_key(self):
        self.ensure_one()
        template = self.product_tmpl_id or self.product_id.product_tmpl_id
        return price_key(template, self.product_id, self.uom_id, self.min_quantity)

    def _get_own_end(self):
        """The end that the rule has when no price sheet comes after it."""
        self.ensure_one()
        touched = self.date_end_by_sheet or self.sheet_line_id
        if touched and self.date_end == self.date_end_by_sheet:
            return self.date_end_by_hand
        return self.date_end

    def _match_periods(self, periods):
        """The ends that a plan has for the rules which a sheet made, by rule.

        A rule that somebody ended by hand afterwards is left alone.

        :param periods: dict from start to end
        """
        return {
            item: periods[item.date_start]
            for item in self
            if item.date_start in periods and item.date_end == item.date_end_by_sheet
        }

    def _set_planned_ends(self, ends):
        """Give rules the ends that a plan has for them, few writes for many rules.

        :param ends: dict from rule to its last second, or ``None``
        """
        groups = {}
        for item, end in ends.items():
            if (item.date_end or None) != end:
                groups.setdefault((end, item._get_own_end()), []).append(item.id)
        for (end, own_end), ids in groups.items():
            self.browse(ids).write(
                {
                    "date_end": end,
                    "date_end_by_sheet": end,
                    "date_end_by_hand": own_end,
                }
            )
