from decimal import Decimal

from odoo import models
from odoo.fields import Domain

from odoo.addons.fmcg_promotion.engine.basket import Line

from ..engine import offers

# So many promotions stand on the card of a product, the rest on their own page
SHOWN = 3


class ChannelAgreement(models.Model):
    """The promotions that a buyer is told of: those that speak to it, of products that
    it is offered."""

    _inherit = "channel.agreement"

    def _get_speaking_promotions(self, coupons):
        """What the engine has to say to the buyer now.

        :param coupons: ``channel.coupon`` that the buyer has entered
        :return: list of the engine's ``Promotion``, in the order of work
        """
        self.ensure_one()
        # sudo: the agreement is the buyer's own; what is not for it is left out here
        book = self.env["channel.promotion"].sudo()._get_book(self.company_id)
        if not book.promotions:
            return []
        order = self.env["sale.order"]._preview_portal_order(
            self, {}, coupon_ids=coupons.ids
        )
        return offers.speaking(book, order._prepare_basket(self, book))

    def _get_shop_promotions(self, coupons):
        """The promotions to show to the buyer.

        :return: dict from ``channel.promotion``, which names only what the buyer may
            know of, to the engine's ``Promotion``; in the order of work
        """
        speaking = self._get_speaking_promotions(coupons)
        assortment = self._get_assortment(speaking)
        shown = {one.id: one for one in speaking if assortment.meets(one)}
        promotions = (
            self.env["channel.promotion"]
            .sudo()
            .with_company(self.company_id)
            .with_context(
                active_test=False,
                display_default_code=False,
                told_product_ids=assortment.products,
            )
            .browse(shown)
        )
        return {promotion: shown[promotion.id] for promotion in promotions}

    def _get_assortment(self, promotions):
        """The engine's ``Assortment`` for ``promotions``, in three queries."""
        if not promotions:
            return offers.Assortment()
        Order = self.env["sale.order"]
        named = Order._find_portal_products(self, list(offers.named_products(promotions)))
        Product = self.env["product.product"].sudo().with_company(self.company_id)
        domain = Domain(Order._get_channel_products_domain(self))
        groups = Product._read_group(domain, ["categ_id", "product_brand_id"])
        paths = {categ.parent_path or "" for categ, _brand in groups}
        return offers.Assortment(
            products=frozenset(named.ids),
            categories=frozenset(
                int(id_) for path in paths for id_ in path.split("/") if id_
            ),
            brands=frozenset(brand.id for _categ, brand in groups if brand),
        )

    def _get_shop_badges(self, products, promotions):
        """The promotions that name each product; no query of its own for each.

        :param promotions: as of :meth:`_get_shop_promotions`
        :return: dict from product to a dict with ``shown``, a list of
            ``_prepare_buyer_card``, and how many ``more`` there are; products that no
            promotion names are left out
        """
        found = {}
        for product in products if promotions else ():
            line = self._prepare_shop_line(product)
            named = [one for one, rule in promotions.items() if offers.names(rule, line)]
            if named:
                found[product] = named
        shown = {one for named in found.values() for one in named[:SHOWN]}
        cards = {promotion: promotion._prepare_buyer_card() for promotion in shown}
        return {
            product: {
                "shown": [cards[promotion] for promotion in named[:SHOWN]],
                "more": len(named[SHOWN:]),
            }
            for product, named in found.items()
        }

    def _prepare_shop_line(self, product):
        path = product.categ_id.parent_path or ""
        return Line(
            key=product.id,
            product=product.id,
            quantity=Decimal(1),
            amount=Decimal(0),
            template=product.product_tmpl_id.id,
            categories=frozenset(int(id_) for id_ in path.split("/") if id_),
            brand=product.product_brand_id.id or 0,
        )

    def _get_promotion_cards(self, coupons):
        """All promotions to show to the buyer, with what is left for it.

        :return: list of ``_prepare_buyer_card`` with ``left``, a list of texts
        """
        promotions = self._get_shop_promotions(coupons)
        budgets = self.env["channel.promotion.budget"].sudo().search(
            [("promotion_id", "in", [promotion.id for promotion in promotions])]
        )
        left = budgets._get_left_for(self.node_id)
        by_promotion = {}
        for budget, rest in left.items():
            by_promotion.setdefault(budget.promotion_id.id, []).append(
                budget._describe_left_for_buyer(rest)
            )
        return [
            promotion._prepare_buyer_card()
            | {"left": by_promotion.get(promotion.id, [])}
            for promotion in promotions
        ]
