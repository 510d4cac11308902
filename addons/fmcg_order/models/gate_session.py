"""What the gate has answered while an order is being confirmed.

A confirmation meets the gate at several places; whoever comes first asks, the others read
the answer. It travels in the context as an object, which no client can send.
"""

KEY = "gate_session"


class GateSession:
    """Answers of the gate, from order id to list of ``Blocker``."""

    def __init__(self, answers=None):
        self.answers = dict(answers or {})


def find(records):
    """The session that is under way, or None."""
    session = records.env.context.get(KEY)
    return session if isinstance(session, GateSession) else None


def begin(records, answers=None):
    """``records`` in a session of their own."""
    return records.with_context(**{KEY: GateSession(answers)})
