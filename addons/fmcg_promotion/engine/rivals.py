"""Groups of mutual exclusion: the member that is best for the buyer wins."""

from collections import defaultdict


class Rivals:
    """Ranks the members of each group when the first of them has its turn.

    A member is rated by its worth to the buyer in money, then by pieces of gifts (which
    may be worth nothing), then by sequence. Who gives nothing does not stand in the way
    of others.

    :param candidates: list of pairs of promotion and lines
    :param known: dict from promotion id to its rating, where an earlier pass has shown
        that at its own turn a member gives less than it had seemed to
    """

    def __init__(self, candidates, known):
        self._known = known
        self._rankings = {}
        self._members = defaultdict(list)
        for promotion, lines in candidates:
            if promotion.group:
                self._members[promotion.group].append((promotion, lines))

    def rank(self, promotion, draft):
        """Ratings of all members of the promotion's group that give something.

        :param draft: function of (promotion, lines) to what it would give
        """
        group = promotion.group
        if group not in self._rankings:
            ratings = [
                self._known[member.id]
                if member.id in self._known
                else rate(member, draft(member, lines))
                for member, lines in self._members[group]
            ]
            self._rankings[group] = sorted(filter(None, ratings))
        return self._rankings[group]


def rate(promotion, applied):
    """Sorts the best first; ``None`` for a promotion that gives nothing."""
    if not applied:
        return None
    return (-applied.worth, -applied.pieces, promotion.sequence, promotion.id)


def winner(ranking):
    """The id of the best; 0 where nobody gives anything."""
    return ranking[0][-1] if ranking else 0


def is_overrated(ranking, rating):
    """Whether the second would have been better than what the first really gives."""
    return len(ranking) > 1 and (rating is None or rating > ranking[1])
