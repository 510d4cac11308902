from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from odoo.addons.fmcg_channel.words import join_names

from ..engine import rules as engine

# What only who runs the platform may say: these reach into everybody's data.
PLATFORM_FIELDS = {
    "definition_domain",
    "definition_type",
    "model_id",
    "reviewer_field_id",
    "allow_write_for_reviewer",
}
PERSONS = "persons"
SUPERIOR = "superior"


class TierDefinition(models.Model):
    """An approval rule: ready-made conditions without code, and who has to agree.

    All conditions have to hold, those that are empty do not matter; OCA's domain is one
    more of them. An enterprise keeps its own rules; rules without an enterprise are the
    platform's and count for all.
    """

    _name = "tier.definition"
    _inherit = [
        "tier.definition",
        "channel.price.guard",
        "channel.reference.guard",
        "channel.approval.traced",
    ]
    _price_fields = ("min_discount_percent",)
    _order = "sequence desc, id"  # as OCA puts the reviews one after the other

    _visible_fields = (
        "reviewer_id",
        "person_ids",
        "grade_ids",
        "escalate_user_id",
        "company_id",
    )

    currency_id = fields.Many2one(related="company_id.currency_id")
    min_amount = fields.Monetary(
        string="Amount from", help="Of the order, tax included. 0: any amount."
    )
    min_discount_percent = fields.Float(
        string="Discount from (%)",
        digits="Discount",
        help="Off the price of the price lists, on any one line; what promotions give "
        "does not count. 0: any discount.",
    )
    below_floor = fields.Boolean(
        string="Below a Floor Price",
        help="Somebody set a price below the product's floor price. The approval lets "
        "this price through.",
    )
    credit_overrun = fields.Boolean(
        string="Credit Exceeded",
        help="The order passes the customer's credit limit, or something is overdue.",
    )
    new_customer = fields.Boolean(
        string="First Order", help="Nothing of this customer was confirmed before."
    )
    new_customer_days = fields.Integer(
        string="Customer Newer than (Days)",
        help="The customer's agreement began less than so many days ago. Together with "
        "First Order, either is enough. 0: any age.",
    )
    categ_ids = fields.Many2many(
        "product.category",
        string="Product Categories",
        help="At least one product of these or of categories below them.",
    )
    channel_tier_ids = fields.Many2many("channel.tier", string="Customer Tiers")
    territory_ids = fields.Many2many(
        "channel.territory",
        string="Territories",
        help="The customer is in one of these or in a territory below them.",
    )
    grade_ids = fields.Many2many("channel.grade", string="Customer Grades")
    min_gift_value = fields.Monetary(
        string="Gifts Worth from", help="What promotions add for free. 0: any worth."
    )
    review_type = fields.Selection(
        selection_add=[
            (PERSONS, "Any of certain persons"),
            (SUPERIOR, "The salesperson's superior"),
        ],
        ondelete={PERSONS: "cascade", SUPERIOR: "cascade"},
    )
    person_ids = fields.Many2many(
        "res.users", "tier_definition_person_rel", string="Persons"
    )
    remind_hours = fields.Integer(
        string="Remind after (Hours)", help="And again each time so many have passed."
    )
    escalate_hours = fields.Integer(
        string="Escalate after (Hours)",
        help="Somebody else may then decide as well: whom you name here, otherwise the "
        "superiors of those who were asked.",
    )
    escalate_user_id = fields.Many2one("res.users", string="Escalate to")

    _amounts_positive = models.Constraint(
        "CHECK (min_amount >= 0 AND min_gift_value >= 0 AND new_customer_days >= 0 "
        "AND remind_hours >= 0 AND escalate_hours >= 0)",
        "Amounts, days and hours of an approval rule cannot be negative.",
    )
    _discount_percent = models.Constraint(
        "CHECK (min_discount_percent BETWEEN 0 AND 100)",
        "The discount of an approval rule lies between 0 and 100 percent.",
    )

    @api.model
    def _get_fields_told_whole(self):
        """The model is always the order."""
        return [name for name in super()._get_fields_told_whole() if name != "model_id"]

    # --- who may keep rules ---

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        if "model_id" in fields_list and not values.get("model_id"):
            values["model_id"] = self._get_order_model().id
        return values

    @api.model
    def _get_order_model(self):
        return self.env["ir.model"].sudo()._get("sale.order")

    @api.model_create_multi
    def create(self, vals_list):
        if self._is_kept_by_staff():
            vals_list = [self._prepare_staff_values(vals) for vals in vals_list]
        definitions = super().create(vals_list)
        definitions._check_own_enterprise()
        return definitions

    def write(self, vals):
        if self._is_kept_by_staff() and PLATFORM_FIELDS & vals.keys():
            self._refuse_platform_fields(PLATFORM_FIELDS & vals.keys())
        result = super().write(vals)
        if "company_id" in vals:
            self.check_access("write")  # of the new enterprise too
        self._check_own_enterprise()
        return result

    @api.model
    def _is_kept_by_staff(self):
        return not self.env.su and self.env.user._channel_is_confined()

    def _prepare_staff_values(self, vals):
        model = self._get_order_model()
        given = {name for name in PLATFORM_FIELDS & vals.keys() if vals[name]}
        if vals.get("model_id") == model.id:
            given.discard("model_id")
        if vals.get("definition_type") == "domain":
            given.discard("definition_type")
        if given:
            self._refuse_platform_fields(given)
        return {**vals, "model_id": model.id}

    def _refuse_platform_fields(self, names):
        labels = [self._fields[name].string for name in sorted(names)]
        raise AccessError(
            self.env._(
                "%(fields)s: these reach beyond your enterprise. Use the conditions of "
                "the rule, or ask the system administrator.",
                fields=join_names(self.env, labels),
            )
        )

    def _check_own_enterprise(self):
        if self._is_kept_by_staff() and not all(self.mapped("company_id")):
            raise ValidationError(
                self.env._("Company: say for which enterprise the rule is.")
            )

    @api.constrains(
        "company_id",
        "reviewer_id",
        "person_ids",
        "escalate_user_id",
        "grade_ids",
        "review_type",
        "reviewer_group_id",
    )
    def _check_parties(self):
        for definition in self.sudo().filtered("company_id"):
            people = definition.reviewer_id | definition.person_ids
            people |= definition.escalate_user_id
            people._check_staff_of(definition.company_id)
            foreign = definition.grade_ids.filtered(
                lambda grade, one=definition: grade.company_id != one.company_id
            )
            if foreign:
                raise ValidationError(
                    self.env._(
                        "Customer Grades: %(grade)s belongs to another enterprise. "
                        "Choose one of %(company)s.",
                        grade=foreign[0].name,
                        company=definition.company_id.name,
                    )
                )

    @api.onchange("review_type")
    def onchange_review_type(self):
        result = super().onchange_review_type()
        if self.review_type != PERSONS:
            self.person_ids = False
        return result

    def _onchange_warn_reviewer_access(self):
        """An enterprise's rules are about orders, which every role of theirs reads; and
        staff may not look up what models there are."""
        if self._is_kept_by_staff():
            return None
        return super()._onchange_warn_reviewer_access()

    # --- for the engine ---

    def _prepare_rules(self):
        """The engine's ``Rule`` of each definition, in this order."""
        return tuple(definition._prepare_rule() for definition in self)

    def _prepare_rule(self):
        self.ensure_one()
        return engine.Rule(
            id=self.id,
            min_amount=self.min_amount,
            min_discount=self.min_discount_percent,
            below_floor=self.below_floor,
            credit_overrun=self.credit_overrun,
            new_customer=self.new_customer,
            new_days=self.new_customer_days,
            categories=frozenset(self.categ_ids.ids),
            tiers=frozenset(self.channel_tier_ids.ids),
            territories=frozenset(self.territory_ids.ids),
            grades=frozenset(self.grade_ids.ids),
            min_gift=self.min_gift_value,
        )

    @api.model
    def _find_for_orders(self, company):
        """The rules that count for the orders of an enterprise, in OCA's order."""
        return self.sudo().search(
            [("model", "=", "sale.order"), ("company_id", "in", (False, company.id))],
            order="sequence desc, id",
        )

    # --- who is asked ---

    def _find_first_asked(self, salesperson, authors):
        """Whom this rule asks, before delegations, limits and escalation.

        Reviewers that a field of the order names are found there.

        :param salesperson: of the order
        :param authors: of the order; superiors among them are left out
        """
        self.ensure_one()
        if self.review_type == "group":
            # whoever runs the platform does not trade: asked by name only
            return self.reviewer_group_id.all_user_ids.filtered(
                lambda user: not user.has_group("base.group_system")
            )
        if self.review_type == PERSONS:
            return self.person_ids
        if self.review_type == SUPERIOR:
            return salesperson._find_nearest_superiors(authors)
        return self.reviewer_id
