"""Why something was decided as it was: a code and facts, which others put into words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """One reason.

    :param code: stable key for programs and translators, such as ``not_listed``
    :param facts: tuple of (name, value); which names there are depends on the code and
        stands where the code is defined
    """

    code: str
    facts: tuple = ()

    def __getitem__(self, name):
        """The value of a fact; a ``KeyError`` where the reason has none of this name."""
        return dict(self.facts)[name]


def because(code, **facts):
    """A :class:`Reason` with ``facts``."""
    return Reason(code, tuple(facts.items()))
