from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..engine.periods import Period


class ChannelListingWizard(models.TransientModel):
    """List or unlist many products at once, for one audience and some days.

    On these days the new rules take the place of the rules that the same audience has
    for the same products; what those said on other days stays.
    """

    _name = "channel.listing.wizard"
    _description = "List or Unlist Products"
    _inherit = "channel.audience.mixin"
    _check_company_auto = True
    _channel_private = True

    company_id = fields.Many2one(
        "res.company",
        string="Seller",
        required=True,
        default=lambda self: self.env.company,
    )
    product_tmpl_ids = fields.Many2many(
        "product.template",
        string="Products",
        required=True,
        check_company=True,
        default=lambda self: self._default_products(),
    )
    decision = fields.Selection(
        [("list", "List"), ("unlist", "Unlist")], default="list", required=True
    )
    date_start = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env.company._get_channel_today(),
        help="First day, in the seller's time zone.",
    )
    date_end = fields.Date(
        string="Until", help="Last day, in the seller's time zone. Empty: without end."
    )
    note = fields.Char()

    @api.model
    def _default_products(self):
        if self.env.context.get("active_model") != "product.template":
            return False
        return [fields.Command.set(self.env.context.get("active_ids", []))]

    def action_apply(self):
        self.ensure_one()
        self._check_period()
        self._make_room()
        listings = self.env["channel.listing"].create(
            [self._prepare_listing_values(product) for product in self.product_tmpl_ids]
        )
        action = self.env["ir.actions.actions"]._for_xml_id(
            "fmcg_catalog.channel_listing_action"
        )
        return action | {"domain": [("id", "in", listings.ids)], "context": {}}

    def _check_period(self):
        if not self.product_tmpl_ids:
            raise UserError(self.env._("Products: choose at least one product."))
        if self.date_end and self.date_end < self.date_start:
            raise UserError(
                self.env._(
                    "Until: %(end)s lies before %(start)s. Choose a later day.",
                    end=self.date_end,
                    start=self.date_start,
                )
            )

    def _make_room(self):
        """Cut the days of the new rules out of the rules that they replace."""
        wanted = Period(self.date_start, self.date_end or None)
        for rule in self.env["channel.listing"].search(self._get_replaced_domain()):
            left = Period(rule.date_start or None, rule.date_end or None).without(wanted)
            for period in left[1:]:
                rule.copy({"date_start": period.start, "date_end": period.end})
            if left:
                rule.write({"date_start": left[0].start, "date_end": left[0].end})
            else:
                rule.active = False

    def _get_replaced_domain(self):
        domain = self._get_same_audience_domain() & Domain(
            "product_tmpl_id", "in", self.product_tmpl_ids.ids
        )
        domain &= Domain("date_end", "=", False) | Domain("date_end", ">=", self.date_start)
        if self.date_end:
            domain &= Domain("date_start", "=", False) | Domain(
                "date_start", "<=", self.date_end
            )
        return domain

    def _prepare_listing_values(self, product):
        return {
            "company_id": self.company_id.id,
            "product_tmpl_id": product.id,
            "audience": self.audience,
            "tier_id": self.tier_id.id,
            "territory_id": self.territory_id.id,
            "grade_id": self.grade_id.id,
            "node_id": self.node_id.id,
            "is_listed": self.decision == "list",
            "date_start": self.date_start,
            "date_end": self.date_end,
            "note": self.note,
        }
