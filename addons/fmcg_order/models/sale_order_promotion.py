from odoo import api, models

from odoo.addons.fmcg_promotion.engine.result import BUDGET

from ..engine.blocker import WARN, Blocker


class SaleOrder(models.Model):
    """Promotions of an order that was handed in are those of that moment."""

    _inherit = "sale.order"

    def _are_promotions_fixed(self):
        """What was submitted has been decided about as it stands."""
        return super()._are_promotions_fixed() or bool(self.submitted_date)

    def _get_promotion_moment(self):
        """The buyer ordered in time, however long others take to agree."""
        return self.submitted_date or super()._get_promotion_moment()

    def _holds_promotion_budget(self):
        """What is submitted holds its part of budgets until it is refused."""
        return super()._holds_promotion_budget() or bool(
            self.submitted_date and self.state in ("draft", "sent")
        )

    @api.model
    def _get_promotion_holding_fields(self):
        """Submitting reserves; taking a submitted order back gives back."""
        return super()._get_promotion_holding_fields() | {"submitted_date"}

    def _collect_blockers(self):
        return super()._collect_blockers() + self._collect_promotion_blockers()

    def _collect_promotion_blockers(self):
        """Promotions that the order would get, were their budget not used up."""
        self.ensure_one()
        Promotion = self.env["channel.promotion"].sudo()
        return [
            Blocker(
                "promotion_budget",
                self.env._(
                    "%(promotion)s: %(why)s",
                    promotion=Promotion.browse(one["promotion"]).name,
                    why=Promotion.browse(one["promotion"])._say_refused(one),
                ),
                WARN,
            )
            for one in (self.sudo().promotion_result or {}).get("refused", ())
            if one["reason"] == BUDGET
        ]

    @api.model
    def _get_gate_dependencies(self):
        return [*super()._get_gate_dependencies(), "promotion_result"]
