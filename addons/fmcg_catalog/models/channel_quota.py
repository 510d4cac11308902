from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..engine import quota as engine
from ..engine.periods import Period

# What is counted may not change under a quota that has counted.
COUNTING_FIELDS = {
    "company_id",
    "product_tmpl_id",
    "uom_id",
    "period",
    "scope",
    "node_id",
}


class ChannelQuota(models.Model):
    """How much of a product a seller's buyers may have confirmed in a period.

    What is used stands in ``channel.quota.usage``, one row for each period and, where
    buyers are counted on their own, each buyer; ``channel.quota.entry`` says by what.
    """

    _name = "channel.quota"
    _description = "Quota"
    _inherit = ["channel.reference.guard", "mail.thread"]
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
        ondelete="restrict",
        tracking=True,
    )
    quantity = fields.Float(
        string="Limit",
        digits="Product Unit",
        required=True,
        tracking=True,
        help="Most that may be confirmed in one period, in the quota's unit.",
    )
    uom_id = fields.Many2one(
        "uom.uom",
        string="Unit",
        compute="_compute_uom_id",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        domain="[('id', 'in', allowed_uom_ids)]",
    )
    allowed_uom_ids = fields.Many2many(
        "uom.uom", string="Allowed Units", compute="_compute_allowed_uom_ids"
    )
    period = fields.Selection(
        [
            (engine.ONCE, "Once"),
            ("day", "A day"),
            ("week", "A week"),
            ("month", "A month"),
            ("year", "A year"),
        ],
        default="month",
        required=True,
        tracking=True,
        help="When the quota starts anew. A week begins on Monday.",
    )
    scope = fields.Selection(
        [
            (engine.EACH, "Every buyer on its own"),
            (engine.NODE, "One customer"),
            (engine.SUBTREE, "A customer and all below, together"),
            (engine.EVERYBODY, "All buyers together"),
        ],
        default=engine.EACH,
        required=True,
        tracking=True,
    )
    node_id = fields.Many2one(
        "channel.node",
        string="Customer",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
    )
    date_start = fields.Date(string="From", tracking=True)
    date_end = fields.Date(string="Until", tracking=True)
    active = fields.Boolean(default=True, tracking=True)
    usage_ids = fields.One2many(
        "channel.quota.usage",
        "quota_id",
        readonly=True,
        groups="fmcg_channel.group_salesperson,fmcg_channel.group_customer_service",
    )
    used = fields.Float(
        string="Used now",
        digits="Product Unit",
        compute="_compute_used",
        compute_sudo=True,
        help="By all buyers, in the period that has today.",
    )
    left = fields.Float(
        string="Left now",
        digits="Product Unit",
        compute="_compute_used",
        compute_sudo=True,
    )

    _quantity_positive = models.Constraint(
        "CHECK (quantity >= 0)",
        "Limit: it cannot be negative. Give 0 when nothing may be ordered.",
    )
    _node_named = models.Constraint(
        "CHECK ((scope IN ('node', 'subtree')) = (node_id IS NOT NULL))",
        "Outlet: name the outlet that the quota is for; no other scope has one.",
    )
    _dates_ordered = models.Constraint(
        "CHECK (date_end IS NULL OR date_start IS NULL OR date_end >= date_start)",
        "Until: the last day cannot lie before the first one. Choose a later day.",
    )

    @api.depends("product_tmpl_id")
    def _compute_uom_id(self):
        for quota in self:
            if quota.uom_id not in quota.allowed_uom_ids:
                quota.uom_id = quota.product_tmpl_id.uom_id

    @api.depends("product_tmpl_id")
    def _compute_allowed_uom_ids(self):
        for quota in self:
            product = quota.product_tmpl_id
            quota.allowed_uom_ids = product.uom_id | product.uom_ids

    @api.depends("product_tmpl_id", "quantity", "uom_id", "period")
    def _compute_display_name(self):
        periods = dict(self._fields["period"]._description_selection(self.env))
        for quota in self:
            product = quota.product_tmpl_id.display_name or ""
            period = periods.get(quota.period, "").lower()
            unit = quota.uom_id.name or ""
            quota.display_name = f"{product}: {quota.quantity:g} {unit} {period}"

    @api.depends("usage_ids.used", "quantity", "period")
    def _compute_used(self):
        usages = self.env["channel.quota.usage"].search([("quota_id", "in", self.ids)])
        by_quota = usages.grouped("quota_id")
        for quota in self:
            start = (
                quota._get_engine_quota()
                .counter(engine.Buyer(0), quota.company_id._get_channel_today())
                .start
            )
            now = by_quota.get(quota._origin, usages.browse()).filtered(
                lambda usage, start=start: usage.period_start == start
            )
            quota.used = sum(now.mapped("used"))
            quota.left = max(quota.quantity - quota.used, 0.0)

    @api.onchange("scope")
    def _onchange_scope(self):
        if self.scope not in (engine.NODE, engine.SUBTREE):
            self.node_id = False

    @api.constrains("uom_id", "product_tmpl_id")
    def _check_unit(self):
        for quota in self:
            if quota.uom_id not in quota.allowed_uom_ids:
                raise ValidationError(
                    self.env._(
                        "Unit: %(product)s is not sold by %(unit)s. Add the unit to the "
                        "product's packagings, or choose another one.",
                        product=quota.product_tmpl_id.display_name,
                        unit=quota.uom_id.name,
                    )
                )

    def write(self, vals):
        self._check_not_counted(vals)
        result = super().write(vals)
        if "company_id" in vals:
            self.check_access("write")  # of the new seller too
        return result

    def _check_not_counted(self, vals):
        """What has been counted would be counted wrongly after such a change."""
        changed = self.sudo().filtered(
            lambda quota: quota.usage_ids and quota._changes_counting(vals)
        )
        if changed:
            raise UserError(
                self.env._(
                    "%s has counted orders already. Archive it and create another quota.",
                    changed[0].display_name,
                )
            )

    def _changes_counting(self, vals):
        names = COUNTING_FIELDS & vals.keys()
        stored = self._convert_to_write({name: self[name] for name in names})
        return any((stored[name] or False) != (vals[name] or False) for name in names)

    def _get_engine_quota(self):
        self.ensure_one()
        return engine.Quota(
            id=self.id,
            product=self.product_tmpl_id.id,
            limit=self.quantity,
            scope=self.scope,
            period=self.period,
            validity=Period(self.date_start or None, self.date_end or None),
            unit_factor=self.uom_id.factor or 1.0,
            node=self.node_id.id or 0,
            node_path=self.node_id.parent_path or "",
        )

    @api.model
    def _load_quotas(self, companies, templates):
        """The quotas of sellers for products, for the engine, whoever asks.

        :return: dict from company id to a dict from template id to engine quotas
        """
        quotas = self.sudo().with_context(active_test=True)
        found = quotas.search(
            Domain("company_id", "in", companies.ids)
            & Domain("product_tmpl_id", "in", templates.ids)
        )
        loaded = {company.id: {} for company in companies}
        for quota in found:
            products = loaded[quota.company_id.id]
            products.setdefault(quota.product_tmpl_id.id, []).append(
                quota._get_engine_quota()
            )
        return loaded

    def _say_exceeded(self, left):
        """Why an order uses too much: a translated sentence."""
        self.ensure_one()
        quota = self.sudo()
        unit = quota.uom_id.name
        periods = dict(self._fields["period"]._description_selection(self.env))
        names = {
            "product": quota.product_tmpl_id.display_name,
            "limit": f"{quota.quantity:g} {unit}",
            "period": periods[quota.period].lower(),
            "left": f"{round(max(left, 0.0), 2):g} {unit}",
        }
        return self.env._(
            "%(product)s: the quota is %(limit)s (%(period)s), and %(left)s are left. "
            "Order less.",
            **names,
        )
