"""All promotions of a seller, indexed by what they are about."""

from collections import defaultdict

from .basket import ZERO
from .definition import BUNDLE, FREIGHT, WHOLE_ORDER


class Book:
    """Finds the few promotions that a basket has to do with among thousands.

    How it works: a promotion stands under each product, template, category and brand
    that its scope names; those that name nothing, or measure the whole order, are
    asked each time. What a product is found under is remembered.
    """

    def __init__(self, promotions):
        self.promotions = {promotion.id: promotion for promotion in promotions}
        self._general = []
        self._index = defaultdict(list)
        self._found = {}
        for promotion in sorted(promotions, key=lambda one: one.turn):
            self._enter(promotion)

    def _enter(self, promotion):
        keys = self._get_keys(promotion)
        if not keys:
            self._general.append(promotion)
        for key in keys:
            self._index[key].append(promotion)

    @staticmethod
    def _get_keys(promotion):
        if promotion.kind == BUNDLE:
            products = {id_ for one in promotion.components for id_ in one.products}
            return [("product", id_) for id_ in sorted(products)]
        if promotion.kind == FREIGHT or promotion.level == WHOLE_ORDER:
            return []
        scope = promotion.scope
        return [
            *(("product", id_) for id_ in scope.products),
            *(("template", id_) for id_ in scope.templates),
            *(("category", id_) for id_ in scope.categories),
            *(("brand", id_) for id_ in scope.brands),
        ]

    def candidates(self, basket):
        """Promotions that speak to the basket's buyer and count something in it.

        :return: list of pairs of promotion and its lines of the scope, in the order
            of work
        """
        goods = sort_goods(basket.lines)
        found = {one.id: [] for one in self._general} if goods else {}
        for line in goods:
            for promotion in self._find(line):
                found.setdefault(promotion.id, []).append(line)
        for promotion in self._general if goods else ():
            found[promotion.id] = [line for line in goods if promotion.scope.has(line)]
        wanted = (
            (self.promotions[id_], lines)
            for id_, lines in found.items()
            if self._speaks_to(self.promotions[id_], basket)
        )
        return sorted(wanted, key=lambda pair: pair[0].turn)

    def _find(self, line):
        """Promotions under one of the line's keys, each once."""
        key = (line.product, line.template, line.categories, line.brand)
        if key not in self._found:
            keys = [
                ("product", line.product),
                ("template", line.template),
                ("brand", line.brand),
                *(("category", id_) for id_ in line.categories),
            ]
            hits = {one.id: one for name in keys for one in self._index.get(name, ())}
            self._found[key] = [
                one for one in hits.values() if line.product not in one.scope.excluded
            ]
        return self._found[key]

    @staticmethod
    def _speaks_to(promotion, basket):
        return (
            promotion.currency == basket.currency
            and (not promotion.coupon or promotion.id in basket.coupons)
            and promotion.audience.has(basket)
        )


def sort_goods(lines):
    """The lines that are goods, in an order that depends on what they are only."""
    goods = [line for line in lines if not line.freight and line.quantity > ZERO]
    return sorted(goods, key=rank)


def rank(line):
    """Sorts lines by what they are; lines with equal ranks are interchangeable."""
    return (line.product, -line.amount, line.quantity, line.fixed, str(line.key))
