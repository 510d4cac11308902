"""What somebody typed to take something off an order again: 12, and 5 of it back.

Such lines (less than no quantity, or less than nothing to pay) get no benefit. They count
against what the others would earn:

- goods of the same product are as if less of them had been ordered from the start;
- whatever is left of them lowers what thresholds measure, of promotions that are about
  their product or about the whole order.
"""

from dataclasses import dataclass, replace

from .basket import ZERO
from .definition import EACH_PRODUCT, VALUE, WHOLE_ORDER
from .shares import part


@dataclass(frozen=True)
class Netted:
    """:param basket: its goods without what corrections take back
    :param corrections: the lines of it that count against thresholds
    :param withheld: dict from line key to the part of its amount that is not in the
        basket; below zero for corrections
    """

    basket: object
    corrections: tuple = ()
    withheld: dict | None = None

    def restore(self, net):
        """What all lines of the order cost, from what those of the basket do."""
        if not self.withheld:
            return net
        return {key: amount + self.withheld.get(key, ZERO) for key, amount in net.items()}


def net(basket):
    """:return: :class:`Netted`"""
    lines = {line.key: line for line in basket.lines}
    typed = [line for line in basket.lines if is_correction(line)]
    if not typed:
        return Netted(basket)
    corrections = []
    for correction in typed:
        left = _take_back(lines, correction, basket.digits)
        # it stays in the basket, where nothing counts it
        lines[correction.key] = replace(correction, quantity=ZERO, amount=ZERO)
        if left.quantity < ZERO or left.amount < ZERO:
            corrections.append(left)
    withheld = {
        line.key: line.amount - lines[line.key].amount
        for line in basket.lines
        if line.amount != lines[line.key].amount
    }
    after = replace(basket, lines=tuple(lines.values()))
    return Netted(after, tuple(corrections), withheld)


def is_correction(line):
    return not line.freight and (line.quantity < ZERO or line.amount < ZERO)


def measure(promotion, corrections, product):
    """How much less a promotion counts; not above zero.

    :param product: of the group that is counted, 0 where products count together
    """
    lines = [line for line in corrections if _is_about(promotion, line, product)]
    if promotion.measure == VALUE:
        return sum((min(line.amount, ZERO) for line in lines), ZERO)
    units = sum((min(line.units, ZERO) for line in lines), ZERO)
    return units / promotion.unit


def take_back(basket, kept, typed):
    """What is kept after somebody typed lines that take something off again.

    :param kept: dict from line key to quantity
    :param typed: pairs of a product and its units, below zero
    :return: the same dict with less
    """
    kept = dict(kept)
    for product, units in typed:
        wanted = -units
        for line in sorted(basket.lines, key=lambda one: str(one.key)):
            if line.product == product and not line.freight and line.quantity > ZERO:
                taken = min(wanted, max(kept[line.key], ZERO) * line.factor)
                kept[line.key] -= taken / line.factor
                wanted -= taken
    return kept


def _is_about(promotion, line, product):
    if product or promotion.level == EACH_PRODUCT:
        return line.product == product
    if promotion.level == WHOLE_ORDER:
        return line.product not in promotion.scope.excluded
    return promotion.scope.has(line)


def _take_back(lines, correction, digits):
    """Take the units of a correction from the goods of its product, the dearest line
    first, each at its own price.

    :param lines: dict from key to line; what is taken from is changed
    :return: what is left of the correction: what no goods are there for, and what it
        takes off beyond their price
    """
    if correction.quantity >= ZERO:
        return correction
    wanted, amount = -correction.units, correction.amount
    for line in sorted(_get_goods(lines, correction.product), key=_get_rank):
        units = min(wanted, line.units)
        quantity = line.quantity - units / line.factor
        rest = part(line.amount, quantity, line.quantity, digits)
        lines[line.key] = replace(line, quantity=quantity, amount=rest)
        wanted -= units
        amount += line.amount - rest
        if not wanted:
            break
    return replace(
        correction, quantity=-wanted / correction.factor, amount=min(amount, ZERO)
    )


def _get_goods(lines, product):
    return [
        line
        for line in lines.values()
        if line.product == product
        and not line.freight
        and line.quantity > ZERO
        and line.amount >= ZERO
    ]


def _get_rank(line):
    return -line.amount / line.quantity, line.quantity, line.factor, str(line.key)
