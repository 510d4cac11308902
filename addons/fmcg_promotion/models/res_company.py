from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    gift_account_id = fields.Many2one(
        "account.account",
        string="Account of Gifts",
        check_company=True,
        domain="[('internal_group', 'in', ('income', 'expense'))]",
        help="Where new promotions book the value of their gifts.",
    )
