from odoo import api, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.fmcg_channel.words import join_names

# What the buttons write
RESULT_FIELDS = {"state"}
# What an order was given by; it stands still once the promotion is released or used.
TERMS = {
    "company_id",
    "currency_id",
    "kind",
    "date_start",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "tier_ids",
    "territory_ids",
    "grade_ids",
    "node_ids",
    "first_order",
    "coupon_required",
    "for_portal",
    "for_salesperson",
    "for_import",
    "level",
    "measure",
    "uom_id",
    "threshold_basis",
    "product_ids",
    "categ_ids",
    "brand_ids",
    "excluded_product_ids",
    "target_product_ids",
    "target_categ_ids",
    "target_brand_ids",
    "benefit_basis",
    "amount_per",
    "repeat",
    "most_times",
    "gift_choice",
    "same_product",
    "shortage",
    "bundle_price",
    "gift_account_id",
    "group_id",
    "return_rule",
}


class ChannelPromotion(models.Model):
    """Draft, released, stopped: what may be done when."""

    _inherit = "channel.promotion"

    def action_release(self):
        """Offer the promotion to buyers from its first day on."""
        self.check_access("write")
        self._check_state("draft", "stopped")
        self._ensure_funders()
        self._check_releasable()
        self._set_state("released")

    def action_stop(self):
        """Offer it no more; orders that have it keep it."""
        self.check_access("write")
        self._check_state("released")
        self._set_state("stopped")

    def action_draft(self):
        """Take it back to change its terms."""
        self.check_access("write")
        self._check_state("released", "stopped")
        used = self._filter_used()
        if used:
            raise UserError(
                self.env._(
                    "%s has been given to customers and stays as it is. Stop it and "
                    "make a copy.",
                    used[0].name,
                )
            )
        self._set_state("draft")

    def action_open_generate(self):
        """Ask how many coupon codes to make."""
        self.ensure_one()
        self.check_access("write")
        return self.env["channel.coupon.generate"]._open_for(self)

    def _set_state(self, state):
        self.sudo().write({"state": state})

    def _check_state(self, *states):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for promotion in self:
            if promotion.state not in states:
                raise UserError(
                    self.env._(
                        "%(promotion)s is in state %(state)s; this is for promotions in "
                        "state: %(states)s. Open it again to see what it is now.",
                        promotion=promotion.name,
                        state=labels[promotion.state],
                        states=join_names(self.env, [labels[state] for state in states]),
                    )
                )

    def _filter_used(self):
        """Those that have given something to somebody.

        Other add-ons add what they know of: ``super()._filter_used() | ...``.
        """
        promotions = self.sudo()
        counted = (
            self.env["channel.promotion.usage"]
            .sudo()
            ._read_group(
                [("budget_id.promotion_id", "in", promotions.ids), ("used", "!=", 0)],
                ["budget_id"],
            )
        )
        coupons = (
            self.env["channel.coupon"]
            .sudo()
            ._read_group(
                [("promotion_id", "in", promotions.ids), ("used", "!=", 0)],
                ["promotion_id"],
            )
        )
        used = {budget.promotion_id.id for (budget,) in counted}
        used |= {promotion.id for (promotion,) in coupons}
        counted = self.filtered(lambda promotion: promotion.id in used)
        return counted | self._filter_applied() | self._filter_booked()

    def _check_terms_open(self):
        """Refuse to change what customers were promised or given."""
        fixed = self.filtered(lambda promotion: promotion.state == "released")
        fixed = fixed or self._filter_used()
        if fixed:
            raise UserError(
                self.env._(
                    "%s is released or has been used. Its name, sequence and box Stop "
                    "Later Promotions may change, its end may be moved to a later day, "
                    "and its budgets may get other limits. For anything else: stop it "
                    "and make a copy.",
                    fixed[0].name,
                )
            )

    def _check_terms_kept(self, vals):
        names = TERMS & vals.keys()
        changing = self.filtered(
            lambda promotion: (
                promotion._ends_earlier(vals)
                or any(promotion._differs(name, vals[name]) for name in names)
            )
        )
        changing._check_terms_open()

    def _ends_earlier(self, vals):
        """Whether the promotion would end before the day that was promised."""
        if "date_end" not in vals or not self._differs("date_end", vals["date_end"]):
            return False
        field = self._fields["date_end"]
        new = field.convert_to_cache(vals["date_end"], self)
        return bool(new) and (not self.date_end or new < self.date_end)

    def _differs(self, name, value):
        """Whether writing ``value`` changes the field."""
        self.ensure_one()
        field = self._fields[name]
        new = field.convert_to_record(field.convert_to_cache(value, self), self)
        return new != self[name]

    @api.model
    def _check_not_result(self, vals):
        if not self.env.su and any(
            vals.get(name, "draft") != "draft" or (self and name in vals)
            for name in RESULT_FIELDS
        ):
            raise AccessError(
                self.env._("A promotion is released and stopped with its buttons.")
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_known(self):
        known = self.filtered(lambda promotion: promotion.state == "released")
        known = known or self._filter_used()
        if known:
            raise UserError(
                self.env._(
                    "%s is released or has been used and cannot be deleted. Stop it and "
                    "archive it.",
                    known[0].name,
                )
            )
