"""Money in the currency's smallest unit: rounding and sharing without a remainder."""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from .basket import ZERO


def quantum(digits):
    """The smallest amount of a currency with so many decimals."""
    return Decimal(1).scaleb(-digits)


def rounded(amount, digits):
    return amount.quantize(quantum(digits), ROUND_HALF_UP)


def rounded_down(amount, digits):
    return amount.quantize(quantum(digits), ROUND_FLOOR)


def allocate(amount, weights, digits):
    """Share ``amount`` in proportion to ``weights`` by largest remainder.

    It counts in whole smallest units, so that nothing is lost to rounding. What the last
    units go to does not depend on the order of the weights as long as no two have the
    same rank.

    :param amount: of whole smallest units, not more than the weights together
    :param weights: list of (key, weight, rank); weights of whole smallest units
    :return: dict from key to share, which sum to ``amount`` and exceed no weight
    """
    scale, unit = Decimal(10**digits), quantum(digits)
    wholes = [int(weight * scale) for _key, weight, _rank in weights]
    total, due = sum(wholes), int(amount * scale)
    if not total or not due:
        return {}
    parts = [divmod(due * whole, total) for whole in wholes]
    units = [count for count, _rest in parts]
    missing = due - sum(units)
    if missing:
        ranked = sorted(
            zip(
                [-rest for _count, rest in parts],
                [-whole for whole in wholes],
                [rank for _key, _weight, rank in weights],
                range(len(units)),
                strict=True,
            )
        )
        for *_rest, place in ranked[:missing]:
            units[place] += 1
    return {
        weight[0]: count * unit
        for weight, count in zip(weights, units, strict=True)
        if count
    }


def part(amount, quantity, whole, digits):
    """What ``quantity`` out of ``whole`` costs, cumulatively: the difference between
    two such parts is what lies between them, so that all parts sum to ``amount``."""
    if not whole or quantity >= whole:
        return amount
    if quantity <= 0:
        return ZERO
    return rounded(amount * quantity / whole, digits)
