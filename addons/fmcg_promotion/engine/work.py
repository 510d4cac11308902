"""An order while promotions work on it."""

from collections import defaultdict

from .basket import ZERO
from .book import rank, sort_goods
from .definition import EACH_PRODUCT, RUNNING, VALUE, WHOLE_ORDER
from .shares import allocate, rounded


class Work:
    """What is left to pay of each line, what has been closed and given away.

    :param stock: dict from product to reference units that may be given away; what is
        not in it is always there
    """

    def __init__(self, basket, stock=None):
        self.basket = basket
        self.digits = basket.digits
        self.goods = sort_goods(basket.lines)
        self.freight = [line for line in basket.lines if line.freight]
        self.original = {line.key: line.amount for line in basket.lines}
        self.left = dict(self.original)
        self.closed = set()
        self.stock = dict(stock or {})
        self._choices = dict(basket.choices)

    def open(self, lines):
        """Those of ``lines`` that no earlier promotion has closed."""
        if not self.closed:
            return lines
        return [line for line in lines if line.key not in self.closed]

    def basis(self, kind, line):
        """The line's amount, before promotions or after the earlier ones."""
        amounts = self.left if kind == RUNNING else self.original
        return amounts[line.key]

    def total(self, kind, lines):
        amounts = self.left if kind == RUNNING else self.original
        return sum((amounts[line.key] for line in lines), ZERO)

    def measure(self, promotion, lines):
        """What is compared with thresholds: a value or a quantity."""
        if promotion.measure == VALUE:
            return self.total(promotion.threshold_basis, lines)
        return sum((line.units for line in lines), ZERO) / promotion.unit

    def groups(self, promotion, lines):
        """What is counted together and who gets the benefit.

        :param lines: of the promotion's scope
        :return: list of (product or 0, counted lines, lines that get the benefit)
        """
        lines = self.open(lines)
        target = self._target(promotion)
        if promotion.level == WHOLE_ORDER:
            excluded = promotion.scope.excluded
            counted = [
                line for line in self.open(self.goods) if line.product not in excluded
            ]
            return [(0, counted, lines if target is None else target)]
        if promotion.level != EACH_PRODUCT:
            return [(0, lines, lines if target is None else target)] if lines else []
        products = defaultdict(list)
        for line in lines:
            products[line.product].append(line)
        return [
            (product, group, group if target is None else target)
            for product, group in products.items()
        ]

    def _target(self, promotion):
        if promotion.target is None:
            return None
        return [line for line in self.open(self.goods) if promotion.target.has(line)]

    def money(self, amount):
        return rounded(amount, self.digits)

    def share(self, amount, lines):
        """Allocate money off to lines by what is left to pay of them."""
        weights = [(line.key, self.left[line.key], rank(line)) for line in lines]
        return allocate(amount, weights, self.digits)

    def choice(self, promotion):
        return self._choices.get(promotion.id, 0)

    def take(self, shares):
        for key, amount in shares:
            self.left[key] -= amount

    def take_stock(self, gifts):
        for gift in gifts:
            if gift.product in self.stock:
                self.stock[gift.product] -= gift.quantity * gift.factor

    def close(self, keys):
        self.closed.update(keys)
