"""An order while promotions work on it."""

import copy
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from . import corrections
from .basket import ZERO
from .book import sort_freight, sort_goods
from .definition import EACH_PRODUCT, RUNNING, VALUE, WHOLE_ORDER
from .shares import allocate, quantum


class Group(NamedTuple):
    """What is counted together.

    :param product: where each product counts on its own, else 0
    :param counted: lines that the threshold looks at
    :param target: lines that get the benefit
    :param reached: what is compared with thresholds: a value or a quantity
    """

    product: int
    counted: list
    target: list
    reached: Decimal


class Work:
    """What is left to pay of each line, what has been closed and given away.

    :param stock: dict from product to reference units that may be given away; what is
        not in it is always there
    :param typed: lines that count against thresholds, see ``corrections.py``
    """

    def __init__(self, basket, stock=None, typed=()):
        self.basket = basket
        self.digits = basket.digits
        self._quantum = quantum(basket.digits)
        self.goods = sort_goods(basket.lines)
        self.freight = sort_freight(basket.lines)
        self.original = {line.key: line.amount for line in basket.lines}
        self.units = {line.key: line.units for line in self.goods}
        self.left = dict(self.original)
        self.closed = set()
        self.by_hand = {line.key for line in self.goods if line.fixed}
        self.stock = dict(stock or {})
        self._corrections = typed
        self._payable = self._get_payable()
        self._ranks = {line.key: rank for rank, line in enumerate(self.goods)}
        self._choices = dict(basket.choices)
        self._groups = {}

    def relaxed(self, **values):
        """The same order as if lines were not closed, or not set by hand."""
        twin = copy.copy(self)
        twin._groups = {}
        for name, value in values.items():
            setattr(twin, name, value)
        return twin

    # --- which lines ---

    def open(self, lines):
        """Those of ``lines`` that no earlier promotion has closed."""
        if not self.closed:
            return lines
        return [line for line in lines if line.key not in self.closed]

    def changeable(self, lines):
        """Those of ``lines`` whose price nobody has set by hand."""
        if not self.by_hand:
            return lines
        return [line for line in lines if line.key not in self.by_hand]

    def groups(self, promotion, lines):
        """What is counted together and who gets the benefit.

        :param lines: of the promotion's scope; nothing is counted where there are none
        :return: list of :class:`Group`
        """
        if promotion.id not in self._groups:
            lines = self.open(lines)
            self._groups[promotion.id] = [
                Group(
                    product, counted, target, self._measure(promotion, product, counted)
                )
                for product, counted, target in self._divide(promotion, lines)
            ]
        return self._groups[promotion.id]

    def _divide(self, promotion, lines):
        if not lines:
            return []
        target = self._get_target(promotion)
        if promotion.level == EACH_PRODUCT or promotion.same_product:
            return [
                (product, group, group if target is None else target)
                for product, group in by_product(lines)
            ]
        counted = lines
        if promotion.level == WHOLE_ORDER:
            counted = self._get_countable(promotion.scope.excluded)
        return [(0, counted, lines if target is None else target)]

    def _get_target(self, promotion):
        if promotion.target is None:
            return None
        return [line for line in self.open(self.goods) if promotion.target.has(line)]

    def _get_countable(self, excluded):
        goods = self.open(self.goods)
        if not excluded:
            return goods
        return [line for line in goods if line.product not in excluded]

    # --- how much ---

    def _measure(self, promotion, product, lines):
        reached = self._add_up(promotion, lines)
        if self._corrections:
            reached += corrections.measure(promotion, self._corrections, product)
        return reached

    def _add_up(self, promotion, lines):
        if promotion.measure != VALUE:
            return sum([self.units[line.key] for line in lines], ZERO) / promotion.unit
        amounts = self.left if promotion.threshold_basis == RUNNING else self.original
        return sum([amounts[line.key] for line in lines], ZERO)

    def _get_payable(self):
        """What is left to pay of the order, where that may be less than of its lines;
        ``None``: the lines say it."""
        if not self._corrections:
            return None
        typed = sum([min(line.amount, ZERO) for line in self._corrections], ZERO)
        return max(sum(self.left.values(), typed), ZERO)

    def limit(self, shares):
        """As much of the money off as leaves nothing below nothing of the order.

        :param shares: pairs of (line key, money off)
        """
        shares = tuple(shares)
        amount = sum([share for _key, share in shares], ZERO)
        if self._payable is None or amount <= self._payable:
            return shares
        weights = [(key, share, rank) for rank, (key, share) in enumerate(shares)]
        return tuple(allocate(self._payable, weights, self.digits).items())

    def money(self, amount):
        return amount.quantize(self._quantum, ROUND_HALF_UP)

    def rank(self, line):
        """Breaks ties between lines by what they are, not by where they stand."""
        return self._ranks.get(line.key, -1)

    def choice(self, promotion):
        return self._choices.get(promotion.id, 0)

    # --- what happened ---

    def save(self):
        """What :meth:`restore` needs to come back to this moment."""
        return dict(self.left), set(self.closed), dict(self.stock), self._payable

    def restore(self, saved):
        left, closed, stock, self._payable = saved
        self.left, self.closed, self.stock = dict(left), set(closed), dict(stock)
        self._groups.clear()

    def take(self, shares):
        for key, amount in shares:
            self.left[key] -= amount
            if self._payable is not None:
                self._payable -= amount
        self._groups.clear()

    def take_stock(self, gifts):
        for gift in gifts:
            if gift.product in self.stock:
                self.stock[gift.product] -= gift.quantity * gift.factor

    def close(self, keys):
        self.closed.update(keys)
        self._groups.clear()


class Sheet:
    """The amounts that one promotion computes with. Where several products earn a
    benefit for the same lines, each finds there what the one before it has left.

    :param several: whether :meth:`take` will be called
    """

    def __init__(self, work, promotion, several=False):
        self.work = work
        self.left = dict(work.left) if several else work.left
        running = promotion.benefit_basis == RUNNING
        self.basis = self.left if running else work.original
        self._several = several

    def total(self, lines):
        return sum([self.basis[line.key] for line in lines], ZERO)

    def payable(self, lines):
        return sum([self.left[line.key] for line in lines], ZERO)

    def share(self, amount, lines):
        """Allocate money off to lines by what is left to pay of them: at most that."""
        work, left = self.work, self.left
        amount = min(work.money(amount), self.payable(lines))
        # lines are sorted by what they are, so that their place breaks ties
        weights = [(line.key, left[line.key], at) for at, line in enumerate(lines)]
        return allocate(amount, weights, work.digits)

    def cap(self, off):
        """Never less than nothing, never more than is left to pay."""
        capped = {key: min(amount, self.left[key]) for key, amount in off.items()}
        return {key: amount for key, amount in capped.items() if amount > ZERO}

    def take(self, off):
        if self._several:
            for key, amount in off.items():
                self.left[key] -= amount


def by_product(lines):
    """Pairs of a product and its lines; ``lines`` are sorted as goods are."""
    groups = {}
    for line in lines:
        groups.setdefault(line.product, []).append(line)
    return list(groups.items())
