from odoo import api, fields, models
from odoo.fields import Command, Domain

from odoo.addons.fmcg_channel.engine.spreadsheet import DUPLICATE, Column
from odoo.addons.fmcg_channel.words import join_names

from ..models.product_pricelist_item_sheet import price_key


class ChannelPriceSheetImport(models.TransientModel):
    """New prices out of a spreadsheet, onto a price sheet.

    A row whose product, unit and quantity are on the sheet gives that line its price;
    other rows add lines.
    """

    _name = "channel.price.sheet.import"
    _description = "Import New Prices"
    _inherit = ["channel.import.wizard", "channel.reference.guard"]

    _visible_fields = ("sheet_id",)

    sheet_id = fields.Many2one("channel.price.sheet", required=True, readonly=True)

    @api.model
    def _open_for(self, sheet):
        """Action that asks for the file of new prices for ``sheet``."""
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "name": self.env._("Import New Prices"),
            "context": {"default_sheet_id": sheet.id},
        }

    @api.model
    def _get_columns(self):
        return [
            Column(
                "product",
                ("Product", "Internal Reference", "Barcode", "产品", "商品", "商品编码", "条码"),
                required=True,
            ),
            Column("unit", ("Unit", "单位")),
            Column(
                "quantity",
                ("From Quantity", "Quantity", "起始数量", "起订量", "数量"),
                kind="number",
            ),
            Column(
                "price",
                ("New Price", "Price", "新价格", "新价", "价格"),
                kind="number",
                required=True,
            ),
        ]

    def _check_may_import(self):
        self.sheet_id.check_access("write")
        self.sheet_id._check_draft()

    @api.model
    def _get_problem_messages(self):
        return super()._get_problem_messages() | {
            "unknown_product": self.env._(
                "No product for sale has this internal reference or barcode. Correct it "
                "or create the product first."
            ),
            "ambiguous_product": self.env._(
                "Several products have it: %(about)s. Use the barcode."
            ),
            "unknown_unit": self.env._(
                "The product is not sold in this unit. Its units: %(about)s."
            ),
            "not_positive": self.env._("Enter a price above zero."),
            "negative_quantity": self.env._("Enter zero or more."),
        }

    def _check_rows(self, rows):
        products = self._find_products(rows)
        units = self._get_unit_names(products)
        problems, first = [], {}
        for row in rows:
            found = self._check_row(row, products, units)
            problems += found
            if not found:
                key = price_key(*self._get_terms(row, products, units))
                if key in first:
                    problems.append(row.problem("product", DUPLICATE, first[key]))
                first.setdefault(key, row.number)
        return problems

    def _check_row(self, row, products, units):
        problems = []
        if row.values["price"] <= 0:
            problems.append(row.problem("price", "not_positive"))
        if (row.values.get("quantity") or 0) < 0:
            problems.append(row.problem("quantity", "negative_quantity"))
        product = products.get(row.values["product"].strip(), ())
        unit = row.values.get("unit")
        if not product:
            problems.append(row.problem("product", "unknown_product"))
        elif len(product) > 1:
            names = join_names(self.env, product.mapped("display_name"))
            problems.append(row.problem("product", "ambiguous_product", names))
        elif unit and (product.id, self._fold(unit)) not in units:
            names = join_names(
                self.env, (product.uom_id | product.uom_ids).mapped("name")
            )
            problems.append(row.problem("unit", "unknown_unit", names))
        return problems

    @api.model
    def _fold(self, text):
        return text.strip().casefold()

    def _find_products(self, rows):
        """Products by what the rows call them; several where a reference is shared.

        A barcode tells more than an internal reference.
        """
        wanted = {row.values["product"].strip() for row in rows}
        company = self.sheet_id.company_id
        found = self.env["product.product"].search(
            Domain("sale_ok", "=", True)
            & Domain("company_id", "in", [False, company.id])
            & (Domain("default_code", "in", wanted) | Domain("barcode", "in", wanted))
        )
        by_code = found.filtered("default_code").grouped("default_code")
        return by_code | found.filtered("barcode").grouped("barcode")

    def _get_unit_names(self, products):
        """Units by (product id, name of the unit in any language of the database)."""
        langs = [code for code, _name in self.env["res.lang"].get_installed()]
        return {
            (product.id, self._fold(unit.with_context(lang=lang).name)): unit
            for product in self.env["product.product"].union(*products.values())
            for unit in product.uom_id | product.uom_ids
            for lang in langs
        }

    def _get_terms(self, row, products, units):
        """What the price of a row is for: template, variant, unit and quantity."""
        product = products[row.values["product"].strip()]
        unit = row.values.get("unit")
        unit = units[product.id, self._fold(unit)] if unit else product.uom_id
        template = product.product_tmpl_id
        variant = product if template.product_variant_count > 1 else product.browse()
        return template, variant, unit, float(row.values.get("quantity") or 0)

    def _import_rows(self, rows):
        products = self._find_products(rows)
        units = self._get_unit_names(products)
        lines = {line._get_price_key(): line for line in self.sheet_id.line_ids}
        commands = []
        for row in rows:
            terms = self._get_terms(row, products, units)
            values = {"new_price": float(row.values["price"]), "ends": False}
            line = lines.get(price_key(*terms))
            if line:
                commands.append(Command.update(line.id, values))
            else:
                commands.append(
                    Command.create(values | self._prepare_line_values(*terms))
                )
        self.sheet_id.write({"line_ids": commands})

    def _prepare_line_values(self, template, variant, unit, quantity):
        return {
            "product_tmpl_id": template.id,
            "product_id": variant.id,
            "uom_id": unit.id,
            "min_quantity": quantity,
        }
