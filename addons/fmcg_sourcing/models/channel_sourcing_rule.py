from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engine import upstream


class ChannelSourcingRule(models.Model):
    """How an enterprise buys what its customers wait for: a product, a category, or all.

    The nearest one counts: of the product, else of its category or the next one above, else
    the general one. Without a rule nothing is ordered by itself.
    """

    _name = "channel.sourcing.rule"
    _description = "Sourcing Rule"
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
    mode = fields.Selection(
        [
            (upstream.NEVER, "Never"),
            (upstream.MISSING, "What is missing"),
            (upstream.FULL_CASES, "Full cases, up to a target"),
            (upstream.BACK_TO_BACK, "For each order by itself"),
        ],
        string="Order from Upstream",
        required=True,
        default=upstream.MISSING,
    )
    target = fields.Float(
        digits="Product Unit",
        help="Of full cases: what should be left when all customers have theirs, in the "
        "product's own unit.",
    )
    returns_go_up = fields.Boolean(
        help="What customers send back stands ready to be sent to the supplier, where its "
        "agreement says that you may. Otherwise it is your stock.",
    )
    safety_stock = fields.Float(
        digits="Product Unit",
        help="What should always lie there, in the product's own unit: what is missing of "
        "it is ordered, and new orders are not counted on it. Goods of confirmed orders may "
        "be taken of it.",
    )

    _of_one = models.Constraint(
        "CHECK (product_tmpl_id IS NULL OR categ_id IS NULL)",
        "A sourcing rule is for a product or for a category.",
    )
    _product_unique = models.UniqueIndex(
        "(company_id, COALESCE(product_tmpl_id, 0), COALESCE(categ_id, 0))",
        "There is a sourcing rule for this already.",
    )

    @api.constrains("target")
    def _check_target(self):
        for rule in self:
            if rule.target < 0:
                raise ValidationError(
                    self.env._("Target: %s is below zero. Give 0 for no stock.", rule.target)
                )

    @api.constrains("safety_stock")
    def _check_safety_stock(self):
        for rule in self:
            if rule.safety_stock < 0:
                raise ValidationError(
                    self.env._(
                        "Safety Stock: %s is below zero. Give 0 for none.", rule.safety_stock
                    )
                )

    @api.depends("product_tmpl_id", "categ_id")
    def _compute_display_name(self):
        for rule in self:
            of = rule.product_tmpl_id.display_name or rule.categ_id.display_name
            rule.display_name = of or self.env._("All products")

    @api.model
    def _find_for_products(self, company, products):
        """Dict from product to the engine's rule of it, in ``company``."""
        rules = [one._to_engine() for one in self.search([("company_id", "=", company.id)])]
        return {
            product: upstream.choose_rule(
                rules, product.product_tmpl_id.id, get_category_line(product.categ_id)
            )
            for product in products
        }

    def _to_engine(self):
        return upstream.Rule(
            self.id,
            self.mode,
            self.product_tmpl_id.id or None,
            self.categ_id.id or None,
            Decimal(str(self.target)),
            self.returns_go_up,
        )

    @api.model
    def _find_safety_stock(self, rules):
        """Dict from product to what of it should always lie there.

        :param rules: as :meth:`_find_for_products` found them
        """
        by_id = {
            rule.id: rule for rule in self.browse(one.id for one in rules.values() if one.id)
        }
        return {
            product: Decimal(str(by_id[rule.id].safety_stock))
            for product, rule in rules.items()
            if rule.id
        }


def get_category_line(category):
    """Ids of the category, of the one above it, and so on."""
    path = [int(id_) for id_ in (category.parent_path or "").split("/") if id_]
    return path[::-1]
