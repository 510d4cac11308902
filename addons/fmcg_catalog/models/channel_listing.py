from odoo import api, fields, models
from odoo.fields import Domain

from ..engine import listing as engine


class ChannelListing(models.Model):
    """A seller's word on which products which of its buyers may order.

    The most specific rule decides (``engine/listing.py``): first by audience, then a
    product beats a category and a deeper category a shallower one; among equals
    unlisting wins. ``product.active`` is never touched.
    """

    _name = "channel.listing"
    _description = "Listing Rule"
    _inherit = ["channel.audience.mixin", "mail.thread"]
    _order = "company_id, id desc"
    _rec_names_search = ["product_tmpl_id.name", "categ_id.name", "note"]
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company",
        string="Seller",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    is_listed = fields.Boolean(
        string="Listed",
        default=True,
        tracking=True,
        help="Ticked: the products may be ordered. Not ticked: they may not.",
    )
    audience = fields.Selection(tracking=True)
    tier_id = fields.Many2one(tracking=True)
    territory_id = fields.Many2one(tracking=True)
    grade_id = fields.Many2one(tracking=True)
    node_id = fields.Many2one(tracking=True)
    product_tmpl_id = fields.Many2one(
        "product.template",
        string="Product",
        check_company=True,
        index="btree_not_null",
        ondelete="cascade",
        tracking=True,
    )
    categ_id = fields.Many2one(
        "product.category",
        string="Category",
        index="btree_not_null",
        ondelete="cascade",
        tracking=True,
        help="With all categories below. Without product and category the rule is about "
        "all products.",
    )
    date_start = fields.Date(
        string="From",
        tracking=True,
        help="First day, in the seller's time zone. Empty: from the beginning.",
    )
    date_end = fields.Date(
        string="Until",
        tracking=True,
        help="Last day, in the seller's time zone. Empty: without end.",
    )
    note = fields.Char()
    active = fields.Boolean(default=True, tracking=True)
    force = fields.Selection(
        [("future", "Future"), ("now", "In Force"), ("ended", "Ended")],
        compute="_compute_force",
        search="_search_force",
    )

    _one_target = models.Constraint(
        "CHECK (product_tmpl_id IS NULL OR categ_id IS NULL)",
        "Product: a rule is about one product or one category. Leave one of them empty.",
    )
    _dates_ordered = models.Constraint(
        "CHECK (date_end IS NULL OR date_start IS NULL OR date_end >= date_start)",
        "Until: the last day cannot lie before the first one. Choose a later day.",
    )
    _company_audience_idx = models.Index("(company_id, audience) WHERE active")

    @api.depends("is_listed", "product_tmpl_id", "categ_id", "audience_name")
    def _compute_display_name(self):
        for rule in self:
            what = rule.product_tmpl_id.display_name or rule.categ_id.display_name
            names = {
                "what": what or self.env._("all products"),
                "whom": rule.audience_name,
            }
            rule.display_name = (
                self.env._("List %(what)s: %(whom)s", **names)
                if rule.is_listed
                else self.env._("Unlist %(what)s: %(whom)s", **names)
            )

    @api.depends("date_start", "date_end", "company_id")
    def _compute_force(self):
        for rule in self:
            today = rule.company_id._get_channel_today()
            rule.force = "now"
            if rule.date_start and rule.date_start > today:
                rule.force = "future"
            elif rule.date_end and rule.date_end < today:
                rule.force = "ended"

    @api.model
    def _search_force(self, operator, value):
        if operator != "in":
            return NotImplemented
        companies = self.env.companies.sudo()
        days = companies.grouped(lambda company: company._get_channel_today())
        return Domain.OR(
            Domain("company_id", "in", group.ids) & self._get_dates_domain(force, day)
            for day, group in days.items()
            for force in value
        )

    @api.model
    def _get_dates_domain(self, force, day):
        future = Domain("date_start", ">", day)
        ended = Domain("date_end", "<", day)
        return {"future": future, "ended": ended & ~future, "now": ~future & ~ended}[
            force
        ]

    def write(self, vals):
        result = super().write(vals)
        if "company_id" in vals:
            self.check_access("write")  # of the new seller too
        return result

    def _get_engine_rule(self, closeness):
        """This rule for the engine, for a buyer that it speaks to ``closeness``."""
        self.ensure_one()
        if self.product_tmpl_id:
            kind, target, depth = engine.PRODUCT, self.product_tmpl_id.id, 0
        elif self.categ_id:
            kind, target = engine.CATEGORY, self.categ_id.id
            depth = self.categ_id.parent_path.count("/")
        else:
            kind, target, depth = engine.ALL, 0, 0
        return engine.Rule(self.id, closeness, kind, depth, target, self.is_listed)
