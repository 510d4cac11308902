from odoo import api, fields, models


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
