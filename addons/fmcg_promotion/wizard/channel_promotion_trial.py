from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from odoo.addons.fmcg_channel.words import join_names

from ..engine import basket as engine
from ..engine.book import Book

BASKET = "basket"
ORDERS = "orders"
# How far back past orders are looked for, unless somebody says otherwise
DAYS_BACK = 90
MOST_ORDERS = 5000


class ChannelPromotionTrial(models.TransientModel):
    """What promotions would give, before they are released.

    How to use: choose promotions, type a basket or say which past orders, press Try. The
    answer is kept as plain data (``outcome``) and shown by a template.

    Nothing is written but this record, and of budgets and stock nothing is asked. Past
    orders are those that the user may read; prices, costs and promotions are those of
    the seller for which the user works.
    """

    _name = "channel.promotion.trial"
    _description = "Try Promotions"
    _inherit = "channel.reference.guard"
    _channel_private = True

    _visible_fields = ("promotion_ids", "agreement_id", "customer_ids")

    company_id = fields.Many2one(
        "res.company",
        string="Seller",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    promotion_ids = fields.Many2many(
        "channel.promotion",
        string="Promotions",
        domain="[('company_id', '=', company_id)]",
        help="What is tried; drafts too.",
    )
    with_released = fields.Boolean(
        string="With All Released Promotions",
        default=True,
        help="As orders will get them. Otherwise as if there were no other promotions.",
    )
    mode = fields.Selection(
        [(BASKET, "A basket"), (ORDERS, "Past orders")], default=BASKET, required=True
    )
    with_coupons = fields.Boolean(
        string="Coupon Given",
        default=True,
        help="As if the customer gave a valid coupon of the promotions that are tried.",
    )

    # A basket
    agreement_id = fields.Many2one(
        "channel.agreement",
        string="Customer",
        domain="[('company_id', '=', company_id), ('state', '!=', 'closed')]",
    )
    date = fields.Date(
        string="Day", compute="_compute_date", store=True, readonly=False
    )
    order_channel = fields.Selection(
        [
            (engine.SALESPERSON, "Salesperson"),
            (engine.PORTAL, "Portal"),
            (engine.IMPORT, "Import"),
        ],
        string="Entered By",
        default=engine.SALESPERSON,
        required=True,
    )
    freight = fields.Float(
        digits="Product Price", help="What the customer would pay for freight."
    )
    line_ids = fields.One2many("channel.promotion.trial.line", "trial_id", string="Lines")

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
    customer_ids = fields.Many2many(
        "channel.agreement",
        "channel_promotion_trial_customer_rel",
        string="Customers",
        domain="[('company_id', '=', company_id)]",
    )
    most_orders = fields.Integer(
        string="Orders at Most", default=500, help="The newest ones are tried."
    )

    outcome = fields.Json(readonly=True)
    result = fields.Html(
        compute="_compute_result",
        sanitize=False,  # rendered by our own template, which escapes
    )

    @api.depends("promotion_ids")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """Nothing is kept here, so there is nothing to name but the question."""
        self.display_name = self.env._("Try Promotions")

    @api.depends("promotion_ids")
    def _compute_date(self):
        """Today, or the first day of what is not offered before."""
        for trial in self:
            starts = [day for day in trial.promotion_ids.mapped("date_start") if day]
            trial.date = max([trial.company_id._get_channel_today(), *starts])

    @api.depends("outcome")
    @api.depends_context("lang")
    def _compute_result(self):
        for trial in self:
            trial.result = trial.outcome and self.env["ir.qweb"]._render(
                "fmcg_promotion.promotion_trial",
                {
                    "outcome": trial.outcome,
                    "money": trial._get_shown_currency().format,
                    "orders": ORDERS,
                    "says": trial._say_figures(),
                    "join": trial.promotion_ids._join_all,
                },
            )

    def action_try(self):
        """Button: compute the outcome and show it."""
        self.ensure_one()
        self._check_own()
        self._check_promotions()
        if self.mode == BASKET:
            outcome = self._try_basket()
        else:
            outcome = self._try_orders()
        self.outcome = {"mode": self.mode, **outcome}
        return True

    # --- checks ---

    def _check_own(self):
        """Everything that is asked about is the seller's own, and seen by the user.

        :raise AccessError, UserError: otherwise
        """
        if self.company_id not in self.env.companies:
            raise AccessError(
                self.env._("Seller: choose an enterprise that you work for.")
            )
        agreements = self.agreement_id | self.customer_ids
        products = self.line_ids.product_id
        for records in (self.promotion_ids, agreements, products):
            records.check_access("read")
        for record in (*self.promotion_ids, *agreements):
            if record.company_id != self.company_id:
                raise UserError(
                    self.env._(
                        "%(record)s does not belong to %(company)s. Choose another one.",
                        record=record.display_name,
                        company=self.company_id.name,
                    )
                )

    def _check_promotions(self):
        """They have to make sense, and pay in one currency.

        :raise UserError: with one line for each problem
        """
        if not self.promotion_ids:
            self._check_released()
        if len(self.promotion_ids.currency_id) > 1:
            raise UserError(
                self.env._(
                    "Promotions: they are in several currencies (%s). Try those of one "
                    "currency at a time.",
                    join_names(self.env, self.promotion_ids.currency_id.mapped("name")),
                )
            )
        problems = [
            f"{promotion.name}: {problem}"
            for promotion in self.promotion_ids.sudo()
            for problem in promotion._get_terms_problems()
        ]
        if problems:
            raise UserError("\n".join(problems))

    def _check_released(self):
        """Without one chosen, all that are released are tried.

        :raise UserError: when they are left out, or there are none
        """
        if not self.with_released:
            raise UserError(
                self.env._(
                    "Promotions: choose at least one to try, or try all that are released."
                )
            )
        if not self._get_released():
            raise UserError(
                self.env._(
                    "Promotions: %s has released none. Choose a draft to try.",
                    self.company_id.name,
                )
            )

    def _get_released(self):
        """Those that orders get now, as superuser."""
        Promotion = self.env["channel.promotion"].sudo()
        book = Promotion._get_book(self.company_id)
        return Promotion.browse(book.promotions)

    # --- what both modes need ---

    def _get_shown_currency(self):
        return self.promotion_ids.sudo().currency_id[:1] or self.company_id.currency_id

    def _get_tried(self):
        """The promotions that are tried, as the loader reads them."""
        tried = self.promotion_ids.sudo() or self._get_released()
        return tried.with_context(active_test=False)

    def _make_book(self, prepare):
        """The engine's ``Book`` of what is tried, and of what is released if wanted.

        :param prepare: makes the engine's promotion of one that is tried
        """
        tried = tuple(prepare(promotion) for promotion in self._get_tried())
        known = {one.id for one in tried}
        others = ()
        if self.with_released:
            book = self.env["channel.promotion"].sudo()._get_book(self.company_id)
            others = tuple(
                one for id_, one in book.promotions.items() if id_ not in known
            )
        return Book((*tried, *others))

    def _get_coupon_promotions(self):
        """For which a coupon counts as given."""
        promotions = self._get_tried()
        return promotions if self.with_coupons else promotions.browse()

    def _get_common_notes(self):
        return [
            self.env._(
                "Budgets and limits of use are ignored, and gifts count as in stock."
            )
        ]

    def _get_costs(self, product_ids, day):
        """Cost of one reference unit of gifts, in the shown currency."""
        products = self.env["product.product"].browse(product_ids)
        return products._get_exact_costs(
            self.company_id, self._get_shown_currency(), day
        )


class ChannelPromotion(models.Model):
    _inherit = "channel.promotion"

    def action_open_trial(self):
        """Button: try these promotions."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Try Promotions"),
            "res_model": "channel.promotion.trial",
            "view_mode": "form",
            "target": "current",
            "context": {
                "default_company_id": self.company_id[:1].id,
                "default_promotion_ids": [Command.set(self.ids)],
            },
        }
