"""A cart that is sent again under the key of an order: what stands in it now and was not
ordered then."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """What a cart holds beside an order.

    :param added: dict from what is ordered to how much more of it there is
    :param fewer: what there is less of, as a tuple
    """

    added: dict
    fewer: tuple

    def __bool__(self):
        return bool(self.added or self.fewer)


def compare(ordered, sent):
    """:param ordered: dict from anything to its quantity, as it was ordered
    :param sent: the same, as it is sent now
    :return: :class:`Difference`; false where both are the same
    """
    things = dict.fromkeys((*sent, *ordered))
    change = {thing: sent.get(thing, 0) - ordered.get(thing, 0) for thing in things}
    added = {thing: number for thing, number in change.items() if number > 0}
    fewer = tuple(thing for thing, number in change.items() if number < 0)
    return Difference(added, fewer)
