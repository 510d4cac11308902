"""What the add-ons of an order tell each other through the context.

Clients send contexts of their own. Were a flag a plain ``True``, whoever sends it could
change an order without what follows from the change.
"""

# No client can send this very object.
OURS = object()

# Several changes are under way: what follows from them is done once, after the last.
PENDING = {"order_change_pending": OURS}


def is_pending(records):
    return records.env.context.get("order_change_pending") is OURS
