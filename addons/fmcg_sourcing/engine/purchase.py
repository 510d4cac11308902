"""One purchase of a buyer, to be served by several sellers: between the cart, in units, and
the :mod:`planner`, in base units."""

from dataclasses import dataclass, field
from decimal import Decimal

from . import plan_facts as f
from . import planner
from .reason import because

# Plans whose parts are shown to the sellers before the best of them is taken
ROUNDS = 8
# Why a part fails; texts: what its seller says
REFUSED = "refused"


@dataclass(frozen=True)
class Wish:
    """A line of the cart.

    :param key: its place in the cart
    :param unit: id of the unit it is ordered in
    :param quantity: in that unit
    :param contains: base units in the unit
    """

    key: int
    product: int
    unit: int
    quantity: Decimal
    contains: Decimal = Decimal(1)

    def to_line(self):
        """A part of it is whole units."""
        return f.Line(self.key, self.product, self.quantity * self.contains, self.contains)

    def to_units(self, quantity):
        """:param quantity: in base units"""
        return round(quantity / self.contains, 3)


@dataclass(frozen=True)
class Given:
    """What one seller gives to one line of the cart, in the line's unit.

    :param ready: what of it is in stock
    """

    quantity: Decimal
    ready: Decimal

    @property
    def missing(self):
        return self.quantity - self.ready


@dataclass(frozen=True)
class Purchase:
    """The question: what is wanted, and who might serve it.

    :param sellers: tuple of :class:`~.plan_facts.Seller`, known by their agreements
    """

    wishes: tuple
    sellers: tuple = field(default_factory=tuple)

    def plan(self, policy=f.SHIP_AVAILABLE, accepts=planner.accept_all):
        lines = [wish.to_line() for wish in self.wishes]
        return planner.plan(lines, self.sellers, policy, accepts)

    def plan_asking(self, policy, ask):
        """The best plan whose parts their sellers take.

        Asking is dear: only the parts of plans that would be chosen are asked about, each
        once, and what was refused counts from then on.

        :param ask: function of an agreement's id and a dict from a wish's key to
            :class:`Given`, which returns the texts of what speaks against it
        :return: :class:`~.plan_facts.Plan`, and a dict from agreement's id to such texts:
            empty where all of its parts are taken
        """
        answers = {}

        def accepts(_seller, part):
            texts = answers.get(self._to_question(part))
            return (because(REFUSED, texts=texts),) if texts else ()

        for _round in range(ROUNDS):
            plan = self.plan(policy, accepts)
            fresh = [one for one in plan.parts if self._to_question(one) not in answers]
            for part in fresh:
                texts = ask(part.seller, self.to_given(part))
                answers[self._to_question(part)] = tuple(texts)
            if not any(answers[self._to_question(part)] for part in fresh):
                break
        refused = {part.seller: answers[self._to_question(part)] for part in plan.parts}
        return plan, {seller: texts for seller, texts in refused.items() if texts}

    def to_given(self, part):
        """Dict from a wish's key to what the part gives to it, in its unit."""
        ready, missing = {}, {}
        for one in part.allocations:
            ready[one.line] = ready.get(one.line, 0) + one.ready
            missing[one.line] = missing.get(one.line, 0) + one.missing
        wishes = {wish.key: wish for wish in self.wishes}
        return {
            key: Given(
                wishes[key].to_units(ready[key] + missing[key]),
                wishes[key].to_units(ready[key]),
            )
            for key in ready
        }

    def _to_question(self, part):
        return part.seller, tuple(
            (key, given.quantity) for key, given in self.to_given(part).items()
        )


def to_base_prices(wishes, prices):
    """Prices of base units, so that what is ordered of a product in several units costs
    what its units cost.

    :param prices: dict from (product, unit) to the price of one unit; None: there is none
    :return: dict from product to price; products that lack a price are left out
    """
    amounts, quantities, unpriced = {}, {}, set()
    for wish in wishes:
        price = prices.get((wish.product, wish.unit))
        if price is None:
            unpriced.add(wish.product)
            continue
        amounts[wish.product] = amounts.get(wish.product, 0) + price * wish.quantity
        quantities[wish.product] = (
            quantities.get(wish.product, 0) + wish.quantity * wish.contains
        )
    return {
        product: amounts[product] / quantities[product]
        for product in amounts.keys() - unpriced
    }
