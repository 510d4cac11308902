"""Writing rows about products that have been checked."""

from collections import defaultdict

from odoo import models
from odoo.fields import Command

from ..engine import product_row
from .channel_product_import import CHINESE, ENGLISH

# Columns that are fields of the product of the same meaning
FIELDS = {
    "barcode": "barcode",
    "shelf_life": "expiration_time",
    "list_price": "list_price",
    "weight": "weight",
    "sale_ok": "sale_ok",
}


class ChannelProductImport(models.TransientModel):
    _inherit = "channel.product.import"

    def _import_rows(self, rows):
        known = self._load_known(rows)
        all_values = [row.values for row in rows]
        products = self._update_products(all_values, known)
        products |= self._create_products(all_values, known)
        self._write_names(all_values, products)
        self._write_packagings(all_values, products)
        return self._get_result_action(products)

    def _update_products(self, all_values, known):
        updated = self.env["product.product"]
        for values in all_values:
            product = known.products.get(values["code"])
            if product:
                self._write_changes(product, self._prepare_values(values, known))
                updated |= product
        return updated

    def _create_products(self, all_values, known):
        new = [values for values in all_values if values["code"] not in known.products]
        products = (
            self.env["product.product"]
            .with_context(lang=ENGLISH)
            .create(
                [
                    self._prepare_new_values(values)
                    | self._prepare_values(values, known)
                    for values in new
                ]
            )
        )
        return products.with_env(self.env)

    def _prepare_new_values(self, values):
        """What a new product has besides what the row says: goods kept in stock, by
        lot if they expire."""
        expires = bool(values.get("shelf_life"))
        return {
            "name": values.get("name") or values.get("name_zh"),
            "default_code": values["code"],
            "is_storable": True,
            "tracking": "lot" if expires else "none",
            "use_expiration_date": expires,
        }

    def _prepare_values(self, values, known):
        """Values of fields for the cells that are not empty."""
        prepared = {
            field: self._to_field(values[column])
            for column, field in FIELDS.items()
            if values.get(column) is not None
        }
        if values.get("category"):
            category = known.categories[self._path(values["category"])]
            prepared["categ_id"] = category.id
        if values.get("brand"):
            prepared["product_brand_id"] = known.brands[values["brand"]].id
        if values.get("unit"):
            product = known.products.get(values["code"], self.env["product.product"])
            units = known.units[values["unit"]]
            prepared["uom_id"] = (product.uom_id & units or units[:1]).id
        return prepared

    @staticmethod
    def _to_field(value):
        return value if isinstance(value, str | bool) else float(value)

    def _write_changes(self, product, prepared):
        """Write what differs: the same file again writes nothing."""
        changes = {
            name: value
            for name, value in prepared.items()
            if product._fields[name].convert_to_write(product[name], product) != value
        }
        if changes:
            product.write(changes)

    def _write_names(self, all_values, products):
        """All are compared first: to read one after a write would store each alone."""
        by_code = products.grouped("default_code")
        for column, lang in (("name", ENGLISH), ("name_zh", CHINESE)):
            names = {
                by_code[values["code"]].product_tmpl_id.id: values[column]
                for values in all_values
                if values.get(column)
            }
            templates = products.product_tmpl_id.with_context(lang=lang)
            different = templates.filtered(
                lambda template, names=names: (
                    names.get(template.id, template.name) != template.name
                )
            )
            for template in different:
                template.name = names[template.id]

    # Packs and cases

    def _write_packagings(self, all_values, products):
        """Give the products the units of their packs and cases, with barcodes."""
        by_code = products.grouped("default_code")
        wanted = [
            (by_code[values["code"]], packaging)
            for values in all_values
            for packaging in product_row.packagings(values)
        ]
        units = self._get_packaging_units(wanted)
        self._offer_units(
            (product.product_tmpl_id, units[product, packaging])
            for product, packaging in wanted
        )
        self._write_packaging_barcodes(
            (product, units[product, packaging], packaging.barcode)
            for product, packaging in wanted
            if packaging.barcode
        )

    def _offer_units(self, offers):
        """Let templates come in units; those that get the same ones at once."""
        missing = defaultdict(self.env["uom.uom"].browse)
        for template, unit in offers:
            if unit not in template.uom_ids:
                missing[template] |= unit
        templates = defaultdict(self.env["product.template"].browse)
        for template, units in missing.items():
            templates[units] |= template
        for units, same in templates.items():
            same.write({"uom_ids": [Command.link(unit.id) for unit in units]})

    def _get_packaging_units(self, wanted):
        """The unit by product and packaging: one that the product has, else any."""
        units, open_keys = {}, {}
        for product, packaging in wanted:
            own = product.uom_ids.filtered(
                lambda unit, p=product, size=packaging.size: unit._holds(p.uom_id, size)
            )
            if packaging.name:
                own = own.filtered(
                    lambda unit, name=packaging.name: name in unit._names()
                )
            if own:
                units[product, packaging] = own[:1]
            else:
                open_keys[product, packaging] = (
                    product.uom_id,
                    packaging.size,
                    packaging.kind,
                    packaging.name,
                )
        found = self.env["uom.uom"]._find_or_create_packagings(open_keys.values())
        return units | {place: found[key] for place, key in open_keys.items()}

    def _write_packaging_barcodes(self, barcodes):
        new = []
        for product, unit, barcode in barcodes:
            line = product.product_uom_ids.filtered(
                lambda line, unit=unit: line.uom_id == unit
            )[:1]
            if not line:
                new.append(
                    {"product_id": product.id, "uom_id": unit.id, "barcode": barcode}
                )
            elif line.barcode != barcode:
                line.barcode = barcode
        self.env["product.uom"].create(new)

    def _get_result_action(self, products):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Imported Products"),
            "res_model": "product.product",
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", products.ids)],
        }
