from odoo import fields, models


class ChannelPromotionGroup(models.Model):
    """Promotions that exclude each other: the one that is best for the buyer applies."""

    _name = "channel.promotion.group"
    _description = "Exclusion Group of Promotions"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    company_id = fields.Many2one(
        "res.company",
        string="Seller",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    promotion_ids = fields.One2many(
        "channel.promotion", "group_id", string="Promotions", readonly=True
    )

    def write(self, vals):
        result = super().write(vals)
        if "company_id" in vals:
            self.check_access("write")  # of the new seller too
            self.promotion_ids._check_company(["group_id"])
        return result
