from odoo import api, models

from odoo.addons.fmcg_order.engine.blocker import WARN, Blocker

from ..engine.result import BUDGET


class SaleOrder(models.Model):
    """What the gate says about promotions."""

    _inherit = "sale.order"

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
