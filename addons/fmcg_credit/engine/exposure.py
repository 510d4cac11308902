"""What a buyer owes, and how much more it may."""

from dataclasses import dataclass
from datetime import date

# Less than this is rounding, in any currency.
TINY = 0.00001


@dataclass(frozen=True)
class Raise:
    """An amount more for a time, granted by somebody."""

    amount: float
    granted_by: int


@dataclass(frozen=True)
class Exposure:
    """Where an account stands, in the seller's currency.

    :param checked: whether a limit is kept at all
    :param limit: the permanent one
    :param raises: those in force today
    :param receivable: posted and open, less what the buyer has paid in advance
    :param prepaid: payments and credit notes not applied yet, as a positive amount; they
        have lowered ``receivable`` already
    :param committed: confirmed, not invoiced yet
    :param overdue: open beyond its due date
    :param overdue_since: the oldest due date of it
    :param late: the part of ``overdue`` that is beyond the days of grace
    """

    checked: bool = False
    limit: float = 0.0
    raises: tuple = ()
    receivable: float = 0.0
    prepaid: float = 0.0
    committed: float = 0.0
    overdue: float = 0.0
    overdue_since: date | None = None
    late: float = 0.0

    @property
    def used(self):
        return self.receivable + self.committed

    @property
    def raised(self):
        return sum(one.amount for one in self.raises)

    @property
    def total_limit(self):
        return self.limit + self.raised

    @property
    def left(self):
        """What more may be owed; ``None`` without a limit."""
        return self.total_limit - self.used if self.checked else None

    @property
    def is_over(self):
        return self.checked and self.left < -TINY

    @property
    def is_late(self):
        """What was paid in advance counts against the oldest debts first."""
        return self.late - self.prepaid > TINY

    def limit_for(self, authors, most=None):
        """The limit that counts for an order.

        Nobody widens the limit for an order of one's own: a raise does not count for
        the orders of whoever granted it.

        :param authors: user ids that had a hand in the order
        :param most: what the permanent limit counts at the most, because one of the
            authors has raised it since
        """
        limit = self.limit if most is None else min(self.limit, most)
        return limit + sum(
            one.amount for one in self.raises if one.granted_by not in authors
        )

    def excess(self, amount, authors=(), most=None):
        """By how much another ``amount`` would pass the limit; 0 when it fits."""
        if not self.checked and most is None:
            return 0.0
        limit = self.limit_for(authors, most) if self.checked else most
        over = self.used + amount - limit
        return over if over > TINY else 0.0
