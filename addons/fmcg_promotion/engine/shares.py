"""Money in the currency's smallest unit: rounding and sharing without a remainder."""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from .basket import ZERO


def quantum(digits):
    """The smallest amount of a currency with so many decimals."""
    return Decimal(1).scaleb(-digits)


def rounded(amount, digits):
    return amount.quantize(quantum(digits), ROUND_HALF_UP)


def allocate(amount, weights, digits):
    """Share ``amount`` in proportion to ``weights`` by largest remainder.

    What the last units go to does not depend on the order of the weights as long as no
    two have the same key.

    :param amount: of whole smallest units, not more than the weights together
    :param weights: list of (key, weight, sort key); weights of whole smallest units
    :return: dict from key to share, which sum to ``amount`` and exceed no weight
    """
    total = sum((weight for _key, weight, _rank in weights), ZERO)
    if not total or not amount:
        return {}
    unit = quantum(digits)
    shares, remainders = {}, []
    for key, weight, rank in weights:
        exact = amount * weight / total
        shares[key] = share = exact.quantize(unit, ROUND_FLOOR)
        remainders.append((share - exact, -weight, rank, key))
    missing = int((amount - sum(shares.values(), ZERO)) / unit)
    remainders.sort(key=lambda entry: entry[:3])
    for _rest, _weight, _rank, key in remainders[:missing]:
        shares[key] += unit
    return {key: share for key, share in shares.items() if share}


def part(amount, quantity, whole, digits):
    """What ``quantity`` out of ``whole`` costs, cumulatively: the difference between
    two such parts is what lies between them, so that all parts sum to ``amount``."""
    if not whole or quantity >= whole:
        return amount
    if quantity <= 0:
        return ZERO
    return rounded(amount * quantity / whole, digits)
