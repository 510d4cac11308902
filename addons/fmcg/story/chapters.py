"""The order in which the story is told."""

from . import (
    afterwards,
    channel,
    languages,
    orders,
    prices,
    products,
    stock,
    terms,
    users,
)

ORDER = (
    languages,
    channel,
    users,
    products,
    prices,
    terms,
    stock,
    orders,
    afterwards,
)
