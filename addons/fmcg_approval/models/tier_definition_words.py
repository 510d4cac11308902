from odoo import api, fields, models

from odoo.addons.fmcg_channel.words import join_names

from ..engine import rules as engine

CONDITIONS = (
    "min_amount",
    "min_discount_percent",
    "below_floor",
    "credit_overrun",
    "new_customer",
    "new_customer_days",
    "min_gift_value",
    "categ_ids",
    "channel_tier_ids",
    "territory_ids",
    "grade_ids",
)


class TierDefinition(models.Model):
    """What a rule says and why it counts, in words."""

    _inherit = "tier.definition"

    condition_words = fields.Char(
        string="Asked When",
        compute="_compute_words",
        help="All of these have to hold.",
    )
    who_words = fields.Char(string="Who Agrees", compute="_compute_words")

    @api.depends(*CONDITIONS, "definition_domain", "review_type", "reviewer_id")
    @api.depends("person_ids", "reviewer_group_id")
    @api.depends_context("lang", "company")
    def _compute_words(self):
        for definition in self:
            definition.condition_words = definition._describe_conditions()
            definition.who_words = definition._describe_who()

    def _describe_conditions(self):
        if self._is_amount_rule():
            limit = self.env.company.sudo().order_approval_limit
            currency = self.env.company.currency_id
            return self.env._("Amount above %s", currency.format(limit))
        words = [self._describe_condition(name) for name in CONDITIONS if self[name]]
        if self.sudo().definition_domain:
            words.append(self.env._("the rule's own condition"))
        return " · ".join(words) or self.env._("Every order")

    def _describe_condition(self, name):
        """A condition as the form names it, with what was chosen."""
        field, value = self._fields[name], self[name]
        if name == "min_discount_percent":
            return self.env._("Discount from %s %%", f"{value:g}")
        label = field._description_string(self.env)
        if field.type == "boolean":
            return label
        if field.relational:
            value = join_names(self.env, value.mapped("display_name"))
        elif field.type == "monetary":
            value = self.currency_id.format(value)
        else:
            value = f"{value:g}"
        return f"{label} {value}"

    def _describe_who(self):
        people = self.sudo().person_ids | self.sudo().reviewer_id
        if people and self.review_type in ("persons", "individual"):
            return join_names(self.env, people.mapped("name"))
        if self.review_type == "group":
            return self.reviewer_group_id.sudo().name
        if self._is_amount_rule():
            return self.env.ref("fmcg_channel.group_enterprise_admin").sudo().name
        labels = dict(self._fields["review_type"]._description_selection(self.env))
        return labels[self.review_type]

    def _is_amount_rule(self):
        """The rule that comes with the add-on, on the enterprise's own limit."""
        return self == self.env.ref(
            "fmcg_approval.tier_definition_amount", raise_if_not_found=False
        )

    @api.model
    def _describe_nobody(self, asked, authors, company, agreed=None):
        """Why nobody is left who may approve.

        :param asked: whom the rule would ask
        :param authors: who had a hand in the order
        :param agreed: who has agreed already with too low a limit
        :return: text without a full stop
        """
        if not asked:
            return self.env._("it names nobody")
        gone = asked - asked._keep_staff_of(company)
        authors = (asked & authors) - gone
        agreed = (asked & agreed) - gone - authors if agreed else asked.browse()
        texts = [
            (gone, self.env._("%s no longer works here")),
            (authors, self.env._("%s entered or submitted the order")),
            (agreed, self.env._("%s has agreed already and may not decide alone")),
        ]
        return join_names(
            self.env,
            [
                text % join_names(self.env, users.mapped("name"))
                for users, text in texts
                if users
            ],
        )

    def _describe_reasons(self, reasons, currency):
        """:return: list of sentences, one for each condition that holds"""
        if self.sudo().definition_domain:
            own = [self.env._("The rule's own condition holds.")]
        else:
            own = []
        words = [self._describe_reason(reason, currency) for reason in reasons]
        return words + own or [self.env._("The rule counts for every order.")]

    def _describe_reason(self, reason, currency):
        if reason.code in (engine.AMOUNT, engine.GIFT):
            return self._describe_money(reason, currency)
        names = self._get_reason_names(reason)
        plain = {
            engine.DISCOUNT: self.env._(
                "A line is discounted by %(found)s %%, from %(wanted)s %%.",
                found=f"{reason.found or 0:g}",
                wanted=f"{reason.wanted or 0:g}",
            )
            if reason.code == engine.DISCOUNT
            else "",
            engine.FLOOR: self.env._("A price is below its floor."),
            engine.CREDIT: self.env._("The customer's credit is exceeded."),
            engine.FIRST_ORDER: self.env._("It is the customer's first order."),
            engine.YOUNG: self.env._(
                "The customer's agreement is %(found)s days old, less than %(wanted)s.",
                found=reason.found,
                wanted=reason.wanted,
            ),
            engine.CATEGORY: self.env._("Products of %s.", names),
            engine.TIER: self.env._("The customer's tier is %s.", names),
            engine.TERRITORY: self.env._("The customer is in %s.", names),
            engine.GRADE: self.env._("The customer's grade is %s.", names),
        }
        return plain[reason.code]

    def _describe_money(self, reason, currency):
        found, wanted = currency.format(reason.found), currency.format(reason.wanted)
        if reason.code == engine.AMOUNT:
            return self.env._(
                "The amount is %(found)s, from %(wanted)s.", found=found, wanted=wanted
            )
        return self.env._(
            "Gifts are worth %(found)s, from %(wanted)s.", found=found, wanted=wanted
        )

    def _get_reason_names(self, reason):
        models = {
            engine.CATEGORY: "product.category",
            engine.TIER: "channel.tier",
            engine.TERRITORY: "channel.territory",
            engine.GRADE: "channel.grade",
        }
        if reason.code not in models:
            return ""
        records = self.env[models[reason.code]].sudo().browse(reason.wanted)
        return join_names(self.env, records.mapped("display_name"))
