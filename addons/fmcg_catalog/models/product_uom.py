from odoo import api, fields, models


class ProductUom(models.Model):
    _name = "product.uom"
    _inherit = ["product.uom", "product.gtin.mixin"]

    # Whoever owns the product owns the barcode of its case: see ``create``.
    company_id = fields.Many2one(default=False)
    factor = fields.Float(
        related="uom_id.factor", string="Contains", help="Number of reference units."
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if "company_id" not in vals and vals.get("product_id"):
                product = self.env["product.product"].browse(vals["product_id"])
                vals["company_id"] = product.company_id.id
        records = super().create(vals_list)
        records._offer_units()
        return records

    def write(self, vals):
        result = super().write(vals)
        if {"uom_id", "product_id"} & vals.keys():
            self._offer_units()
            self.check_access("write")  # of the new product too
        return result

    def _offer_units(self):
        """A unit that has a barcode is one that the product comes in."""
        for template, records in self.grouped(
            lambda record: record.product_id.product_tmpl_id
        ).items():
            missing = records.uom_id - template.uom_id - template.uom_ids
            if missing:
                template.uom_ids |= missing
