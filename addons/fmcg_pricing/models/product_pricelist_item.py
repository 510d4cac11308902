from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..engine.rule import CATEGORY, GLOBAL, PRODUCT, VARIANT, Rule

# The columns of a rule after its target, in the order of the engine's ``Rule``
RULE_COLUMNS = (
    "min_quantity",
    "uom_id",
    "date_start",
    "date_end",
    "compute_price",
    "fixed_price",
    "percent_price",
    "base",
    "base_pricelist_id",
    "price_discount",
    "price_surcharge",
    "price_round",
    "price_min_margin",
    "price_max_margin",
)
AMOUNTS = frozenset(
    name
    for name in RULE_COLUMNS
    if name.startswith(("price_", "fixed_", "percent_", "min_"))
)


class ProductPricelistItem(models.Model):
    """A rule of a price list; one may be for a unit of its own, such as a case."""

    _inherit = "product.pricelist.item"

    uom_id = fields.Many2one(
        "uom.uom",
        string="Priced Unit",
        ondelete="restrict",
        help="The fixed price and the minimum quantity are for this unit, and only "
        "orders in this unit get it. Empty: for the product's own unit, converted to "
        "others.",
    )

    # One look-up for each thing that a rule can be for: core's search of a list reads
    # all its rules, whatever product is asked for.
    _channel_variant_index = models.Index(
        "(pricelist_id, product_id) WHERE applied_on = '0_product_variant'"
    )
    _channel_product_index = models.Index(
        "(pricelist_id, product_tmpl_id) WHERE applied_on = '1_product'"
    )
    _channel_category_index = models.Index(
        "(pricelist_id, categ_id) WHERE applied_on = '2_product_category'"
    )
    _channel_global_index = models.Index(
        "(pricelist_id) WHERE applied_on = '3_global'"
    )

    @api.constrains("uom_id", "applied_on", "compute_price")
    def _check_uom_id(self):
        for rule in self.filtered("uom_id"):
            if rule.applied_on not in (VARIANT, PRODUCT) or rule.compute_price != "fixed":
                raise ValidationError(
                    self.env._(
                        "Priced Unit: only a fixed price of one product can be for a "
                        "unit of its own. Clear the unit of the rule “%s”, or give it "
                        "a product and a fixed price.",
                        rule.display_name,
                    )
                )
            product = rule.product_tmpl_id
            if not rule.uom_id._has_common_reference(product.uom_id):
                raise ValidationError(
                    self.env._(
                        "Priced Unit: %(unit)s cannot be converted to %(own)s, the unit "
                        "of %(product)s. Choose another unit.",
                        unit=rule.uom_id.name,
                        own=product.uom_id.name,
                        product=product.display_name,
                    )
                )

    def _compute_price(self, product, quantity, uom, date, currency=None, **kwargs):
        """A price that is for a unit of its own is converted from that unit."""
        if self.uom_id and self.compute_price == "fixed":
            return self.uom_id._compute_price(self.fixed_price, uom)
        return super()._compute_price(product, quantity, uom, date, currency, **kwargs)

    @api.model
    def _load_rules(
        self, list_ids, targets, period=None, known_at=None, quantity=None
    ):
        """The rules of some lists that may be for some products, in one query.

        Reads past record rules: the caller has checked access to the lists.

        :param list_ids: ids of ``product.pricelist``
        :param targets: dict from what a rule applies to (``0_product_variant``,
            ``1_product``, ``2_product_category``) to the ids that matter
        :param period: pair of moments; rules that do not touch it are left out
        :param known_at: past moment (naive UTC) as of which the rules are wanted
        :param quantity: in product units; where everything is asked for the same
            quantity and moment, of a ladder only the step that applies is read
        :return: list of the engine's ``Rule``, in no particular order
        """
        self.flush_model()
        self.env["product.category"].flush_model(["parent_path"])
        columns = SQL(", ").join(map(self._get_rule_column, RULE_COLUMNS))
        in_force = SQL("TRUE")
        if period:
            first, last = period
            in_force = SQL(
                "(i.date_start IS NULL OR i.date_start <= %s)"
                " AND (i.date_end IS NULL OR i.date_end >= %s)",
                last,
                first,
            )
        relation = self._get_rules_relation(known_at)
        selects = [
            self._select_rules(
                relation, column, kind, list_ids, ids, columns, in_force, quantity
            )
            for kind, column, ids in (
                (VARIANT, "product_id", targets.get(VARIANT)),
                (PRODUCT, "product_tmpl_id", targets.get(PRODUCT)),
                (CATEGORY, "categ_id", targets.get(CATEGORY)),
                (GLOBAL, None, True),
            )
            if ids
        ]
        rows = self.env.execute_query(SQL(" UNION ALL ").join(selects))
        return list(map(Rule._make, rows))

    @api.model
    def _get_rule_column(self, name):
        column = SQL.identifier("i", name)
        return SQL("COALESCE(%s, 0)::float8", column) if name in AMOUNTS else column

    @api.model
    def _select_rules(
        self, relation, column, kind, list_ids, ids, columns, in_force, quantity
    ):
        target, wanted, join, depth = SQL("NULL::int"), SQL("TRUE"), SQL(), SQL("0")
        if column:
            target = SQL.identifier("i", column)
            wanted = SQL("%s = ANY(%s)", target, list(ids))
        if kind == CATEGORY:
            join = SQL("JOIN product_category c ON c.id = i.categ_id")
            depth = SQL("length(c.parent_path) - length(replace(c.parent_path, '/', ''))")
        distinct, order = SQL(), SQL()
        if quantity is not None:
            step = SQL(
                "i.pricelist_id, %s, CASE WHEN i.uom_id IS NULL THEN 0 ELSE i.id END",
                target,
            )
            distinct = SQL("DISTINCT ON (%s)", step)
            order = SQL("ORDER BY %s, i.min_quantity DESC NULLS LAST, i.id DESC", step)
            in_force = SQL(
                "%s AND (i.uom_id IS NOT NULL OR COALESCE(i.min_quantity, 0) = 0"
                " OR i.min_quantity <= %s)",
                in_force,
                quantity,
            )
        return SQL(
            """(SELECT %(distinct)s
                      i.id, i.pricelist_id, i.applied_on, %(target)s, %(depth)s, %(columns)s
                 FROM %(relation)s i %(join)s
                WHERE i.pricelist_id = ANY(%(lists)s) AND i.applied_on = %(kind)s
                  AND %(wanted)s AND %(in_force)s
                %(order)s)""",
            distinct=distinct,
            order=order,
            relation=relation,
            target=target,
            depth=depth,
            columns=columns,
            join=join,
            lists=list(list_ids),
            kind=kind,
            wanted=wanted,
            in_force=in_force,
        )
