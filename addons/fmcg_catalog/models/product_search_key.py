from odoo import api, fields, models

from ..engine import search_key


class ProductProduct(models.Model):
    """What a product is found by, see ``engine/search_key.py``."""

    _inherit = "product.product"

    search_key = fields.Char(
        compute="_compute_search_key",
        store=True,
        index="trigram",
        groups="base.group_user",
        help="Names, pinyin, codes and brand, folded, to search by.",
    )

    @api.depends(
        "product_tmpl_id.name",
        "product_tmpl_id.product_brand_id.name",
        "product_template_attribute_value_ids.product_attribute_value_id.name",
        "default_code",
        "barcode",
        "product_uom_ids.barcode",
    )
    def _compute_search_key(self):
        values = "product_template_attribute_value_ids.product_attribute_value_id"
        names = {
            name: self._get_names_in_all_languages(self.mapped(name))
            for name in ("product_tmpl_id", "product_tmpl_id.product_brand_id", values)
        }
        for product in self:
            called = [
                text
                for name, texts in names.items()
                for record in product.mapped(name)
                for text in texts[record.id]
            ]
            codes = [product.default_code, product.barcode]
            codes += product.product_uom_ids.mapped("barcode")
            product.search_key = search_key.make_key(called, filter(None, codes))

    @api.model
    def _get_names_in_all_languages(self, records):
        """Names by id of the record, each one once."""
        names = {record.id: {} for record in records}
        for lang, _label in self.env["res.lang"].get_installed():
            for record in records.with_context(lang=lang):
                names[record.id][record.name or ""] = True
        return names
