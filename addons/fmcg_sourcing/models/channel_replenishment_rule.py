from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.fmcg_channel.quantities import to_quantity

from ..engine import replenishment, upstream
from .channel_sourcing_rule import get_category_line

NEVER = "never"
# What the numbers of a rule may not be below
NUMBERS = ("least", "most", "safety_days", "cover_days")


class ChannelReplenishmentRule(models.Model):
    """How much of its goods an enterprise keeps in stock: a product, a category, or all.

    The nearest one counts: of the product, else of its category or the next one above, else
    the general one. Without a rule nothing is proposed.
    """

    _name = "channel.replenishment.rule"
    _description = "Replenishment Rule"
    _order = "company_id, product_tmpl_id, categ_id, id"
    _rec_names_search = ["product_tmpl_id", "categ_id"]
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company",
        string="Enterprise",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    product_tmpl_id = fields.Many2one(
        "product.template",
        string="Product",
        check_company=True,
        ondelete="cascade",
        index="btree_not_null",
    )
    categ_id = fields.Many2one(
        "product.category",
        string="Category",
        ondelete="cascade",
        help="Without product and category the rule is for all that have no other one.",
    )
    kind = fields.Selection(
        [
            (replenishment.COVER, "As it is sold"),
            (replenishment.MIN_MAX, "Between two quantities"),
            (NEVER, "Never"),
        ],
        string="Replenish",
        required=True,
        default=replenishment.COVER,
    )
    least = fields.Float(
        string="Minimum",
        digits="Product Unit",
        help="Below it is ordered, in the product's own unit.",
    )
    most = fields.Float(
        string="Maximum",
        digits="Product Unit",
        help="More than this is never ordered, in the product's own unit. Of goods that are "
        "ordered as they are sold, 0 means any quantity.",
    )
    safety_days = fields.Integer(
        default=3,
        help="It is ordered when what is there does not last for the days until the goods "
        "come and for these days.",
    )
    cover_days = fields.Integer(
        string="Days of Cover",
        default=14,
        help="For how many more days is ordered.",
    )

    _of_one = models.Constraint(
        "CHECK (product_tmpl_id IS NULL OR categ_id IS NULL)",
        "A replenishment rule is for a product or for a category.",
    )
    _goods_unique = models.UniqueIndex(
        "(company_id, COALESCE(product_tmpl_id, 0), COALESCE(categ_id, 0))",
        "There is a replenishment rule for this already.",
    )

    @api.constrains("kind", *NUMBERS)
    def _check_numbers(self):
        for rule in self:
            for name in NUMBERS:
                if rule[name] < 0:
                    raise ValidationError(
                        self.env._(
                            "%(field)s: %(value)g is below zero. Give 0 or more.",
                            field=rule._fields[name]._description_string(self.env),
                            value=rule[name],
                        )
                    )
            if rule.kind == replenishment.MIN_MAX and rule.most < rule.least:
                raise ValidationError(
                    self.env._(
                        "Maximum: %(most)g is less than the minimum of %(least)g. Give at "
                        "least as much.",
                        most=rule.most,
                        least=rule.least,
                    )
                )

    @api.depends("product_tmpl_id", "categ_id")
    def _compute_display_name(self):
        for rule in self:
            of = rule.product_tmpl_id.display_name or rule.categ_id.display_name
            rule.display_name = of or self.env._("All products")

    @api.model
    def _find_for_products(self, company, products):
        """Dict from product to the engine's rule of it, in ``company``; what is never
        ordered, or has no rule, is not in it."""
        rules = [one._to_engine() for one in self.search([("company_id", "=", company.id)])]
        found = {}
        for product in products:
            line = get_category_line(product.categ_id)
            rule = upstream.choose_rule(rules, product.product_tmpl_id.id, line)
            if rule is not upstream.NO_RULE and rule.kind != NEVER:
                found[product] = rule
        return found

    def _to_engine(self):
        has_most = self.kind == replenishment.MIN_MAX or self.most
        return replenishment.Rule(
            self.id,
            self.kind,
            self.product_tmpl_id.id or None,
            self.categ_id.id or None,
            to_quantity(self.least),
            to_quantity(self.most) if has_most else None,
            self.safety_days,
            self.cover_days,
        )

    def _get_goods_domain(self):
        """Products that these rules are for, each without looking at the others."""
        if any(not rule.product_tmpl_id and not rule.categ_id for rule in self):
            return fields.Domain.TRUE
        return fields.Domain("product_tmpl_id", "in", self.product_tmpl_id.ids) | fields.Domain(
            "categ_id", "child_of", self.categ_id.ids
        )
