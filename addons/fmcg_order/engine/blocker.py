"""Why an order may not go on: typed reasons of the gate."""

from dataclasses import dataclass

BLOCK = "block"
WAIT = "wait"
WARN = "warn"


@dataclass(frozen=True)
class Blocker:
    """One reason of the gate.

    :param code: stable key for programs, such as ``agreement_inactive``
    :param message: sentence for people, in their language, that names the remedy
    :param severity: ``block`` stops the order until it is cured, ``wait`` means that
        somebody has been asked and will answer, ``warn`` lets the order through
    :param line_ids: ids of the order lines concerned; empty means the whole order
    """

    code: str
    message: str
    severity: str = BLOCK
    line_ids: tuple = ()

    @property
    def stops(self):
        """Whether the order cannot be confirmed while this reason stands."""
        return self.severity != WARN
