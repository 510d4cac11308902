from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    catalog_default = fields.Selection(
        related="company_id.catalog_default", readonly=False, required=True
    )
