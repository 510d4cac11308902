"""What an order asks for, and what each seller could give: the facts of a plan, sorted
and checked. A seller is a place here: its number in the order of preference."""

from decimal import ROUND_FLOOR

from .cover import Cover, find_fewest
from .packs import ONE, ZERO, rounded_to


class Demand:
    """The question of a plan.

    :ivar lines: sorted by key
    :ivar sellers: sorted by rank
    :ivar products: dict from product to what all lines want of it
    :ivar offers: for each place the set of ordered products that it sells
    :ivar capacities: for each place a dict from product to what it has, not more than is
        wanted
    :ivar able: places that sell something of the order
    """

    def __init__(self, lines, sellers):
        self.lines = sorted(lines, key=lambda line: line.key)
        self.sellers = sorted(sellers, key=lambda seller: (seller.rank, seller.id))
        self._check()
        self.products, self.steps = {}, {}
        for line in self.lines:
            wanted = self.products.get(line.product, ZERO)
            self.products[line.product] = wanted + line.quantity
            step = self.steps.get(line.product, line.step)
            self.steps[line.product] = min(step, line.step)
        self.offers = [
            self.products.keys() & seller.prices.keys() for seller in self.sellers
        ]
        self.serving = [seller.serving() for seller in self.sellers]
        self.capacities = [
            self._get_capacity(place) for place in range(len(self.sellers))
        ]
        self.able = tuple(place for place, offer in enumerate(self.offers) if offer)
        self.served = set().union(*self.offers)

    def _check(self):
        for name, found in (
            ("Line.key", [line.key for line in self.lines]),
            ("Seller.id", [seller.id for seller in self.sellers]),
        ):
            for one, other in zip(sorted(found), sorted(found)[1:], strict=False):
                if one == other:
                    raise ValueError(f"{name} {one} is given twice: give each once.")
        for line in self.lines:
            for name in ("quantity", "step"):
                if getattr(line, name) <= 0:
                    raise ValueError(
                        f"{name} of line {line.key} is {getattr(line, name)}: give base"
                        " units above zero."
                    )

    def _get_capacity(self, place):
        warehouses, _reason = self.serving[place]
        found = {}
        for product in self.offers[place]:
            has = self._get_free(warehouses, product)
            if has > 0:
                found[product] = has
        return found

    def _get_free(self, warehouses, product):
        """What can be used of it: all that is wanted, or whole steps."""
        wanted, step = self.products[product], self.steps[product]
        total = ZERO
        for warehouse in warehouses:
            free = warehouse.free.get(product, ZERO)
            if free >= wanted:
                return wanted
            if step != ONE or free % ONE:
                free = rounded_to(free, step, ROUND_FLOOR)
            if free > 0:
                total += free
        return min(total, wanted)

    def count_choices(self):
        """How many choices of sellers there are."""
        return 2 ** len(self.able)

    def get_missing(self, chosen):
        """What the chosen places lack of all products; None where none of them sells a
        product that others sell."""
        if len(set().union(*(self.offers[place] for place in chosen))) < len(self.served):
            return None
        return sum(self.get_lack(product, chosen) for product in self.served)

    def is_in_stock(self):
        """Whether all that is ordered is there, with all sellers together."""
        return len(self.served) == len(self.products) and not self.get_missing(self.able)

    def get_lack(self, product, chosen):
        """What the chosen places together lack of a product."""
        lack = self.products[product]
        for place in chosen:
            lack -= self.capacities[place].get(product, ZERO)
            if lack <= 0:
                return ZERO
        return lack

    def find_cover(self, banned, budget):
        """The fewest places outside of ``banned`` that have as much as all of them.

        A product that none of them has is covered by whoever sells it.

        :param budget: see :mod:`cover`
        :return: :class:`~.cover.Cover`, or None where nobody else sells a product
        """
        places = [place for place in self.able if place not in banned]
        needs = {}
        capacities = [self.capacities[place] for place in places]
        for product in self.served:
            wanted = self.products[product]
            has = sum(capacity.get(product, ZERO) for capacity in capacities)
            needs[product] = min(wanted, has)
        nowhere = {product for product, need in needs.items() if not need}
        for product in nowhere:
            needs[product] = ONE
        if nowhere:
            capacities = [
                {**self.capacities[place], **dict.fromkeys(nowhere & offer, ONE)}
                for place in places
                for offer in [self.offers[place]]
            ]
        found = find_fewest(capacities, needs, budget)
        if not found:
            return None
        return Cover(tuple(places[place] for place in found.chosen), found.exact)
