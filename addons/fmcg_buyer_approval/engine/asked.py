"""What a head office has agreed to, and whether an order still is that.

A content is one of ``fmcg_order/engine/content.py`` with the ``total`` of the order, tax
included, as a text.

Pure: no database, no clock.
"""

from decimal import Decimal

TOTAL = "total"


def covers(agreed, now):
    """Whether who agreed to ``agreed`` has agreed to ``now`` as well: the same goods in
    the same quantities, for no more money."""
    return (
        agreed["currency"] == now["currency"]
        and _goods(agreed) == _goods(now)
        and Decimal(now[TOTAL]) <= Decimal(agreed[TOTAL])
    )


def _goods(content):
    """What is ordered; what promotions add is their affair, and in the total."""
    return sorted(
        (line["product"], line["unit"], line["quantity"])
        for line in content["lines"]
        if not line["role"]
    )
