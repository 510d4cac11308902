from odoo import api, models

from odoo.addons.fmcg_channel.engine.spreadsheet import Column

from ..engine import product_row

ENGLISH, CHINESE = "en_US", "zh_CN"
COLUMNS = (
    Column("code", ("Code", "Internal Reference", "产品编码", "编码"), required=True),
    Column("name", ("Name", "English Name", "英文名称")),
    Column("name_zh", ("Name in Chinese", "中文名称", "名称", "产品名称")),
    Column("category", ("Category", "分类", "产品分类")),
    Column("brand", ("Brand", "品牌")),
    Column("unit", ("Unit", "单位", "基本单位")),
    Column("barcode", ("Barcode", "条码", "产品条码"), kind="code"),
    Column("pack_unit", ("Pack Unit", "中包单位")),
    Column("pack_size", ("Pack Size", "中包数量"), kind="number"),
    Column("pack_barcode", ("Pack Barcode", "中包条码"), kind="code"),
    Column("case_size", ("Case Size", "箱规", "箱装数量"), kind="number"),
    Column("case_barcode", ("Case Barcode", "箱码", "箱条码"), kind="code"),
    Column(
        "shelf_life", ("Shelf Life (days)", "保质期（天）", "保质期"), kind="number"
    ),
    Column(
        "list_price", ("Public Price", "Sales Price", "公开价", "售价"), kind="number"
    ),
    Column("weight", ("Weight (kg)", "Weight", "重量（千克）", "重量"), kind="number"),
    Column("sale_ok", ("Can Be Sold", "可销售"), kind="bool"),
)


class ChannelProductImport(models.TransientModel):
    """Import and export of products by spreadsheet, with the same columns.

    The code finds the product among those that the user may change; other codes make
    new ones. Empty cells leave a value as it is.

    How it works: ``channel_product_import_check.py`` loads what the rows name, once for
    all rows, and says what is wrong; ``channel_product_import_write.py`` writes.
    """

    _name = "channel.product.import"
    _inherit = "channel.import.wizard"
    _description = "Import Products"

    @api.model
    def _get_columns(self):
        """Without the Chinese name where nobody reads Chinese."""
        chinese = self.env["res.lang"]._get_data(code=CHINESE)
        return tuple(
            column for column in COLUMNS if chinese or column.name != "name_zh"
        )

    def _check_may_import(self):
        self.env["product.template"].check_access("create")

    # Export

    @api.model
    def _export_products(self, products):
        """An .xlsx file with a row for each product (``product.product``).

        :rtype: bytes
        """
        columns = self._get_columns()
        # Read at once: a variant's name is computed for all variants at each change
        # of the language.
        names = {
            column: {
                template.id: template.name
                for template in products.product_tmpl_id.with_context(lang=lang)
            }
            for column, lang in (("name", ENGLISH), ("name_zh", CHINESE))
        }
        exported = [
            self._prepare_export_row(product)
            | {column: names[column][product.product_tmpl_id.id] for column in names}
            for product in products
        ]
        return self.env["channel.spreadsheet"]._write_spreadsheet(
            self._get_headers(),
            [[row[column.name] for column in columns] for row in exported],
            self.env._("Products"),
        )

    @api.model
    def _prepare_export_row(self, product):
        """Values by name of the column, but for the names."""
        return {
            "code": product.default_code or None,
            "category": product.categ_id.complete_name or None,
            "brand": product.product_brand_id.name or None,
            "unit": product.uom_id.name,
            "barcode": product.barcode or None,
            "shelf_life": product.expiration_time or None,
            "list_price": product.list_price,
            "weight": product.weight or None,
            "sale_ok": product.sale_ok,
            **self._prepare_export_packagings(product),
        }

    @api.model
    def _prepare_export_packagings(self, product):
        """The largest packaging is the case, the smallest of several the pack."""
        units = product.uom_ids.filtered(
            lambda unit: (
                unit._has_common_reference(product.uom_id)
                and unit.factor / product.uom_id.factor
                >= product_row.SMALLEST_PACKAGING
            )
        ).sorted("factor")
        barcodes = {line.uom_id: line.barcode for line in product.product_uom_ids}
        case, pack = units[-1:], units[:1] if len(units) > 1 else units.browse()
        return {
            "pack_unit": pack.name or None,
            "pack_size": pack.factor / product.uom_id.factor or None,
            "pack_barcode": barcodes.get(pack),
            "case_size": case.factor / product.uom_id.factor or None,
            "case_barcode": barcodes.get(case),
        }
