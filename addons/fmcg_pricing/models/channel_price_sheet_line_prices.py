from odoo import api, fields, models
from odoo.tools import SQL, float_compare

from ..engine.price_timeline import SECOND
from .product_pricelist_item_sheet import PRODUCT_RULES


class ChannelPriceSheetLine(models.Model):
    """What the list, the cost and the floor say about a line: in batch."""

    _inherit = "channel.price.sheet.line"

    @api.depends(
        "product_tmpl_id",
        "product_id",
        "uom_id",
        "min_quantity",
        "sheet_id.pricelist_id",
        "sheet_id.date",
    )
    def _compute_old_price(self):
        prices = self._get_list_prices()
        for line in self:
            line.old_price = prices[line]

    def _get_list_prices(self):
        """What the price lists say just before the sheets take effect, in few queries.

        :return: dict from line to its price, 0.0 where product or list is missing
        """
        prices = dict.fromkeys(self, 0.0)
        for sheet, lines in self.grouped("sheet_id").items():
            if not sheet.pricelist_id:
                continue
            moment = sheet._get_effective_moment() - SECOND
            groups = lines.filtered("product_tmpl_id").grouped(
                lambda line: (line.uom_id, line.min_quantity, line._priced()._name)
            )
            for (uom, quantity, model), group in groups.items():
                products = self.env[model].concat(*(line._priced() for line in group))
                found = sheet.pricelist_id.with_company(
                    sheet.company_id
                )._get_products_price(
                    products, quantity or 1.0, uom=uom, date=moment
                )
                for line in group:
                    prices[line] = found[line._priced().id]
        return prices

    def _priced(self):
        """The product whose price is asked: a variant where one is meant."""
        template = self.product_tmpl_id._origin
        if template.product_variant_count == 1:
            return template.product_variant_id
        return self.product_id._origin or template

    @api.depends("state", "old_price")
    def _compute_current_price(self):
        waiting = self.filtered(lambda line: line.state == "submitted")
        prices = waiting._get_list_prices()
        for line in self:
            price = prices.get(line, line.old_price)
            moved = float_compare(price, line.old_price, precision_digits=6)
            line.current_price = price if moved else line.old_price

    @api.depends("old_price", "new_price", "ends")
    def _compute_change_percent(self):
        for line in self:
            changed = line.old_price and line.new_price and not line.ends
            line.change_percent = (
                (line.new_price / line.old_price - 1) * 100 if changed else 0.0
            )

    @api.depends(
        "sheet_id.pricelist_id",
        "product_tmpl_id",
        "product_id",
        "uom_id",
        "old_price",
        "new_price",
        "ends",
    )
    def _compute_margins(self):
        for line, cost in self._get_in_list_terms("standard_price").items():
            line.cost = cost
            line.old_margin = line._get_margin(line.old_price, cost)
            new_price = 0.0 if line.ends else line.new_price
            line.new_margin = line._get_margin(new_price, cost)
            line.below_cost = bool(new_price) and new_price < cost

    @api.depends(
        "sheet_id.pricelist_id", "product_tmpl_id", "uom_id", "new_price", "ends"
    )
    def _compute_floor_price(self):
        for line, floor in self._get_in_list_terms("floor_price").items():
            line.floor_price = floor
            line.below_floor = (
                bool(line.new_price) and not line.ends and line.new_price < floor
            )

    @api.model
    def _get_margin(self, price, cost):
        """Percent of the price that is above cost; 0.0 where one of them is unknown."""
        return (price - cost) / price * 100 if price and cost else 0.0

    def _get_in_list_terms(self, name):
        """A value of the sellers' products, per unit and currency of each line.

        :param name: a field of a product in the company's currency per own unit
        :return: dict from line to float
        """
        values = {}
        for sheet, lines in self.grouped("sheet_id").items():
            company = sheet.company_id or self.env.company
            currency = sheet.currency_id or company.currency_id
            rate = self.env["res.currency"]._get_conversion_rate(
                company.currency_id, currency, company, fields.Date.today()
            )
            for line in lines:
                product = line._priced().with_company(company)
                values[line] = 0.0
                if product:
                    value = product.uom_id._compute_price(product[name], line.uom_id)
                    values[line] = value * rate
        return values

    def _freeze_old_prices(self):
        """Note what the list says now, with two statements however many lines."""
        if not self:
            return
        prices = self._get_list_prices()
        owners = self._filter_own_price()
        self.flush_recordset()
        rows = SQL(", ").join(
            SQL("(%s, %s::float8, %s)", line.id, prices[line], line in owners)
            for line in self
        )
        self.env.cr.execute(
            SQL(
                """
                UPDATE channel_price_sheet_line line
                   SET old_price = row.price, had_own_price = row.own
                  FROM (VALUES %s) AS row(id, price, own)
                 WHERE line.id = row.id
                """,
                rows,
            )
        )
        self.invalidate_recordset(["old_price", "had_own_price"])

    def _filter_own_price(self):
        """Lines for whose product, unit and quantity the list has a rule of its own just
        before the sheet takes effect."""
        found = self.browse()
        for sheet, lines in self.grouped("sheet_id").items():
            moment = sheet._get_effective_moment() - SECOND
            items = self.env["product.pricelist.item"].search(
                [
                    ("pricelist_id", "=", sheet.pricelist_id.id),
                    ("applied_on", "in", PRODUCT_RULES),
                    ("product_tmpl_id", "in", lines.product_tmpl_id.ids),
                    "|", ("date_start", "=", False), ("date_start", "<=", moment),
                    "|", ("date_end", "=", False), ("date_end", ">=", moment),
                ]
            )
            keys = {item._get_price_key() for item in items}
            found |= lines.filtered(lambda line, k=keys: line._get_price_key() in k)
        return found
