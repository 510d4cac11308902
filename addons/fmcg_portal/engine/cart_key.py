"""What a line of the cart is known by: a product, and the unit it is ordered in.

``"7"`` is product 7 in its own unit, ``"7:3"`` the same product in unit 3.
"""

import re

# ids fit into four bytes with room to spare
PATTERN = re.compile(r"([0-9]{1,9})(?::([0-9]{1,9}))?", re.ASCII)


def write(product, unit, own):
    """:param own: id of the product's own unit, which goes without saying"""
    return str(product) if unit == own else f"{product}:{unit}"


def read(key):
    """:return: ``(product id, unit id or None)``, or ``None`` for what is no key"""
    match = PATTERN.fullmatch(key) if isinstance(key, str) else None
    if not match:
        return None
    product, unit = match.groups()
    return int(product), int(unit) if unit else None
