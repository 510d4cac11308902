"""What of a confirmed order will still be invoiced."""

from dataclasses import dataclass

BY_ORDER = "order"
BY_DELIVERY = "delivery"


@dataclass(frozen=True)
class LineFacts:
    """One line of a confirmed order; quantities in the line's unit.

    :param policy: ``order`` or ``delivery``: which quantity is invoiced
    :param ordered: negative for goods that are taken back
    :param delivered: what came back is no longer in it
    :param pending: what transfers are still to deliver; ``None`` where no transfer
        delivers the line, as for services
    :param invoiced: on posted invoices, less credit notes
    :param price: of one unit, tax included
    """

    policy: str
    ordered: float
    delivered: float
    pending: float | None
    invoiced: float
    price: float


def to_invoice(line):
    """The quantity that will still be invoiced if all goes on as planned.

    A delivery that was cut short, or goods that came back, are not waited for. What was
    invoiced too much is a credit note to come: it does not lower what is owed until it
    is posted.
    """
    if line.ordered < 0:
        return min(line.ordered - line.invoiced, 0.0)
    return max(_expected(line) - line.invoiced, 0.0)


def _expected(line):
    if line.policy == BY_ORDER:
        return line.ordered
    if line.pending is None:
        return max(line.ordered, line.delivered)
    return line.delivered + line.pending


def expected(line):
    """The quantity that will be invoiced in all if all goes on as planned."""
    return line.invoiced + to_invoice(line)


def committed(lines, prepaid=0.0, discounts=0.0):
    """What an order commits its buyer to beyond what was invoiced.

    :param lines: iterable of :class:`LineFacts`, without discounts on the whole order
    :param prepaid: posted down payments that no invoice has deducted yet
    :param discounts: what discounts on the whole order will still change, tax included:
        below zero, as they take off. Money, because a part of a discount is no quantity
        that could be rounded.
    """
    goods = sum(to_invoice(line) * line.price for line in lines)
    return max(goods + discounts - prepaid, 0.0)
