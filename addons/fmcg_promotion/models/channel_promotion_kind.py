from odoo import api, models

from ..engine import definition as engine

# What a step of each kind may give; exactly one of them.
BENEFITS = {
    engine.ORDER: ("amount", "percent"),
    engine.LINE_PERCENT: ("percent",),
    engine.LINE_AMOUNT: ("amount",),
    engine.LINE_PRICE: ("price",),
    engine.NTH: ("percent", "price"),
    engine.FREIGHT: ("percent", "amount"),
}
# Kinds whose benefit goes to no products of the order
UNTARGETED = (engine.GIFT, engine.BUNDLE, engine.FREIGHT)
# Kinds that can be given again each time their threshold is reached
REPEATABLE = (engine.ORDER, engine.LINE_AMOUNT, engine.GIFT)


class ChannelPromotion(models.Model):
    """What depends on the kind of benefit."""

    _inherit = "channel.promotion"

    @api.onchange("kind")
    def _onchange_kind(self):
        """Suggest what most promotions of the kind look at."""
        if self.kind == engine.NTH:
            self.measure = engine.QUANTITY
        if self.kind in (engine.ORDER, engine.FREIGHT):
            self.level = engine.WHOLE_ORDER
        elif self.level == engine.WHOLE_ORDER and self.kind != engine.GIFT:
            self.level = engine.SET

    @api.depends("kind")
    def _compute_return_rule(self):
        """A gift cannot be given back in part: what is kept has to earn it."""
        for promotion in self:
            again = promotion.kind == engine.GIFT
            promotion.return_rule = engine.RECONSIDER if again else engine.PROPORTIONAL

    def _get_unit_factor(self):
        """Reference units in one unit of thresholds, prices and amounts."""
        self.ensure_one()
        return (self._needs_unit() and self.uom_id.factor) or 1.0

    def _needs_unit(self):
        """Whether something of the promotion is said in a unit."""
        self.ensure_one()
        return (
            self.kind in (engine.NTH, engine.LINE_PRICE)
            or (self.kind == engine.LINE_AMOUNT and self.amount_per == "unit")
            or (self.kind == engine.GIFT and self.same_product)
            or (self.kind != engine.BUNDLE and self.measure == engine.QUANTITY)
        )

    def _is_repeated(self):
        self.ensure_one()
        return self.repeat and self.kind in REPEATABLE

    def _has_target(self):
        """Whether other products than those that are counted get the benefit."""
        self.ensure_one()
        named = (
            self.target_product_ids or self.target_categ_ids or self.target_brand_ids
        )
        return bool(named) and self.kind not in UNTARGETED

    def _is_limited(self):
        """Whether ``most_times`` has a meaning."""
        self.ensure_one()
        return self._is_repeated() or self.kind in (engine.NTH, engine.BUNDLE)
