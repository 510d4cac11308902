"""Whom a rule speaks to, and how closely.

Ids are those of the database; the engine only compares them.
"""

from dataclasses import dataclass

ALL = "all"
TIER = "tier"
TERRITORY = "territory"
GRADE = "grade"
NODE = "node"

# The closer a rule speaks to a buyer, the higher.
RANKS = {ALL: 0, TIER: 1, TERRITORY: 2, GRADE: 3, NODE: 4}


@dataclass(frozen=True)
class Buyer:
    """What a seller's rules may ask about one of its buyers.

    :param territories: ids from the largest territory down to the buyer's own
    """

    node: int = 0
    grade: int = 0
    tier: int = 0
    territories: tuple = ()

    def audiences(self):
        """All audiences that speak to this buyer: ``(Audience, closeness)``."""
        found = [Audience(), Audience(TIER, self.tier)]
        found += [Audience(TERRITORY, territory) for territory in self.territories]
        found += [Audience(GRADE, self.grade), Audience(NODE, self.node)]
        return [
            (audience, audience.closeness(self))
            for audience in found
            if audience.closeness(self) is not None
        ]


@dataclass(frozen=True)
class Audience:
    """Everybody, or what ``target`` (an id) of the given kind stands for."""

    kind: str = ALL
    target: int = 0

    def closeness(self, buyer):
        """How closely this speaks to ``buyer``: greater is closer.

        :return: ``(rank, depth of the territory)``, or ``None`` when it does not
        """
        rank = RANKS[self.kind]
        if self.kind == ALL:
            return rank, 0
        if self.kind == TERRITORY:
            if self.target not in buyer.territories:
                return None
            return rank, buyer.territories.index(self.target)
        own = {TIER: buyer.tier, GRADE: buyer.grade, NODE: buyer.node}[self.kind]
        return (rank, 0) if own and own == self.target else None
