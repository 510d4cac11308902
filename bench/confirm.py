"""What does it cost to confirm an order of 300 lines?

    python3 bench/confirm.py

The goods are in stock, are reserved at once and are delivered in one step. Two
databases with the same products, prices and stock: one with all our add-ons, one with
core's modules alone. A salesperson presses the button in both. Ours: the order was
submitted before; the gate is asked, credit is committed, the stage is derived. Told as
well is the whole submission, from a draft to a confirmed order, and another size, which
shows what a line costs.

Each confirmation is rolled back, so that the next one does the same. Figures are medians
of processor seconds of this process and its PostgreSQL backend, taken in turns. The exit
code is 1 when ours takes more than the limit, or when what was confirmed differs.
"""

import argparse
import sys

import common
from order_data import QUANTITY, build_orders, find_salesperson, prepare_order

TIMES = 5
LINES, FEW = 300, 30
MOST_RATIO = 1.25
OURS, STOCK = "fmcg_bench_confirm", "fmcg_bench_confirm_stock"


def create_orders(database):
    """Ids of the salesperson and of an order of each size; ours are submitted."""
    with common.environment(database) as env:
        user = find_salesperson(env)
    orders = {}
    with common.environment(database, user=user) as env:
        for lines in (FEW, LINES):
            order = env["sale.order"].create(prepare_order(env, lines))
            orders[lines] = order.id
    return user, orders


def submit(order):
    """Leave the order as it stands when something else still held it."""
    if "submitted_date" in order:
        order._fix_terms()
        order.sudo().write(
            {
                "submitted_date": order.env.cr.now(),
                "submitted_by_id": order.env.uid,
                "state": "sent",
            }
        )
        order.env.flush_all()


def confirm(database, user, order_id, whole=False):
    """Confirm, measure, look at what came of it, and roll back.

    :param whole: from the draft on
    :return: the cost, and what was confirmed
    """
    with common.environment(database, user=user) as env:
        order = env["sale.order"].browse(order_id)
        if not whole:
            submit(order)
        env.invalidate_all()
        with common.measured(env.cr) as cost:
            getattr(order, "action_submit" if whole else "action_confirm")()
            env.flush_all()
        found = describe(order.sudo())
        env.cr.rollback()
    return cost, found


def describe(order):
    """State, and of each move state and reserved quantities."""
    moves = order.picking_ids.move_ids.sorted("id")
    lines = [(line.quantity, line.location_id.name) for line in moves.move_line_ids]
    states = {move.state for move in moves}
    return order.state, order.picking_ids.mapped("state"), states, lines


def check(found, lines):
    state, pickings, states, reserved = found
    assert (state, pickings, states) == ("sale", ["assigned"], {"assigned"}), found
    assert len(reserved) == lines and {quantity for quantity, _ in reserved} == {QUANTITY}


def measure(steps, times):
    """Medians of steps, taken in turns."""
    costs = {name: [] for name in steps}
    for turn in range(times + 1):
        for name, (lines, arguments) in steps.items():
            cost, found = confirm(*arguments)
            check(found, lines)
            if turn:  # the first one in a process builds caches
                costs[name].append(cost)
    return {name: common.median(found) for name, found in costs.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--times", type=int, default=TIMES)
    options = parser.parse_args()
    common.database(OURS)
    common.database(STOCK, stock=True)
    try:
        steps = {}
        for side, database in (("ours", OURS), ("stock", STOCK)):
            build_orders(database)
            user, orders = create_orders(database)
            for lines, order in orders.items():
                steps[side, lines] = lines, (database, user, order)
            if side == "ours":
                steps["whole", LINES] = LINES, (database, user, orders[LINES], True)
        return 0 if tell(measure(steps, options.times)) else 1
    finally:
        common.drop(OURS, STOCK)


def tell(found):
    for (side, lines), cost in found.items():
        common.tell(f"confirm_{lines}_lines {side}", cost)
    ours, stock = found["ours", LINES], found["stock", LINES]
    common.result(f"submit_{LINES}_lines", found["whole", LINES].work, stock.work)
    per_line = [
        (found[side, LINES].queries - found[side, FEW].queries) / (LINES - FEW)
        for side in ("ours", "stock")
    ]
    common.result("confirm_queries_per_line", *per_line)
    return common.result(
        f"confirm_{LINES}_lines", ours.work, stock.work, ratio_limit=MOST_RATIO
    )


if __name__ == "__main__":
    common.start()
    sys.exit(main())
