"""What this add-on tells itself through the context.

Clients send contexts of their own. Were a flag a plain ``True``, whoever sends it could
keep benefits that an order does not earn, or change the lines that promotions made.
"""

# No client can send this very object.
OURS = object()

# It is promotions that write.
APPLYING = {"promotion_applying": OURS}
# Transfers are under way: orders are told once, after the last.
MOVING = {"promotion_moving": OURS}


def is_applying(records):
    return records.env.context.get("promotion_applying") is OURS


def is_moving(records):
    return records.env.context.get("promotion_moving") is OURS
