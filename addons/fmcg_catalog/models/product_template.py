from odoo import api, fields, models
from odoo.exceptions import AccessError


class ProductTemplate(models.Model):
    _name = "product.template"
    _inherit = ["product.template", "product.gtin.mixin"]

    company_id = fields.Many2one(default=lambda self: self._default_owner())
    expiration_time = fields.Integer(string="Shelf Life (days)")
    product_uom_ids = fields.One2many(
        related="product_variant_ids.product_uom_ids",
        readonly=False,
        string="Barcodes of Packagings",
    )
    channel_image_ids = fields.One2many(
        "channel.product.image", "product_tmpl_id", string="Pictures", copy=True
    )

    @api.model
    def _default_owner(self):
        """Products of an enterprise are its own; those of the brand are for all."""
        user, company = self.env.user, self.env.company
        if not user._channel_is_confined() or company._keeps_shared_products():
            return self.env["res.company"]
        return company

    @api.onchange("expiration_time")
    def _onchange_expiration_time(self):
        """A shelf life is kept on lots: without them nothing would expire."""
        if self.is_storable and self.expiration_time > 0:
            self.use_expiration_date = True
            if self.tracking == "none":
                self.tracking = "lot"

    def action_export_spreadsheet(self):
        """The products as a file that can be edited and imported again."""
        if not self.env.user.has_group("base.group_allow_export"):
            raise AccessError(
                self.env._("Export: your role does not export data. Ask a colleague.")
            )
        self.check_access("read")
        content = self.env["channel.product.import"]._export_products(
            self.product_variant_ids
        )
        return self.env["channel.spreadsheet"]._download_spreadsheet(
            content, f"{self.env._('Products')}.xlsx"
        )
