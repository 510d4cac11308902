"""A fixed piece of work that measurements are compared with where stock does nothing alike.

Pure Python of the engines' kind (frozen dataclasses, ``Decimal``, dicts, sorting), and SQL
of the ORM's kind (rows that are grouped, joined and fetched). It never changes: whoever
changes it, changes the meaning of each limit that is a ratio to it.
"""

import time
from dataclasses import dataclass
from decimal import Decimal

GOODS, LINES = 400, 12000
CENT = Decimal("0.01")
QUERY = """
    WITH line AS (
        SELECT n AS id, n %% 1000 AS buyer, (n * 7919) %% 100003 / 100.0 AS amount
          FROM generate_series(1, %s) AS n
    )
    SELECT line.id, line.buyer, line.amount, total.amount
      FROM line
      JOIN (SELECT buyer, sum(amount) AS amount FROM line GROUP BY buyer) AS total
        ON total.buyer = line.buyer
  ORDER BY line.amount, line.id
"""
ROWS = 40000


@dataclass(frozen=True)
class Line:
    product: int
    quantity: Decimal
    price: Decimal

    @property
    def amount(self):
        return (self.quantity * self.price).quantize(CENT)


def run_python():
    """:return: a number that depends on all of the work, always the same"""
    lines = [
        Line(n * 31 % GOODS, Decimal(n % 17 + 1), Decimal(n * 7919 % 10007) / 100)
        for n in range(LINES)
    ]
    groups = {}
    for line in lines:
        groups.setdefault(line.product, []).append(line)
    total = Decimal(0)
    for product in sorted(groups):
        amount = sum((line.amount for line in groups[product]), Decimal(0))
        best = sorted(groups[product], key=lambda line: (-line.amount, line.price))[:3]
        for line in best:
            total += (amount * line.amount / (amount or 1)).quantize(CENT)
    return total


def run_sql(cr):
    """:return: as :func:`run_python`"""
    cr.execute(QUERY, (ROWS,))
    return sum(row[2] for row in cr.fetchall())


def python_milliseconds():
    """Processor time of one go of the part without a database."""
    start = time.process_time()
    run_python()
    return (time.process_time() - start) * 1000


def run(cr):
    """Both parts once, for ``common.measured(cr)``."""
    run_python()
    run_sql(cr)
