"""Which promotions a shop shows to a buyer, and at which products.

Promotions, scopes and baskets are those of ``fmcg_promotion.engine``.
"""

from dataclasses import dataclass


def speaking(book, basket):
    """The promotions of ``book`` that speak to the basket's buyer, in the order of work.

    What the basket holds does not matter; its coupons, day and channel do.
    """
    found = [one for one in book.promotions.values() if _speaks_to(one, basket)]
    return sorted(found, key=lambda promotion: promotion.turn)


def _speaks_to(promotion, basket):
    return (
        promotion.currency == basket.currency
        and (not promotion.coupon or promotion.id in basket.coupons)
        and promotion.audience.has(basket)
    )


def names(promotion, line):
    """Whether a promotion names the line's product, or its category or brand; one that
    is about everything does not."""
    if promotion.components:
        return any(line.product in part.products for part in promotion.components)
    scopes = [scope for scope in (promotion.scope, promotion.target) if scope]
    return any(not scope.is_open and scope.has(line) for scope in scopes)


def gives_choice_of(promotion, product):
    """Whether the buyer may choose ``product`` among the promotion's gifts."""
    return promotion.one_gift and any(
        gift.product == product for step in promotion.steps for gift in step.gifts
    )


def named_products(promotions):
    """Ids of all products that promotions name as bought, excluded or cheaper."""
    named = set()
    for promotion in promotions:
        for scope in (promotion.scope, promotion.target):
            named |= scope.products | scope.excluded if scope else set()
        for part in promotion.components:
            named |= part.products
    return named


@dataclass(frozen=True)
class Assortment:
    """What a buyer is offered, as far as promotions name it.

    :param products: those that promotions name and the buyer is offered
    :param categories: of all that the buyer is offered, with the categories above
    :param brands: of all that the buyer is offered
    """

    products: frozenset = frozenset()
    categories: frozenset = frozenset()
    brands: frozenset = frozenset()

    def meets(self, promotion):
        """Whether the buyer can buy what a promotion is about.

        Others would speak of products that the buyer is not to know of.
        """
        if promotion.components:
            return all(self.products & part.products for part in promotion.components)
        scopes = [scope for scope in (promotion.scope, promotion.target) if scope]
        return all(self._meets_scope(scope) for scope in scopes)

    def _meets_scope(self, scope):
        return bool(
            scope.is_open
            or self.products & (scope.products - scope.excluded)
            or self.categories & scope.categories
            or self.brands & scope.brands
        )
