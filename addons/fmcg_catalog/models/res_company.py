from odoo import fields, models

CATALOG_DEFAULTS = [("listed", "May be ordered"), ("unlisted", "May not be ordered")]


class ResCompany(models.Model):
    _inherit = "res.company"

    catalog_default = fields.Selection(
        CATALOG_DEFAULTS,
        string="Products without a Listing Rule",
        default="listed",
        required=True,
    )
