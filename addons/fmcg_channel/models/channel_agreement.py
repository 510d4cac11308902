from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..transitions import check_transition
from .channel_step import in_step

AGREEMENT_STATES = [
    ("draft", "Draft"),
    ("active", "Active"),
    ("suspended", "Suspended"),
    ("closed", "Closed"),
]

# From which states an agreement may enter a state: the one place that knows.
TRANSITIONS = {
    "active": ("draft", "suspended"),
    "suspended": ("active",),
    "closed": ("draft", "active", "suspended"),
}


class ChannelAgreement(models.Model):
    """The terms under which one seller serves one buyer.

    Price list, payment term and credit limit are not stored here: they are the
    partner's company-dependent values for the seller, read and written through, so
    that core, portal and reports all use the same truth.
    """

    _name = "channel.agreement"
    _description = "Channel Agreement"
    _inherit = ["mail.thread", "mail.activity.mixin", "channel.reference.guard"]
    _order = "company_id, priority, id"
    _rec_names_search = ["node_id.name", "node_id.code"]
    _check_company_auto = True

    _visible_fields = (
        "node_id",
        "grade_id",
        "pricelist_id",
        "payment_term_id",
        "warehouse_id",
        "carrier_id",
    )

    company_id = fields.Many2one(
        "res.company",
        string="Seller",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    seller_node_id = fields.Many2one(
        related="company_id.channel_node_id", store=True, index=True
    )
    node_id = fields.Many2one(
        "channel.node",
        string="Buyer",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    partner_id = fields.Many2one(related="node_id.partner_id", string="Customer")
    tier_id = fields.Many2one(related="node_id.tier_id", store=True)
    categ_ids = fields.Many2many(
        "product.category",
        string="Scope",
        help="Product categories that this agreement covers; empty means all.",
    )
    grade_id = fields.Many2one(
        "channel.grade", check_company=True, index="btree_not_null", tracking=True
    )
    territory_id = fields.Many2one(
        "channel.territory",
        compute="_compute_territory_id",
        store=True,
        readonly=False,
        index="btree_not_null",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        index="btree_not_null",
        tracking=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    warehouse_id = fields.Many2one("stock.warehouse", check_company=True)
    carrier_id = fields.Many2one("delivery.carrier", check_company=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    pricelist_id = fields.Many2one(
        "product.pricelist",
        compute="_compute_terms",
        inverse="_inverse_pricelist_id",
        check_company=True,
    )
    payment_term_id = fields.Many2one(
        "account.payment.term",
        compute="_compute_terms",
        inverse="_inverse_payment_term_id",
        check_company=True,
    )
    credit_limit = fields.Monetary(
        compute="_compute_terms",
        inverse="_inverse_credit_limit",
        help="In the seller's currency. Zero means that no limit is kept.",
    )
    min_order_amount = fields.Monetary(
        string="Minimum Order",
        tracking=True,
        help="Least order amount before tax, in the seller's currency.",
    )
    priority = fields.Integer(
        default=10,
        help="A buyer with several sellers asks the lowest number first.",
    )
    date_start = fields.Date(
        default=lambda self: self.env.company._get_channel_today()
    )
    date_end = fields.Date()
    state = fields.Selection(
        AGREEMENT_STATES,
        default="draft",
        required=True,
        index=True,
        tracking=True,
    )
    is_own_seller = fields.Boolean(
        compute="_compute_is_own_seller",
        help="Whether the user works for the seller at the moment.",
    )
    state_reason = fields.Char(readonly=True, copy=False, tracking=True)

    _pair_unique = models.UniqueIndex(
        "(company_id, node_id) WHERE state <> 'closed'",
        "This seller already has an open agreement with this buyer.",
    )
    _dates_ordered = models.Constraint(
        "CHECK (date_end IS NULL OR date_start IS NULL OR date_end >= date_start)",
        "The end of an agreement cannot lie before its start.",
    )
    _min_order_positive = models.Constraint(
        "CHECK (min_order_amount >= 0)", "The minimum order cannot be negative."
    )

    @api.depends("node_id.name", "company_id.name")
    def _compute_display_name(self):
        for agreement in self.sudo():
            agreement.display_name = (
                f"{agreement.company_id.name or ''} → {agreement.node_id.name or ''}"
            )

    @api.depends("company_id")
    @api.depends_context("allowed_company_ids")
    def _compute_is_own_seller(self):
        for agreement in self:
            agreement.is_own_seller = agreement.company_id in self.env.companies

    @api.depends("node_id")
    def _compute_territory_id(self):
        for agreement in self:
            agreement.territory_id = agreement.node_id.territory_id

    def _terms_partner(self):
        """The buyer's partner, seen with the seller's company-dependent values."""
        self.ensure_one()
        return self.sudo().partner_id.with_company(self.company_id)

    @api.depends("company_id", "node_id.partner_id")
    def _compute_terms(self):
        for agreement in self:
            partner = agreement._terms_partner()
            agreement.pricelist_id = partner.specific_property_product_pricelist
            agreement.payment_term_id = partner.property_payment_term_id
            agreement.credit_limit = (
                partner.credit_limit if partner.use_partner_credit_limit else 0.0
            )

    def _inverse_pricelist_id(self):
        for agreement in self:
            partner = agreement._terms_partner()
            partner.specific_property_product_pricelist = agreement.pricelist_id

    def _inverse_payment_term_id(self):
        for agreement in self:
            agreement._terms_partner().property_payment_term_id = (
                agreement.payment_term_id
            )

    def _inverse_credit_limit(self):
        for agreement in self:
            partner = agreement._terms_partner()
            limit = agreement.credit_limit
            partner.use_partner_credit_limit = bool(limit)
            partner.credit_limit = limit

    @api.constrains("company_id", "node_id")
    def _check_parties(self):
        for agreement in self.sudo():
            if not agreement.seller_node_id:
                raise ValidationError(
                    self.env._(
                        "Seller: %(company)s does not stand in the channel. Open it "
                        "as an enterprise first.",
                        company=agreement.company_id.name,
                    )
                )
            if agreement.node_id == agreement.seller_node_id:
                raise ValidationError(
                    self.env._("Buyer: an enterprise cannot buy from itself.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_buyer_allowed(vals)
        agreements = super().create([self._add_first_day(vals) for vals in vals_list])
        agreements._grant_portal_company()
        agreements._set_transit_locations()
        return agreements

    @api.model
    def _add_first_day(self, vals):
        """``vals`` with the seller's today, which may be another than the user's."""
        if not vals.get("company_id") or "default_date_start" in self.env.context:
            return vals
        seller = self.env["res.company"].browse(vals["company_id"])
        return {"date_start": seller._get_channel_today(), **vals}

    @api.model
    def _check_buyer_allowed(self, vals):
        """Agree with known parties only: an agreement makes its buyer visible."""
        if vals.get("node_id"):
            self.env["channel.node"].browse(vals["node_id"]).check_access("read")

    def write(self, vals):
        self._check_buyer_allowed(vals)
        result = super().write(vals)
        if vals.get("state") == "closed":
            # an insert is not delayed as an update is: make room for the next one
            self.flush_recordset(["state"])
        if "company_id" in vals:
            self.check_access("write")  # of the new seller too
        if {"state", "node_id", "company_id"} & vals.keys():
            self._grant_portal_company()
        if {"company_id", "node_id"} & vals.keys():
            self._set_transit_locations()
        return result

    def _grant_portal_company(self):
        """Let the buyer's portal users pass core's company rules of this seller.

        Core hides documents of companies that are not in a portal user's companies;
        what such a user sees inside them is still only its own legal entity's.
        """
        for company, agreements in self.sudo().grouped("company_id").items():
            partners = agreements.filtered(lambda a: a.state != "draft").partner_id
            users = self.env["res.users"].sudo()._portal_users_of(partners)
            missing = users.filtered(
                lambda user, c=company: c not in user.company_ids
                and user._is_vouched_by(c)
            )
            missing.write({"company_ids": [fields.Command.link(company.id)]})

    @api.model
    def get_import_templates(self):
        return [
            {
                "label": self.env._("Import Template for Agreements"),
                "template": "/fmcg_channel/static/csv/channel_agreement.csv",
            }
        ]

    @api.model
    def _find_for_pairs(self, pairs):
        """The agreements of many (buyer node id, company id) pairs in one query.

        An agreement that is not closed is preferred; among closed ones the newest.

        :param pairs: iterable of ``(node_id, company_id)``
        :return: dict from pair to ``channel.agreement`` (empty record if none)
        """
        pairs = set(pairs)
        found = dict.fromkeys(pairs, self.browse())
        agreements = self.sudo().search(
            Domain("node_id", "in", [node for node, _company in pairs])
            & Domain("company_id", "in", [company for _node, company in pairs]),
            order="id",
        )
        for agreement in agreements.sorted(lambda a: a.state != "closed"):
            pair = (agreement.node_id.id, agreement.company_id.id)
            if pair in found:
                found[pair] = agreement
        return found

    def _order_blocker(self, date=None):
        """Why nothing can be ordered under this agreement at ``date``; without one, today
        where the seller is.

        :return: a translated sentence, or ``False`` when ordering is allowed
        """
        self.ensure_one()
        date = date or self.sudo().company_id._get_channel_today()
        name = self.sudo().display_name
        if self.node_id.sudo().state != "active":
            return self.env._("The buyer %s is not active.", self.node_id.sudo().name)
        if self.state != "active":
            state = dict(self._fields["state"]._description_selection(self.env))
            return self.env._(
                "The agreement %(name)s is not active: %(state)s. %(reason)s",
                name=name,
                state=state[self.state],
                reason=self.state_reason or "",
            ).strip()
        if self.date_start and date < self.date_start:
            return self.env._(
                "The agreement %(name)s starts on %(date)s.",
                name=name,
                date=self.date_start,
            )
        if self.date_end and date > self.date_end:
            return self.env._(
                "The agreement %(name)s ended on %(date)s.",
                name=name,
                date=self.date_end,
            )
        return False

    def _covers(self, products):
        """The products that lie in the agreement's scope."""
        self.ensure_one()
        scope = self.sudo().categ_ids
        if not scope:
            return products
        covered = self.env["product.category"].search([("id", "child_of", scope.ids)])
        return products.filtered(lambda product: product.categ_id in covered)

    def _set_state(self, state, reason=False):
        """Move to ``state``; refuse with the reason when the way is not open."""
        check_transition(self, state, TRANSITIONS)
        in_step(self).write({"state": state, "state_reason": reason})

    def action_activate(self):
        self._set_state("active")

    def action_suspend(self):
        return self.env["channel.state.reason"]._open_for(self, "suspended")

    def action_resume(self):
        self._set_state("active")

    def action_close(self):
        return self.env["channel.state.reason"]._open_for(self, "closed")
