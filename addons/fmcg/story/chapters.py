"""The order in which the story is told."""

from . import (
    afterwards,
    approval,
    cascade,
    catalog,
    channel,
    credit,
    head_office,
    languages,
    orders,
    price_sheets,
    prices,
    products,
    promotions,
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
    catalog,
    orders,
    price_sheets,
    promotions,
    credit,
    head_office,
    approval,
    cascade,
    afterwards,
)
