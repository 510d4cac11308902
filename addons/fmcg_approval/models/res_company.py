from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    _insider_fields = ("order_approval_limit",)  # see channel.author.guard

    order_approval_limit = fields.Monetary(
        string="Approval Limit",
        default=10000.0,
        help="Channel orders above this amount, tax included, need an enterprise "
        "administrator's approval. In the enterprise's currency.",
    )
