from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    base_pricelist_id = fields.Many2one(
        "product.pricelist",
        string="Base Price List",
        check_company=True,
        help="The last list in the chain of every customer of this enterprise.",
    )
