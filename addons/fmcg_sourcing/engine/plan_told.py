"""What a draft says to people: what leaves when, and why it is as it is."""

from collections import Counter, defaultdict
from dataclasses import replace

from . import plan_facts as f
from .packs import ZERO
from .reason import because


def tell(demand, policy, best, failed):
    """The plan that a draft stands for.

    :param best: :class:`~.plan_checks.Draft`, or None where there is none
    :param failed: drafts that were tried before
    :return: :class:`~.plan_facts.Plan`
    """
    teller = _Teller(demand, policy, best, failed)
    return teller.tell() if best else teller.tell_nothing()


class _Teller:
    def __init__(self, demand, policy, best, failed):
        self.demand = demand
        self.policy = policy
        self.best = best
        self.said = self._collect(failed)

    def _collect(self, failed):
        """Dict from place to what was said against its parts, each once."""
        said = defaultdict(dict)
        for draft in failed:
            for place, reasons in draft.failures.items():
                said[place].update(dict.fromkeys(reasons))
        return said

    def tell(self):
        unserved = self._find_unsold()
        complete = self.best.is_complete and not unserved
        used = tuple(self.best.parts)
        return f.Plan(
            policy=self.policy,
            way=self.best.way,
            parts=tuple(self._finish_parts(complete)),
            unserved=tuple(unserved),
            rejected=tuple(self._find_rejected(used)),
            failures=tuple(
                f.Rejected(self._id(place), reasons)
                for place, reasons in self.best.failures.items()
            ),
            exact=self.best.exact,
        )

    def tell_nothing(self):
        """Nobody sells anything, or not all is there and the buyer wants all."""
        return f.Plan(
            policy=self.policy,
            way=f.NOTHING,
            unserved=tuple(self._find_incomplete()),
            rejected=tuple(self._find_rejected(())),
        )

    def _id(self, place):
        return self.demand.sellers[place].id

    # Parts ----------------------------------------------------------------------

    def _finish_parts(self, complete):
        ships = complete or self.policy == f.SHIP_AVAILABLE
        pieces = Counter(
            one.line for part in self.best.parts.values() for one in part.allocations
        )
        for _place, part in sorted(self.best.parts.items()):
            allocations = tuple(
                self._finish(one, ships, pieces[one.line]) for one in part.allocations
            )
            yield replace(part, allocations=allocations)

    def _finish(self, one, ships, pieces):
        reasons = list(one.reasons)
        if pieces > 1:
            reasons.append(because(f.SPLIT, parts=pieces))
        if one.missing:
            reasons.append(because(f.WAITS, missing=one.missing))
        if one.ready and not ships:
            reasons.append(because(f.HELD_BACK, ready=one.ready))
        return replace(
            one, ships=one.ready if ships else ZERO, reasons=tuple(reasons)
        )

    # What is not served ---------------------------------------------------------

    def _find_unsold(self):
        return [
            f.Unserved(line.key, line.product, line.quantity, self._not_offered(line))
            for line in self.demand.lines
            if line.product not in self.demand.served
        ]

    def _not_offered(self, line):
        return (because(f.NOT_OFFERED, products=(line.product,)),)

    def _find_incomplete(self):
        for line in self.demand.lines:
            if line.product not in self.demand.served:
                reasons = self._not_offered(line)
            else:
                missing = self.demand.get_lack(line.product, self.demand.able)
                reasons = (because(f.INCOMPLETE, missing=missing),)
            yield f.Unserved(line.key, line.product, line.quantity, reasons)

    # Who does not serve ---------------------------------------------------------

    def _find_rejected(self, used):
        servers = tuple(self._id(place) for place in used)
        for place, seller in enumerate(self.demand.sellers):
            if place not in used:
                yield f.Rejected(seller.id, self._find_reasons(place, servers))

    def _find_reasons(self, place, servers):
        reasons = list(self.said.get(place, ()))
        foreign = self.demand.products.keys() - self.demand.offers[place]
        if foreign:
            reasons.append(because(f.NOT_OFFERED, products=tuple(sorted(foreign))))
        lacking = tuple(
            (product, self.demand.products[product], has)
            for product in sorted(self.demand.offers[place])
            if (has := self.demand.capacities[place].get(product, ZERO))
            < self.demand.products[product]
        )
        if lacking:
            reasons.append(because(f.LACKS, products=lacking))
        if servers and not reasons:
            reasons.append(because(f.NOT_NEEDED, sellers=servers))
        return tuple(reasons)
