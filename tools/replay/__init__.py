"""A year of a real grocer, played through the channel, and its books balanced.

``fetch`` brings the data, ``pieces`` decides which of it counts whole pieces, ``load``
turns it into orders, ``world`` builds the channel, ``play`` pushes the orders through,
``books`` reads what became of them, ``reconcile`` compares, ``command`` leads.
"""
