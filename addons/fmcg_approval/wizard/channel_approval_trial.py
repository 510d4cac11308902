from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..engine import rules as engine

CASE = "case"
ORDER = "order"
PAST = "past"
DAYS_BACK = 90


class ChannelApprovalTrial(models.TransientModel):
    """Who must approve? For a case that is typed, for an order, for past orders.

    Reads only: the answer is kept as plain data (``outcome``) and shown by a template,
    which escapes it.
    """

    _name = "channel.approval.trial"
    _description = "Who Must Approve?"
    _inherit = ["channel.price.guard", "channel.reference.guard"]
    _channel_private = True

    _visible_fields = ("agreement_id", "order_id", "author_id", "company_id")
    _price_fields = ("discount", "outcome", "result")

    company_id = fields.Many2one(
        "res.company",
        string="Seller",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    mode = fields.Selection(
        [(CASE, "A case"), (ORDER, "An order"), (PAST, "Past orders")],
        default=CASE,
        required=True,
    )
    author_id = fields.Many2one(
        "res.users",
        string="Entered By",
        default=lambda self: self.env.uid,
        domain="[('company_ids', 'in', company_id)]",
    )

    # A case
    agreement_id = fields.Many2one(
        "channel.agreement",
        string="Customer",
        domain="[('company_id', '=', company_id), ('state', '!=', 'closed')]",
    )
    amount = fields.Monetary(help="Of the order, tax included.")
    discount = fields.Float(string="Largest Discount (%)", digits="Discount")
    below_floor = fields.Boolean(string="Below a Floor Price")
    credit_overrun = fields.Boolean(string="Credit Exceeded")
    first_order = fields.Boolean()
    categ_ids = fields.Many2many("product.category", string="Product Categories")
    gift_value = fields.Monetary(string="Gifts Worth")

    # An order
    order_id = fields.Many2one("sale.order", domain="[('company_id', '=', company_id)]")

    # Past orders
    date_from = fields.Date(
        string="From",
        default=lambda self: fields.Date.subtract(
            self.env.company._get_channel_today(), days=DAYS_BACK
        ),
    )
    date_to = fields.Date(
        string="Until", default=lambda self: self.env.company._get_channel_today()
    )

    outcome = fields.Json(readonly=True)
    result = fields.Html(
        compute="_compute_result",
        sanitize=False,  # rendered by our own template, which escapes
    )

    @api.depends("mode")
    @api.depends_context("lang")
    def _compute_display_name(self):
        self.display_name = self.env._("Who Must Approve?")

    @api.depends("outcome")
    @api.depends_context("lang")
    def _compute_result(self):
        for trial in self:
            trial.result = trial.outcome and self.env["ir.qweb"]._render(
                "fmcg_approval.approval_trial",
                {"outcome": trial.outcome, "money": trial.currency_id.format},
            )

    def action_try(self):
        """Button: answer the question."""
        self.ensure_one()
        self._check_own()
        self.outcome = {"mode": self.mode, **getattr(self, f"_try_{self.mode}")()}
        return True

    def _check_own(self):
        """:raise AccessError: when it is not the seller's, or not the user's to see"""
        if self.company_id not in self.env.companies:
            raise AccessError(
                self.env._("Seller: choose an enterprise that you work for.")
            )
        for record in (self.agreement_id, self.order_id):
            record.check_access("read")
            if record and record.company_id != self.company_id:
                raise UserError(
                    self.env._(
                        "%(record)s does not belong to %(company)s. Choose another one.",
                        record=record.display_name,
                        company=self.company_id.name,
                    )
                )

    # --- one order ---

    def _try_case(self):
        if not self.agreement_id:
            raise UserError(self.env._("Customer: choose one."))
        definitions = self._get_definitions()
        found = engine.find_matches(definitions._prepare_rules(), self._prepare_facts())
        notes = [
            self.env._("Conditions on other values of an order are not tried: %s.", name)
            for name in definitions.filtered(
                lambda one: one.definition_domain and not one._is_amount_rule()
            ).mapped("name")
        ]
        kept = [match for match in found if self._is_case_met(match.rule, definitions)]
        salesperson = self.agreement_id.sudo().user_id
        authors = self.author_id._get_same_persons()
        return {"steps": self._prepare_steps(kept, salesperson, authors), "notes": notes}

    def _is_case_met(self, rule_id, definitions):
        """The rule on the enterprise's own limit looks at the amount alone."""
        definition = definitions.browse(rule_id)
        if definition._is_amount_rule():
            return self.amount > self.company_id.sudo().order_approval_limit
        return True

    def _prepare_facts(self):
        agreement = self.agreement_id.sudo()
        start = agreement.date_start
        territory = agreement.territory_id or agreement.node_id.territory_id
        categories = set()
        for category in self.categ_ids:
            categories.update(_split_path(category.parent_path))
        return engine.Facts(
            amount=self.amount,
            discount=self.discount,
            below_floor=self.below_floor,
            credit_overrun=self.credit_overrun,
            first_order=self.first_order,
            agreement_days=(self.company_id._get_channel_today() - start).days
            if start
            else None,
            categories=frozenset(categories),
            tier=agreement.tier_id.id or None,
            territories=frozenset(_split_path(territory.parent_path)),
            grade=agreement.grade_id.id or None,
            gift=self.gift_value,
        )

    def _try_order(self):
        order = self.order_id
        if not order:
            raise UserError(self.env._("Order: choose one."))
        matches = order.sudo()._match_approval_rules(self._get_definitions())
        (found,) = matches.values()
        return {
            "title": order.name,
            "steps": self._prepare_steps(
                found, order._get_answerable(), order._get_authors(), order.sudo()
            ),
            "notes": [],
        }

    def _get_definitions(self):
        return self.env["tier.definition"]._find_for_orders(self.company_id)

    # --- for the template ---

    def _prepare_steps(self, matches, salesperson, authors, order=None):
        return [
            self._prepare_step(number, match, salesperson, authors, order)
            for number, match in enumerate(matches, 1)
        ]

    def _prepare_step(self, number, match, salesperson, authors, order):
        definition = self.env["tier.definition"].sudo().browse(match.rule)
        people = self._find_people(definition, salesperson, authors, order)
        delegates = self.env["channel.approval.delegation"]._get_delegates(
            self.company_id, people
        )
        amount = order._get_approval_amount() if order else self.amount
        limits = self.env["channel.approver.limit"]._get_limits(self.company_id)
        return {
            "number": number,
            "rule": definition.name,
            "waits": definition.approve_sequence,
            "why": definition._describe_reasons(match.reasons, self.currency_id),
            "people": [
                {
                    "name": user.name,
                    "passes_up": user.id in limits and limits[user.id] < amount,
                }
                for user in people
            ],
            "nobody": ""
            if people
            else self._describe_nobody(definition, salesperson, authors, order),
            "delegates": (delegates - authors - people).mapped("name"),
        }

    def _describe_nobody(self, definition, salesperson, authors, order):
        """Why a rule finds nobody who may approve, in words."""
        everybody = definition.with_context(active_test=False)
        asked = self._find_asked(
            definition, salesperson, authors, order
        ) or self._find_asked(everybody, salesperson, authors, order)
        return definition._describe_nobody(asked, authors, self.company_id)

    def _find_people(self, definition, salesperson, authors, order=None):
        people = self._find_asked(definition, salesperson, authors, order)
        return people._keep_staff_of(self.company_id) - authors

    def _find_asked(self, definition, salesperson, authors, order=None):
        """Whom the rule would ask, whoever they are, as superuser."""
        if definition.review_type != "field":
            people = definition._find_first_asked(salesperson, authors)
        elif order:
            people = order[definition.reviewer_field_id.name]
        else:
            people = self.env["sale.order"]._get_enterprise_admins(self.company_id)
        return people.sudo()


def _split_path(path):
    return [int(part) for part in (path or "").split("/") if part]
