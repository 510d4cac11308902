"""What is wrong with rows about products, found for all rows at once."""

from collections import defaultdict
from dataclasses import dataclass

from odoo import models

from odoo.addons.fmcg_channel.engine import spreadsheet

from ..engine import product_row
from .channel_product_import import CHINESE, ENGLISH

UNKNOWN_CATEGORY = "product_unknown_category"
UNKNOWN_BRAND = "product_unknown_brand"
UNKNOWN_UNIT = "product_unknown_unit"
UNIT_FIXED = "product_unit_fixed"
NO_NAME = "product_no_name"
FOREIGN = "product_foreign"
SEVERAL = "product_several"
TAKEN = "product_taken"


@dataclass(frozen=True)
class Known:
    """What the rows name, by the text that names it; a text may name several.

    :param products: the products that the user may change, by code
    :param foreign: codes of visible products that the user may not change
    """

    products: dict
    foreign: set
    categories: dict
    brands: dict
    units: dict


class ChannelProductImport(models.TransientModel):
    _inherit = "channel.product.import"

    def _check_rows(self, rows):
        known = self._load_known(rows)
        problems = spreadsheet.duplicates(rows, "code")
        for row in rows:
            problems += [
                row.problem(*fault) for fault in product_row.faults(row.values)
            ]
            problems += [
                row.problem(*fault) for fault in self._faults(row.values, known)
            ]
        return problems + self._check_barcodes(rows, known)

    # What the rows name

    def _load_known(self, rows):
        products, foreign = self._load_products(rows)
        return Known(
            products,
            foreign,
            self._load_categories(self._texts(rows, "category")),
            self._load_named("product.brand", self._texts(rows, "brand")),
            self._load_named("uom.uom", self._texts(rows, "unit")),
        )

    @staticmethod
    def _texts(rows, column):
        return {row.values[column] for row in rows if row.values.get(column)}

    def _load_products(self, rows):
        codes = [row.values["code"] for row in rows]
        found = (
            self.env["product.product"]
            .with_context(active_test=False)
            .search([("default_code", "in", codes)])
        )
        own = found._filtered_access("write")
        by_code = own.grouped("default_code")
        return by_code, set((found - own).mapped("default_code")) - by_code.keys()

    def _load_categories(self, texts):
        """By path, and by name."""
        Category = self.env["product.category"]
        names = {text.rpartition("/")[2].strip() for text in texts}
        by_path = defaultdict(Category.browse)
        for category in Category.search([("name", "in", list(names))]):
            for path in {self._path(category.complete_name), category.name}:
                by_path[path] |= category
        return by_path

    @staticmethod
    def _path(text):
        """A path as it is compared: without spaces around the names."""
        return "/".join(part.strip() for part in text.split("/"))

    def _load_named(self, model, texts):
        """By name in English, in Chinese and in the language of the user."""
        by_name = defaultdict(self.env[model].browse)
        for lang in {ENGLISH, CHINESE, self.env.lang or ENGLISH}:
            translated = self.env[model].with_context(lang=lang)
            for record in translated.search([("name", "in", list(texts))]):
                by_name[record.name] |= record.with_env(self.env)
        return by_name

    # What is wrong with them

    def _faults(self, values, known):
        """(column, code, about) of what a row names."""
        yield from self._product_faults(values, known)
        if values.get("category"):
            found = known.categories.get(self._path(values["category"]), ())
            if len(found) != 1:
                yield "category", SEVERAL if found else UNKNOWN_CATEGORY
        if values.get("brand"):
            found = known.brands.get(values["brand"], ())
            if len(found) != 1:
                yield "brand", SEVERAL if found else UNKNOWN_BRAND

    def _product_faults(self, values, known):
        products = known.products.get(values["code"], self.env["product.product"])
        if len(products) > 1:
            yield "code", SEVERAL
        if values["code"] in known.foreign:
            yield "code", FOREIGN
        elif not products and not (values.get("name") or values.get("name_zh")):
            yield "name", NO_NAME
        if values.get("unit"):
            found = known.units.get(values["unit"])
            if not found:
                yield "unit", UNKNOWN_UNIT
            elif products and not self._may_count_by(products[:1], found):
                yield "unit", UNIT_FIXED, products[:1].uom_id.name

    @staticmethod
    def _may_count_by(product, units):
        """A piece may be called otherwise; what is counted stays what it is."""
        return product.uom_id in units or units[:1]._renames(product.uom_id)

    # Barcodes

    def _check_barcodes(self, rows, known):
        """Barcodes that stand twice in the file, or that something else has."""
        places = [
            (row.values[name], row, name)
            for row in rows
            for name in product_row.BARCODES
            if row.values.get(name)
        ]
        taken = self._load_barcodes({barcode for barcode, _row, _name in places})
        first, problems = {}, []
        for barcode, row, name in places:
            own = known.products.get(row.values["code"], self.env["product.product"])
            if barcode in first:
                problems.append(
                    row.problem(name, spreadsheet.DUPLICATE, first[barcode])
                )
            elif holder := self._find_holder(taken[barcode], own, name):
                problems.append(row.problem(name, TAKEN, holder))
            first.setdefault(barcode, row.number)
        return problems

    def _load_barcodes(self, barcodes):
        """(product, unit) that have each barcode; the unit is empty for the piece.

        Those of other enterprises count: a packaging's barcode is unique everywhere.
        """
        holders = defaultdict(list)
        domain = [("barcode", "in", list(barcodes))]
        everything = self.sudo().with_context(
            active_test=False, skip_preprocess_gs1=True
        )
        for product in everything.env["product.product"].search(domain):
            holders[product.barcode].append((product, product.uom_id.browse()))
        for line in everything.env["product.uom"].search(domain):
            holders[line.barcode].append((line.product_id, line.uom_id))
        return holders

    def _find_holder(self, holders, own, name):
        """Name of what has the barcode already, besides the row's own place."""
        owner = own.company_id if own else self.env["product.template"]._default_owner()
        for product, unit in holders:
            if product.id in own.ids and bool(unit) == (name != "barcode"):
                continue
            two_enterprises = (
                product.company_id and owner and product.company_id != owner
            )
            if name == "barcode" and not unit and two_enterprises:
                continue  # each may sell its own copy of the same goods
            visible = product.sudo(False)._filtered_access("read")
            return visible.display_name or self.env._("a product of another enterprise")
        return ""

    def _get_problem_messages(self):
        return super()._get_problem_messages() | self._get_product_messages()

    def _get_product_messages(self):
        return {
            product_row.NEGATIVE: self.env._(
                "The number is negative. Write 0 or more."
            ),
            product_row.NOT_WHOLE: self.env._(
                "This is not a whole number. Write it without decimals."
            ),
            product_row.BAD_GTIN: self.env._(
                "The last digit of the barcode is wrong. If the others are right, it must"
                " be %(about)s. Check the number on the package."
            ),
            product_row.NO_SIZE: self.env._(
                "The number of pieces in it is missing. Fill in the size as well."
            ),
            product_row.SAME_SIZE: self.env._(
                "Pack and case hold the same number of pieces. Correct one of them."
            ),
            product_row.TOO_SMALL: self.env._(
                "A pack or a case holds at least 2 pieces. Correct the size, or leave it"
                " empty."
            ),
            **self._get_name_messages(),
        }

    def _get_name_messages(self):
        return {
            UNKNOWN_CATEGORY: self.env._(
                "There is no such category. Write its path like Drinks / Tea, or let the"
                " brand create it."
            ),
            UNKNOWN_BRAND: self.env._(
                "There is no such brand. Correct the name, or let the brand create it."
            ),
            UNKNOWN_UNIT: self.env._(
                "There is no such unit. Write the name of a unit such as Bottles, Bags or"
                " Units."
            ),
            UNIT_FIXED: self.env._(
                "The product is counted by %(about)s, which is not changed by an import."
                " Write that unit, or leave the cell empty."
            ),
            NO_NAME: self.env._(
                "A new product needs a name. Fill it in, or correct the code."
            ),
            FOREIGN: self.env._(
                "The product of this code is shared by all enterprises, and the brand"
                " keeps it. Delete the row, or use a code of your own."
            ),
            SEVERAL: self.env._(
                "Several records have this name or code. Make it unique first."
            ),
            TAKEN: self.env._(
                "%(about)s has this barcode already. Check which of the two is right."
            ),
        }
