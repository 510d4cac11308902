from odoo import fields, models


class ChannelGrade(models.Model):
    """A seller's class of customers, such as key account or corner shop."""

    _name = "channel.grade"
    _description = "Customer Grade"
    _inherit = "channel.reference.guard"
    _order = "sequence, id"
    _check_company_auto = True

    _visible_fields = ("pricelist_id",)

    name = fields.Char(required=True, translate=True)
    code = fields.Char()
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company",
        string="Seller",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    pricelist_id = fields.Many2one(
        "product.pricelist",
        check_company=True,
        help="Prices of all customers of this grade, after those of their agreement.",
    )
    active = fields.Boolean(default=True)

    _name_company_unique = models.Constraint(
        "UNIQUE(company_id, code)", "The code of a grade must be unique per seller."
    )

    def write(self, vals):
        result = super().write(vals)
        if "company_id" in vals:
            self.check_access("write")  # of the new seller too
        return result
