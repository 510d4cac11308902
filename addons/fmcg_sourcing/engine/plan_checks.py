"""From a choice of sellers to drafts of a plan: who gives what, and who refuses its part.

A draft gives each line to the first chosen seller that has all of it, and the rest in
parts. Where a part stays below its seller's minimum, goods move to it from sellers that
can do without. Where a draft still fails and the order has few lines, other ways to give
whole lines to the chosen sellers are tried.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR

from . import plan_facts as f
from .packs import ZERO, rounded_to
from .plan_parts import make_part
from .reason import because
from .split import share

# Up to how many lines whole lines are tried with other sellers
FEW_LINES = 8
# Steps of all such tries for one order
NODES = 20_000
# Parts that are shown to the check for one order; it may be slow
CHECKS = 400


@dataclass(frozen=True)
class Draft:
    """A plan before it is told.

    :param parts: dict from place to :class:`~.plan_facts.Part`
    :param failures: dict from place to tuple of reasons
    """

    way: str
    parts: dict
    failures: dict
    exact: bool = True

    @property
    def is_complete(self):
        return not any(
            one.missing for part in self.parts.values() for one in part.allocations
        )

    @property
    def badness(self):
        """How many reasons speak against it."""
        return sum(len(reasons) for reasons in self.failures.values())


class Checker:
    """Makes drafts of one order; remembers what sellers said to a part."""

    def __init__(self, demand, accepts):
        self.demand = demand
        self.accepts = accepts
        self.nodes = NODES
        self.checks = CHECKS
        self.answers = {}

    @property
    def is_spent(self):
        return self.nodes <= 0 or self.checks <= 0

    def find_drafts(self, way, chosen, partial=False):
        """Drafts in which the chosen places serve, the usual one first.

        :param partial: the usual draft may leave out some of the chosen
        """
        if self.checks <= 0:
            return
        split = self._share(chosen)
        if partial or len(split.by_place()) == len(chosen):
            self._top_up(split)
            yield self._check(way, split)
        if len(self.demand.lines) <= FEW_LINES:
            yield from self._try_whole_lines(way, chosen)

    # The usual draft ------------------------------------------------------------

    def _new_left(self):
        return [dict(capacity) for capacity in self.demand.capacities]

    def _share(self, chosen):
        wanted = [
            (line, line.quantity)
            for line in self.demand.lines
            if line.product in self.demand.served
        ]
        split = share(wanted, chosen, self._new_left())
        for line, quantity in wanted:
            self._let_wait(split, line, quantity, chosen)
        return split

    def _let_wait(self, split, line, quantity, chosen):
        """What is not there waits at a place that has a part of it, if any."""
        lack = split.get_lack(line, quantity)
        if not lack:
            return
        holders = split.get_holders(line)
        selling = [
            place for place in chosen if line.product in self.demand.offers[place]
        ]
        place = min(selling, key=lambda place: (place not in holders, place))
        split.wait(line, place, lack)

    # Minimum amounts ------------------------------------------------------------

    def _price(self, place, line):
        return self.demand.sellers[place].prices[line.product]

    def _get_amounts(self, split):
        return {
            place: sum(
                (ready + missing) * self._price(place, line)
                for line, ready, missing in shares
            )
            for place, shares in split.by_place().items()
        }

    def _get_lack(self, amounts, place):
        return self.demand.sellers[place].minimum - amounts[place]

    def _top_up(self, split):
        """Move goods to places below their minimum from those that stay above it."""
        amounts = self._get_amounts(split)
        for place in tuple(amounts):
            if self._get_lack(amounts, place) <= 0:
                continue
            for giver in sorted(
                set(amounts) - {place},
                key=lambda one: (self._get_lack(amounts, one), one),
            ):
                for line in self.demand.lines:
                    self._move(split, amounts, line, giver, place)

    def _move(self, split, amounts, line, giver, place):
        if line.product not in self.demand.offers[place]:
            return
        waiting = split.get_missing(line, giver)
        moved = self._find_move(amounts, line, giver, place, waiting)
        if moved:
            split.wait(line, giver, -moved)
            split.wait(line, place, moved)
            self._book(amounts, line, giver, place, moved)
        ready = split.get_ready(line, giver)
        ready = min(ready, split.left[place].get(line.product, ZERO))
        moved = self._find_move(amounts, line, giver, place, ready)
        if moved:
            split.take_back(line, giver, moved)
            split.give(line, place, moved)
            self._book(amounts, line, giver, place, moved)

    def _book(self, amounts, line, giver, place, moved):
        amounts[giver] -= moved * self._price(giver, line)
        amounts[place] += moved * self._price(place, line)

    def _find_move(self, amounts, line, giver, place, movable):
        """How much of ``movable`` goes over: what is lacking, as far as the giver can."""
        lack, spare = self._get_lack(amounts, place), -self._get_lack(amounts, giver)
        if lack <= 0 or spare <= 0 or movable <= 0:
            return ZERO
        gain, loss = self._price(place, line), self._price(giver, line)
        if gain <= 0:
            return ZERO
        wanted = rounded_to(lack / gain, line.step, ROUND_CEILING)
        most = movable if loss <= 0 else min(movable, spare / loss)
        return min(wanted, rounded_to(most, line.step, ROUND_FLOOR))

    # What sellers say -----------------------------------------------------------

    def _check(self, way, split):
        parts, failures = {}, {}
        for place, shares in split.by_place().items():
            part, reasons = self._judge(place, shares)
            parts[place] = part
            if reasons:
                failures[place] = reasons
        return Draft(way, parts, failures)

    def _judge(self, place, shares):
        """The place's part, and the reasons against it; remembered."""
        key = place, tuple(
            (line.key, ready, missing) for line, ready, missing in shares
        )
        if key not in self.answers:
            self.checks -= 1
            seller = self.demand.sellers[place]
            part = make_part(seller, self.demand.serving[place], shares)
            reasons = [*self._check_minimum(seller, part), *self.accepts(seller, part)]
            self.answers[key] = part, tuple(reasons)
        return self.answers[key]

    def _check_minimum(self, seller, part):
        if part.amount < seller.minimum:
            yield because(
                f.BELOW_MINIMUM, amount=part.amount, minimum=seller.minimum
            )

    # Whole lines to other sellers -----------------------------------------------

    def _try_whole_lines(self, way, chosen):
        """Drafts that pass, in which all of the chosen have a part."""
        lines = [
            line for line in self.demand.lines if line.product in self.demand.served
        ]
        split = share([], chosen, self._new_left())
        amounts = dict.fromkeys(chosen, ZERO)
        rest = self._get_potential(lines, chosen)
        yield from self._try_from(way, chosen, lines, 0, split, amounts, rest)

    def _get_potential(self, lines, chosen):
        """For each number of lines already given: the most that each place can still
        come to."""
        rest = [dict.fromkeys(chosen, ZERO)]
        for line in reversed(lines):
            rest.append(
                {
                    place: rest[-1][place]
                    + line.quantity
                    * self.demand.sellers[place].prices.get(line.product, ZERO)
                    for place in chosen
                }
            )
        return rest[::-1]

    def _try_from(self, way, chosen, lines, depth, split, amounts, rest):
        self.nodes -= 1
        if self.is_spent or any(
            amounts[place] + rest[depth][place] < self.demand.sellers[place].minimum
            for place in chosen
        ):
            return
        if depth == len(lines):
            if len(split.by_place()) == len(chosen):
                draft = self._check(way, split)
                if not draft.failures:
                    yield draft
            return
        for given in self._find_ways(split, lines[depth], chosen):
            self._apply(split, amounts, lines[depth], given, 1)
            yield from self._try_from(
                way, chosen, lines, depth + 1, split, amounts, rest
            )
            self._apply(split, amounts, lines[depth], given, -1)

    def _find_ways(self, split, line, chosen):
        """Ways to serve a line: tuples of (place, ready, missing). Whole where somebody
        has all of it, else as usual."""
        whole = [
            ((place, line.quantity, ZERO),)
            for place in chosen
            if split.left[place].get(line.product, ZERO) >= line.quantity
        ]
        if whole:
            return whole
        parts = share([(line, line.quantity)], chosen, [dict(one) for one in split.left])
        self._let_wait(parts, line, line.quantity, chosen)
        return [
            tuple(
                (place, ready, missing)
                for place, shares in parts.by_place().items()
                for _line, ready, missing in shares
            )
        ]

    def _apply(self, split, amounts, line, given, sign):
        for place, ready, missing in given:
            if ready and sign > 0:
                split.give(line, place, ready)
            elif ready:
                split.take_back(line, place, ready)
            if missing:
                split.wait(line, place, sign * missing)
            amounts[place] += sign * (ready + missing) * self._price(place, line)
