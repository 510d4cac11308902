"""All promotions of a seller, indexed by what they are about."""

from collections import defaultdict

from .basket import ZERO
from .definition import BUNDLE

# Audiences (a buyer on a day) and kinds of product that are remembered at a time
MOST_REMEMBERED = 20000
MOST_AUDIENCES = 200


class Book:
    """Finds the few promotions that a basket has to do with among thousands.

    How it works: a promotion stands under each product, template, category and brand
    that its scope names; those that name nothing are asked each time. Which promotions
    speak to a buyer on a day, and which of them a product is found under, is
    remembered: in a further order, promotions that do not apply cost nothing.
    """

    def __init__(self, promotions):
        self.promotions = {promotion.id: promotion for promotion in promotions}
        self._sorted = sorted(promotions, key=lambda one: one.turn)
        self._places = {one.id: place for place, one in enumerate(self._sorted)}
        self._general = set()
        self._index = defaultdict(list)
        self._audiences = {}
        for promotion in self._sorted:
            self._enter(promotion)

    def _enter(self, promotion):
        keys = _get_keys(promotion)
        if not keys:
            self._general.add(promotion.id)
        for key in keys:
            self._index[key].append(promotion)

    def candidates(self, basket):
        """Promotions that speak to the basket's buyer and count something in it.

        :return: list of pairs of promotion and its lines of the scope, in the order
            of work
        """
        goods = sort_goods(basket.lines)
        audience = self._get_audience(basket)
        found = defaultdict(list)
        for line in goods:
            for id_ in audience.find(line):
                found[id_].append(line)
        for promotion in audience.general if goods else ():
            found[promotion.id] = _get_goods(promotion, goods)
        return [
            (self.promotions[id_], lines)
            for id_, lines in sorted(
                found.items(), key=lambda one: self._places[one[0]]
            )
            if lines and self._has_code(id_, basket)
        ]

    def _has_code(self, id_, basket):
        return not self.promotions[id_].coupon or id_ in basket.coupons

    def _get_audience(self, basket):
        key = (basket.buyer, basket.day, basket.channel, basket.currency)
        if key not in self._audiences:
            if len(self._audiences) >= MOST_AUDIENCES:
                self._audiences.clear()
            spoken = [
                one
                for one in self._sorted
                if one.currency == basket.currency and one.audience.has(basket)
            ]
            general = [one for one in spoken if one.id in self._general]
            self._audiences[key] = _Audience(spoken, general, self._index)
        return self._audiences[key]


class _Audience:
    """The promotions of a book that speak to one buyer on one day.

    :param general: those of them that name no products
    """

    def __init__(self, spoken, general, index):
        self.general = general
        self._ids = {promotion.id for promotion in spoken}
        self._index = index
        self._found = {}

    def find(self, line):
        """Ids of promotions under one of the line's keys, each once."""
        key = (line.product, line.template, line.brand, line.categories)
        if key not in self._found:
            if len(self._found) >= MOST_REMEMBERED:
                self._found.clear()
            self._found[key] = self._find(line)
        return self._found[key]

    def _find(self, line):
        keys = [
            ("product", line.product),
            ("template", line.template),
            ("brand", line.brand),
            *(("category", id_) for id_ in line.categories),
        ]
        return list(
            dict.fromkeys(
                one.id
                for key in keys
                for one in self._index.get(key, ())
                if one.id in self._ids and line.product not in one.scope.excluded
            )
        )


def _get_keys(promotion):
    """What a promotion is found under; nothing where it is about all products."""
    if promotion.kind == BUNDLE:
        products = {id_ for one in promotion.components for id_ in one.products}
        return [("product", id_) for id_ in sorted(products)]
    scope = promotion.scope
    return [
        *(("product", id_) for id_ in scope.products),
        *(("template", id_) for id_ in scope.templates),
        *(("category", id_) for id_ in scope.categories),
        *(("brand", id_) for id_ in scope.brands),
    ]


def _get_goods(promotion, goods):
    excluded = promotion.scope.excluded
    if not excluded:
        return goods
    return [line for line in goods if line.product not in excluded]


def sort_goods(lines):
    """The lines that are goods, in an order that depends on what they are only.

    What has no quantity, or a price below nothing (money off that somebody typed as a
    line of its own), is none.
    """
    goods = [
        line
        for line in lines
        if not line.freight and line.quantity > ZERO and line.amount >= ZERO
    ]
    return sorted(goods, key=_get_rank)


def sort_freight(lines):
    freight = [line for line in lines if line.freight and line.amount > ZERO]
    return sorted(freight, key=_get_rank)


def _get_rank(line):
    """Lines with equal ranks, but for the key, are interchangeable."""
    return (
        line.product,
        -line.amount,
        line.quantity,
        line.factor,
        line.fixed,
        str(line.key),
    )
