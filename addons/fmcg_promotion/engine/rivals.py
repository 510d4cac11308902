"""Groups of mutual exclusion: the member that is best for the buyer wins."""

from collections import defaultdict


class Rivals:
    """Ranks the members of each group when the first of them has its turn.

    A member is rated by its worth to the buyer in money, then by pieces of gifts (which
    may be worth nothing), then by sequence. Who gives nothing does not stand in the way
    of others.

    Should the winner give less at its own turn than another member, the work goes back
    to the moment of the ranking, and the winner is rated by what it really gave.
    """

    def __init__(self, candidates):
        self._known = {}
        self._rankings = {}
        self._moments = {}
        self._members = defaultdict(list)
        self._patience = len(candidates)
        for promotion, lines in candidates:
            if promotion.group:
                self._members[promotion.group].append((promotion, lines))

    def rank(self, promotion, draft, moment):
        """Ratings of all members of the promotion's group that give something.

        :param draft: function of (promotion, lines) to what it would give
        :param moment: function that returns what is needed to come back
        """
        group = promotion.group
        if group not in self._rankings:
            self._moments[group] = moment()
            ratings = [
                self._known[member.id]
                if member.id in self._known
                else rate(member, draft(member, lines))
                for member, lines in self._members[group]
            ]
            self._rankings[group] = sorted(filter(None, ratings))
        return self._rankings[group]

    def reconsider(self, promotion, applied):
        """The moment to go back to, ``None`` where the winner stays the best one.

        Each time a rating falls, so that there is an end; where it is far, the last
        winner stays.

        :param applied: what the winner really gives at its turn
        """
        ranking = self._rankings[promotion.group]
        rating = rate(promotion, applied)
        if len(ranking) < 2 or rating and rating < ranking[1] or not self._patience:
            return None
        self._patience -= 1
        self._known[promotion.id] = rating
        return self._forget(promotion.group)

    def _forget(self, group):
        """All rankings since that of ``group``, which was made at another state."""
        moments = list(self._moments.items())
        start = next(place for place, (name, _) in enumerate(moments) if name == group)
        for name, _moment in moments[start:]:
            del self._moments[name], self._rankings[name]
        return moments[start][1]


def rate(promotion, applied):
    """Sorts the best first; ``None`` for a promotion that gives nothing."""
    if not applied:
        return None
    return (-applied.worth, -applied.pieces, promotion.sequence, promotion.id)
