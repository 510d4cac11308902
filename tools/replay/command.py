"""Lead the replay: data, database, world, play, books. Says what happens meanwhile.

``make replay N=500``; further settings are environment variables:

* ``JOBS``: processes (2)
* ``LINES``: only orders of at most so many lines are chosen from (60; 0: all orders).
  A whole week of a large store is 150 to 700 products: 500 such orders are 80,000 lines
* ``DB``: name of the database (fmcg_replay), ``KEEP=1``: leave it when it balances
* ``TIERS``: how many tiers the goods come through, 1 (the distributors have them), 2 or 3
  (up to the brand); more than one is played by one process, since the tiers above are
  the same for all. ``--tiers 3`` says the same
* ``BREAK=1``: falsify one figure before the books are read; must not balance
"""

import os
import time

from fmcgtools import building, databases, say

from . import crew, load, reconcile, world
from .books import Books
from .tiers import TierBooks

USAGE = "make replay N=500 [TIERS=3] [JOBS=2] [LINES=60] [BREAK=1] [KEEP=1]"
MOST_TIERS = 3
FAULT = """
    UPDATE stock_move SET quantity = quantity + 1 WHERE id = (
        SELECT max(m.id) FROM stock_move m JOIN stock_location c
            ON c.id = m.location_dest_id AND c.usage = 'customer'
         WHERE m.state = 'done')"""


def main(arguments):
    try:
        counts, tiers = split_arguments(arguments)
        wanted = number("N", counts[0] if counts else "500", 1)
        return run(
            wanted,
            tiers=tiers,
            jobs=1 if tiers > 1 else number("JOBS", os.environ.get("JOBS") or "2", 1),
            most_lines=number("LINES", os.environ.get("LINES") or "60", 0),
            database=os.environ.get("DB") or "fmcg_replay",
        )
    except say.Fail as error:
        say.fail(error)
        return error.code
    except KeyboardInterrupt:
        say.fail("interrupted")
        return 130


def split_arguments(arguments):
    """What is not about tiers, and how many tiers play."""
    text, others = os.environ.get("TIERS") or "1", list(arguments)
    if "--tiers" in others:
        place = others.index("--tiers")
        text = (others[place + 1 :] or [""])[0]
        del others[place : place + 2]
    tiers = number("TIERS", text, 1)
    if tiers > MOST_TIERS:
        raise say.Fail(f"TIERS={text}: there are {MOST_TIERS} tiers", USAGE, code=2)
    return others, tiers


def number(name, text, least):
    if not text.isdigit() or int(text) < least:
        raise say.Fail(f"{name}={text} is no number from {least} on", USAGE, code=2)
    return int(text)


def run(wanted, jobs, most_lines, database, tiers=1):
    with say.step("reading the Complete Journey"):
        journey = load.journey(wanted, most_lines)
    tell_data(journey, most_lines)
    if len(journey.orders) < wanted:
        raise say.Fail(f"the data has {len(journey.orders)} such orders", "Lower N")
    with building.lock(f"replay-{database}"):
        databases.fresh_database(database)
        differences = play(database, journey, jobs, tiers)
        if differences:
            say.fail(f"{differences} differences; the database {database} is kept")
            return 1
        say.line("Balanced: to the unit and to the cent.")
        if os.environ.get("KEEP"):
            say.note(f"the database {database} is kept")
        else:
            databases.drop(database)
    return 0


def tell_data(journey, most_lines):
    for name, figure in journey.facts.items():
        say.note(f"{figure:>9,}  {name}")
    say.line("  Left out, because their quantities are no pieces of goods:")
    for group in journey.left_out:
        say.note(f"{group.lines:>9,}  {group.name}: {group.reason}")
    total = sum(group.lines for group in journey.left_out)
    say.note(f"{total:>9,}  sales lines left out in all")
    if most_lines:
        say.line(
            f"  Chosen from orders of at most {most_lines} lines only (LINES=0: all)."
        )
    say.line("  Chosen:")
    say.note(f"{len(journey.orders):>9,}  orders")
    say.note(f"{count_lines(journey.orders):>9,}  order lines")
    say.note(f"{len(journey.products):>9,}  products")
    say.note(f"{len({order.store for order in journey.orders}):>9,}  stores")


def count_lines(orders):
    return sum(len(order.lines) for order in orders)


def value(order, products):
    return sum(quantity * products[product].price for product, quantity in order.lines)


def play(database, journey, jobs, tiers=1):
    """Build, play and compare; the number of differences."""
    registry = crew.open_registry(database)
    shares = load.spread(journey.stores, world.CITIES)
    values = [(order.store, value(order, journey.products)) for order in journey.orders]
    limits = world.approval_limits(values, shares)
    with say.step("the channel: enterprises, staff, outlets, products, prices"):
        with registry.cursor() as cr:
            env = crew.environment(cr)
            built = world.Builder(env, journey).build(shares, limits, tiers)
    tasks = [
        (city, [order for order in journey.orders if order.store in city.outlets])
        for city in built.enterprises
    ]
    started = time.monotonic()
    timings = crew.play(database, tasks, built.products, jobs)
    tell_timings(timings, journey, time.monotonic() - started, jobs)
    with registry.cursor() as cr:
        if os.environ.get("BREAK"):
            say.line("  BREAK=1: one shipped quantity is falsified")
            cr.execute(FAULT)
        tell_approved(cr)
        say.line("  Books")
        books = TierBooks(cr, built, journey) if tiers > 1 else Books(cr, built, journey)
        if tiers > 1:
            books.describe(say.line)
        return reconcile.report(books.checks(), say.line)


def tell_timings(timings, journey, seconds, jobs):
    orders, lines = len(journey.orders), count_lines(journey.orders)
    say.line(f"  Time of each step, added up over {jobs} processes:")
    for step, spent in timings.items():
        say.note(
            f"{spent:8.1f} s  {step:<8} {1000 * spent / orders:8.1f} ms an order"
            f" {1000 * spent / lines:6.2f} ms a line"
        )
    rate = 60 * orders / seconds
    say.line(
        f"  {orders} orders, {lines} lines in {seconds:.0f} s: {rate:.1f} orders/min"
    )


def tell_approved(cr):
    cr.execute(
        "SELECT count(DISTINCT res_id) FROM tier_review WHERE status = 'approved'"
    )
    say.note(f"{cr.fetchone()[0]} orders were approved by an enterprise administrator")
