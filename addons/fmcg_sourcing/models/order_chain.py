"""The documents around an order: for whom it was made, and who supplies it.

Whoever may read the order sees its neighbours in the enterprise's own books: the orders of
customers that it serves, and the purchases that serve it. Where the reader works for the next enterprise too, the walk goes
on there. Nothing here has a price.
"""

from dataclasses import dataclass, field
from datetime import date

CUSTOMER, OWN, SUPPLIER = "customer", "own", "supplier"


@dataclass(frozen=True)
class Goods:
    """One product of a document.

    :ivar product: ``product.product``
    :ivar ordered: with this document, in the product's own unit
    :ivar arrived: what of it has reached the next one
    :ivar coming: what of it is still to come for the order beside it in the chain; None of
        the order that was asked for
    :ivar promised: when the rest arrives; None while nobody knows
    """

    product: object
    ordered: float
    arrived: float
    coming: float | None
    promised: date | None


@dataclass(frozen=True)
class Link:
    """A document of the chain.

    :ivar depth: 0 is the order that was asked for; customers are below, suppliers above
    """

    depth: int
    relation: str
    document: object
    goods: list = field(default_factory=list)


class ChainWalk:
    """Collects the documents around one, as far as the reader of ``env`` sees them."""

    def __init__(self, env):
        self.companies = env.companies
        self.env = env
        self.links = []
        self._seen = set()

    def walk(self, document):
        """:return: list of ``Link``, the farthest customers first"""
        self._add(0, OWN, document.sudo(), document._get_chain_goods())
        self._walk_down(document.sudo(), -1)
        self._walk_up(document.sudo(), 1)
        return sorted(self.links, key=lambda link: link.depth)

    def _walk_up(self, document, depth):
        """The purchases that serve ``document``, and what serves those."""
        for order, lines in document._get_chain_supplies(self.companies).items():
            if self._add(depth, SUPPLIER, order, lines):
                self._walk_up(order, depth + 1)

    def _walk_down(self, document, depth):
        """The customers' orders that ``document`` serves, and whom those serve."""
        for order, lines in document._get_chain_customers(self.companies).items():
            if self._add(depth, CUSTOMER, order, lines):
                self._walk_down(order, depth - 1)

    def _add(self, depth, relation, document, goods):
        """:return: whether the document was not there yet"""
        if document in self._seen:
            return False
        self._seen.add(document)
        self.links.append(Link(depth, relation, document, goods))
        return True
