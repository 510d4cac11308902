from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    catalog_default = fields.Selection(
        [("listed", "May be ordered"), ("unlisted", "May not be ordered")],
        string="Products without a Listing Rule",
        default="listed",
        required=True,
    )
