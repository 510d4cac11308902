"""The fewest candidates that together have enough of everything.

The question is a set cover in which a candidate may have a part of what a row needs, so
that it takes exponential time in the worst case. The search here is exact as long as its
budget lasts, and says whether it did:

* candidates without whom some row falls short are taken first: where goods are scarce
  this decides nearly everything;
* a greedy choice, freed of what it does not need, is the first answer;
* branch and bound looks for a smaller one: it branches on the row that has the fewest
  candidates; its bounds are how many rows share no candidate, and how many candidates
  have to do with as many rows as are left;
* at last each chosen candidate makes room for a preferred one that does as well.

The budget counts visits of rows and not seconds: the same facts always give the same
answer.
"""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

BUDGET = 40_000


@dataclass(frozen=True)
class Cover:
    """:param chosen: places of the candidates, ascending
    :param exact: whether it is certain that no smaller choice exists
    """

    chosen: tuple
    exact: bool = True


def find_fewest(capacities, needs, budget=BUDGET):
    """The fewest candidates that cover ``needs``.

    O(candidates × rows) for each candidate chosen, and at most ``budget`` more.

    :param capacities: list of dicts from row to what a candidate has of it, the
        preferred candidate first; what is not in it is nothing
    :param needs: dict from row to quantity above zero
    :return: :class:`Cover`, or None where all together have not enough
    """
    rows = {row: needs[row] for row in sorted(needs)}
    for place, capacity in enumerate(capacities):
        if rows and _covers_all(capacity, rows):
            return Cover((place,))
    search = _Search(capacities, rows, budget)
    return search.run() if search.is_possible() else None


def _covers_all(capacity, rows):
    return all(capacity.get(row, 0) >= need for row, need in rows.items())


class _Search:
    """One question; ``left`` is always a dict from uncovered row to what it lacks."""

    def __init__(self, capacities, rows, budget):
        self.capacities = capacities
        self.rows = rows
        self.budget = budget
        self.holders = {
            row: [
                place
                for place, capacity in enumerate(capacities)
                if capacity.get(row, 0) > 0
            ]
            for row in rows
        }
        self.masks = {
            row: sum(1 << place for place in holders)
            for row, holders in self.holders.items()
        }
        # How many rows a candidate covers alone: whom to try first
        self.strength = [
            sum(capacity.get(row, 0) >= need for row, need in rows.items())
            for capacity in capacities
        ]

        # How many rows one, two … candidates have something of at the most
        touched = [len(capacity.keys() & rows.keys()) for capacity in capacities]
        self.most_touched = list(accumulate(sorted(touched, reverse=True)))

    def is_possible(self):
        return all(self._total(row) >= need for row, need in self.rows.items())

    def _total(self, row):
        return sum(self.capacities[place][row] for place in self.holders[row])

    def run(self):
        forced = self._find_forced()
        left = self.rows
        for place in sorted(forced):
            left = self._take(left, place)
        chosen = self._drop_needless(forced, self._choose(left, forced))
        self.best = sorted(forced | chosen)
        if left:
            self._branch(left, sorted(forced), sum(1 << place for place in forced))
        exact = self.budget > 0
        return Cover(tuple(sorted(self._prefer(forced))), exact)

    def _find_forced(self):
        """Candidates without whom a row cannot be covered."""
        forced = set()
        for row, need in self.rows.items():
            spare = self._total(row) - need
            forced.update(
                place
                for place in self.holders[row]
                if self.capacities[place][row] > spare
            )
        return forced

    def _take(self, left, place):
        """What is left when the candidate gives all it has."""
        capacity = self.capacities[place]
        return {
            row: lack if has is None else lack - has
            for row, lack in left.items()
            if (has := capacity.get(row)) is None or has < lack
        }

    def _choose(self, left, forced):
        """A greedy choice: whoever covers the most rows, then touches the most."""
        open_places = set(range(len(self.capacities))) - forced
        chosen = set()
        while left:
            worth = {place: (*self._worth(left, place), -place) for place in open_places}
            place = max(worth, key=worth.get)
            open_places.discard(place)
            chosen.add(place)
            left = self._take(left, place)
        return chosen

    def _worth(self, left, place):
        capacity = self.capacities[place]
        covered = touched = 0
        for row, lack in left.items():
            has = capacity.get(row)
            if has:
                touched += 1
                covered += has >= lack
        return covered, touched

    def _drop_needless(self, forced, chosen):
        """The choice without those whom the others can replace, the last ones first."""
        kept = set(chosen)
        for place in sorted(chosen, reverse=True):
            if not self._lacking(forced | kept - {place}):
                kept.discard(place)
        return kept

    def _lacking(self, chosen):
        """What the rows lack when ``chosen`` give all they have."""
        lacking = {}
        for row, need in self.rows.items():
            for place in chosen:
                need -= self.capacities[place].get(row, 0)
                if need <= 0:
                    break
            else:
                lacking[row] = need
        return lacking

    def _branch(self, left, chosen, excluded):
        """Look for a choice smaller than the best one.

        :param excluded: mask of candidates that were tried before
        """
        if not left:
            self.best = sorted(chosen)
            return
        self.budget -= len(left)
        if self.budget <= 0:
            return
        room = len(self.best) - len(chosen)
        if bisect_left(self.most_touched, len(left)) + 1 >= room:
            return
        row, fewest = self._bound(left, excluded)
        if fewest >= room:
            return
        open_holders = [
            place for place in self.holders[row] if not excluded >> place & 1
        ]
        open_holders.sort(key=lambda place: (-self.strength[place], place))
        for place in open_holders:
            # a row that the candidates not yet excluded cannot cover ends this branch
            if self._reach(row, excluded) < left[row]:
                return
            excluded |= 1 << place
            self._branch(self._take(left, place), [*chosen, place], excluded)
            if len(chosen) + 1 >= len(self.best):
                return

    def _bound(self, left, excluded):
        """The row with the fewest candidates, and how many are needed at least."""
        masks, allowed = self.masks, ~excluded
        open_masks = {row: masks[row] & allowed for row in left}
        counted = sorted(left, key=lambda row: open_masks[row].bit_count())
        used = fewest = 0
        for row in counted:
            if not open_masks[row] & used:
                used |= open_masks[row]
                fewest += 1
        return counted[0], fewest

    def _reach(self, row, excluded):
        return sum(
            self.capacities[place][row]
            for place in self.holders[row]
            if not excluded >> place & 1
        )

    def _prefer(self, forced):
        """The best choice with preferred candidates instead of others, where one does
        as well."""
        chosen = set(self.best)
        for place in sorted(chosen - forced, reverse=True):
            lacking = self._lacking(chosen - {place})
            for other in range(place):
                if other not in chosen and _covers_all(self.capacities[other], lacking):
                    chosen = chosen - {place} | {other}
                    break
        return chosen
