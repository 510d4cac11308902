from odoo import api, models


class IrQwebFieldContact(models.AbstractModel):
    """Papers and pages show the address that a confirmed document keeps."""

    _inherit = "ir.qweb.field.contact"

    @api.model
    def record_to_html(self, record, field_name, options):
        if not record or not hasattr(record, "_recall_address"):
            return super().record_to_html(record, field_name, options)
        partner = record.with_context(**self.env.context)[field_name]
        if not partner:
            return super().record_to_html(record, field_name, options)
        return self.value_to_html(record._recall_address(partner), options)
