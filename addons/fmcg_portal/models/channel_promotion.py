from odoo import api, models
from odoo.tools import format_date

from odoo.addons.fmcg_promotion.engine import definition as engine
from odoo.addons.fmcg_promotion.engine import result as outcomes

# Why nothing is given, as far as it concerns the buyer: the rest is the seller's affair
TOLD_REASONS = (outcomes.BUDGET, outcomes.NO_STOCK)
ICONS = {
    engine.GIFT: "fa-gift",
    engine.BUNDLE: "fa-cubes",
    engine.FREIGHT: "fa-truck",
}


class ChannelPromotion(models.Model):
    """What a buyer reads of a promotion: not for whom else it is, who pays, and how
    large its budget is."""

    _inherit = "channel.promotion"

    @api.model
    def _get_told_products(self, products):
        """A buyer reads only of products that it is offered; see
        ``channel.agreement._get_shop_promotions``."""
        told = super()._get_told_products(products)
        offered = self.env.context.get("told_product_ids")
        if not isinstance(offered, frozenset):  # a client's, if anything
            return told
        return told.filtered(lambda product: product.id in offered)

    def _prepare_buyer_card(self):
        """One promotion on a page of the buyer's: dict of texts."""
        self.ensure_one()
        end = self.date_end and format_date(self.env, self.date_end)
        return {
            "id": self.id,
            "name": self.name,
            "icon": ICONS.get(self.kind, "fa-tag"),
            "texts": self._get_buyer_sentences(),
            "until": end or "",
        }

    def _get_buyer_sentences(self):
        """The summary without the audience: the buyer is in it, others are not told."""
        self.ensure_one()
        sentences = [
            *self._say_benefits(),
            *self._say_restrictions(),
            *self._say_weekdays(),
        ]
        if self.first_order:
            sentences.append(self.env._("For your first order only."))
        return [*sentences, *self._say_untaxed(sentences)]

    def _say_untaxed(self, texts):
        """Promotions reckon without tax. Where the prices beside them are with tax, that
        has to be said.

        :param texts: what the buyer reads of this promotion
        """
        self.ensure_one()
        speaks_of_money = any(self.currency_id.symbol in text for text in texts)
        if speaks_of_money and self.company_id._shows_prices_with_tax():
            return [self.env._("These amounts are without tax.")]
        return []

    def _say_budget_end(self, measure):
        """Which budget is at its end is the seller's affair."""
        if self.env.context.get("told_to_buyer"):
            return self.env._("It has been used up.")
        return super()._say_budget_end(measure)

    def _say_cut(self, measure):
        if measure in ("", outcomes.NO_STOCK) or not self.env.context.get("told_to_buyer"):
            return super()._say_cut(measure)
        return self.env._("There was not more left of this promotion.")
