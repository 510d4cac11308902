"""When goods come that a seller does not have: out of what it has ordered before."""

from decimal import Decimal


def find_day(coming, waiting, missing):
    """The day on which ``missing`` is there, once those who wait already have theirs.

    :param coming: iterable of (day, quantity) that nobody has been promised
    :param waiting: what others wait for and was not ordered for them
    :return: date; None while not enough has been ordered
    """
    wanted = max(waiting, Decimal(0)) + missing
    for day, quantity in sorted(coming):
        wanted -= quantity
        if wanted <= 0:
            return day
    return None


def find_spare(lines, needs):
    """What of the lines on their way belongs to nobody yet.

    :param lines: iterable of :class:`~.upstream.Coming`
    :param needs: iterable of :class:`~.allocation.Need`
    :return: two dicts by product: to the list for :func:`find_day`, and to what waits
    """
    coming, waiting = {}, {}
    for need in needs:
        waiting[need.product] = waiting.get(need.product, Decimal(0)) + need.quantity
    for line in lines:
        taken = sum((share.quantity for share in line.shares), Decimal(0))
        waiting[line.product] = waiting.get(line.product, Decimal(0)) - taken
        if line.day and line.quantity > taken:
            coming.setdefault(line.product, []).append((line.day, line.quantity - taken))
    return coming, waiting
