"""What happens inside a document's own steps, as the server takes them.

A step travels in the context as an object, which no client can send.
"""

KEY = "channel_step"
OURS = object()


def is_step(records):
    return records.env.context.get(KEY) is OURS


def in_step(records):
    """``records`` within a step."""
    return records.with_context(**{KEY: OURS})
