from fractions import Fraction

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engine import quantities as engine


def exact(number):
    """The fraction that a stored float means, such as a twelfth."""
    return Fraction(number).limit_denominator(10**6)


class ChannelQuantityRule(models.Model):
    """Least, most and multiple quantity of a product in one order of a buyer.

    An outlet's rule beats its grade's, a grade's beats that for everybody; for the same
    buyers a rule for the ordered unit beats one for any unit.
    """

    _name = "channel.quantity.rule"
    _description = "Order Quantity Rule"
    _inherit = "channel.reference.guard"
    _order = "company_id, product_tmpl_id, id"
    _rec_names_search = ["product_tmpl_id.name"]
    _check_company_auto = True

    _visible_fields = ("node_id",)

    company_id = fields.Many2one(
        "res.company",
        string="Seller",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    product_tmpl_id = fields.Many2one(
        "product.template",
        string="Product",
        required=True,
        check_company=True,
        index=True,
        ondelete="cascade",
    )
    uom_id = fields.Many2one(
        "uom.uom",
        string="Unit",
        domain="[('id', 'in', allowed_uom_ids)]",
        help="The rule is about orders in this unit. Empty: about orders in any unit, "
        "counted in the product's own.",
    )
    allowed_uom_ids = fields.Many2many(
        "uom.uom", string="Allowed Units", compute="_compute_allowed_uom_ids"
    )
    grade_id = fields.Many2one("channel.grade", check_company=True, ondelete="cascade")
    node_id = fields.Many2one(
        "channel.node", string="Customer", index="btree_not_null", ondelete="cascade"
    )
    minimum = fields.Float(digits="Product Unit", help="Least quantity; 0 for none.")
    multiple = fields.Float(
        digits="Product Unit", help="Quantities are multiples of this; 0 for any."
    )
    maximum = fields.Float(digits="Product Unit", help="Most in one order; 0 for any.")
    active = fields.Boolean(default=True)

    _limits_positive = models.Constraint(
        "CHECK (minimum >= 0 AND multiple >= 0 AND maximum >= 0)",
        "Minimum, multiple, maximum: a limit cannot be negative. Give 0 for none.",
    )
    _limits_ordered = models.Constraint(
        "CHECK (maximum = 0 OR maximum >= minimum)",
        "Maximum: it cannot be less than the minimum. Raise it, or give 0 for none.",
    )
    _one_audience = models.Constraint(
        "CHECK (grade_id IS NULL OR node_id IS NULL)",
        "Grade, outlet: a rule is for one of them. Leave one of them empty.",
    )
    _rule_unique = models.UniqueIndex(
        """(company_id, product_tmpl_id, COALESCE(uom_id, 0), COALESCE(grade_id, 0),
            COALESCE(node_id, 0)) WHERE active""",
        "There is a rule for this product, unit and audience already. Change that one.",
    )

    @api.depends("product_tmpl_id")
    def _compute_allowed_uom_ids(self):
        for rule in self:
            product = rule.product_tmpl_id
            rule.allowed_uom_ids = product.uom_id | product.uom_ids

    @api.depends("product_tmpl_id", "grade_id", "node_id")
    def _compute_display_name(self):
        for rule in self:
            whom = rule.sudo().node_id.display_name or rule.grade_id.display_name
            names = filter(None, [rule.product_tmpl_id.display_name, whom])
            rule.display_name = ": ".join(names)

    @api.constrains("uom_id", "product_tmpl_id")
    def _check_unit(self):
        for rule in self:
            if rule.uom_id and rule.uom_id not in rule.allowed_uom_ids:
                raise ValidationError(
                    self.env._(
                        "Unit: %(product)s is not sold by %(unit)s. Add the unit to the "
                        "product's packagings, or choose another one.",
                        product=rule.product_tmpl_id.display_name,
                        unit=rule.uom_id.name,
                    )
                )

    @api.constrains("multiple", "maximum")
    def _check_possible(self):
        for rule in self:
            if rule.maximum and rule.multiple > rule.maximum:
                raise ValidationError(
                    self.env._(
                        "Multiple: %(multiple)s is more than the maximum of %(maximum)s, "
                        "so that nothing could be ordered. Lower it.",
                        multiple=rule.multiple,
                        maximum=rule.maximum,
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        if "company_id" in vals:
            self.check_access("write")  # of the new seller too
        return result

    def _get_engine_rule(self):
        self.ensure_one()
        return engine.Rule(
            id=self.id,
            product=self.product_tmpl_id.id,
            rank=2 if self.node_id else 1 if self.grade_id else 0,
            unit=self.uom_id.id or 0,
            minimum=exact(self.minimum),
            multiple=exact(self.multiple),
            maximum=exact(self.maximum),
        )
