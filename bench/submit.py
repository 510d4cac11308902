"""How long does a customer wait for an order of 20 lines, when others order, too?

    python3 bench/submit.py [--submissions 200] [--workers 4]

A real HTTP server with four worker processes, and four clients that order as fast as
they get answers, through Odoo's JSON-2 interface with the API key of a salesperson.
Ours is one call of ``submit_channel_order``: listing, quantities, prices, promotions,
approval, credit and confirmation with the reservation of the goods. The closest of stock
are two calls, ``create`` and ``action_confirm``. The buyers differ from order to order;
the products are drawn from 400, so that clients race for goods.

Told are median and 95th percentile of the seconds on the clock, which another load of
the machine makes longer, the processor seconds of the server and of its PostgreSQL
backends for an order, and how many calls the server had to repeat after a collision
(Odoo waits up to two seconds before it does, and longer when that fails as well). Goods
that others were reserving when an order was confirmed are reserved by a scheduled action
of ours, which runs beside (its work counts; no other one runs): told is how many orders
that were, and how long they waited. The exit code is 1 when a call failed, an order is
missing or twice, or its goods are not reserved at the end, or when ours is over a limit.

The median of clients who race says little of what an order costs: where goods collide,
stock's calls wait for a second or more before they are repeated, and leave the machine to
the others meanwhile. Its median is the time of a half empty machine (0.97 s of ours 1.61),
and who waited stands in its 95th percentile (5.70 s of ours 2.18). So one client is timed
as well that has the server for itself, and the mean of those who race, which is what the
machine gets done.
"""

import argparse
import itertools
import json
import random
import statistics
import sys
import threading
import time
import urllib.request
from datetime import datetime, timedelta
from pathlib import Path

import common
from order_data import build_orders, create_buyers, find_salesperson
from price_data import bench_products

SUBMISSIONS, WORKERS, LINES = 200, 4, 20
ALONE = 30  # submissions of one client that has the server for itself
# Most of stock's. What clients wait for who race is told, and has no limit but the long
# waits: see the text above.
MOST_ALONE, MOST_P95, MOST_WORK = 1.1, 1.0, 1.25
BUYERS = 40
WARM_UP = 12  # calls before time is taken: each worker builds its registry
RETRY = "tries left, try again"
OURS, STOCK = "fmcg_bench_submit", "fmcg_bench_submit_stock"


def prepare(database):
    """Buyers, products and an API key."""
    build_orders(database)
    with common.environment(database) as env:
        buyers = create_buyers(env, BUYERS)
        products = bench_products(env).ids
        user = env["res.users"].browse(find_salesperson(env))
    with common.environment(database, user=user.id) as env:
        until = datetime.now() + timedelta(days=1)
        key = env["res.users.apikeys"]._generate("rpc", "Bench", until)
    silence_scheduled_actions(database)
    common.analyze(database)
    return buyers, products, key


def silence_scheduled_actions(database):
    """All but the one that is part of what is measured."""
    from fmcgtools import databases

    databases.query(
        "UPDATE ir_cron SET active = id IN ("
        " SELECT res_id FROM ir_model_data WHERE module = 'fmcg_stock_speed'"
        " AND name = 'ir_cron_reserve_postponed')",
        database=database,
    )


class Client:
    """Calls methods of ``sale.order`` over HTTP."""

    def __init__(self, site, key):
        self.url = f"{site.url}/json/2/sale.order/"
        self.headers = {
            "Authorization": f"bearer {key}",
            "Content-Type": "application/json",
            "X-Odoo-Database": site.database,
        }

    def call(self, method, **arguments):
        request = urllib.request.Request(
            self.url + method, json.dumps(arguments).encode(), self.headers
        )
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)

    def submit_ours(self, number, buyer, lines):
        answer = self.call(
            "submit_channel_order",
            lines=[{"product_id": p, "quantity": q} for p, q in lines],
            key=f"bench-{number:08}",
            agreement_id=buyer,
        )
        assert answer["created"] and answer["stage"] == "confirmed", answer

    def submit_stock(self, _number, buyer, lines):
        order_lines = [
            (0, 0, {"product_id": p, "product_uom_qty": q}) for p, q in lines
        ]
        values = {"partner_id": buyer, "order_line": order_lines}
        self.call("action_confirm", ids=self.call("create", vals_list=[values]))


class Load:
    """Several clients that take the next order as soon as they have an answer."""

    def __init__(self, submit, buyers, products):
        self.submit, self.buyers, self.products = submit, buyers, products
        self.numbers = itertools.count()
        self.seconds, self.errors = [], []

    def run(self, count, clients):
        self.seconds, self.errors = [], []
        first = next(self.numbers)
        self.numbers = itertools.count(first)
        self.last = first + count
        threads = [threading.Thread(target=self.work) for _client in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.numbers = itertools.count(self.last)

    def work(self):
        for number in self.numbers:
            if number >= self.last:
                return
            chance = random.Random(number)
            lines = [(p, 6) for p in chance.sample(self.products, LINES)]
            start = time.perf_counter()
            try:
                self.submit(number, self.buyers[number % len(self.buyers)], lines)
            except Exception as error:
                body = error.read().decode() if hasattr(error, "read") else str(error)
                self.errors.append(body[:300])
            self.seconds.append(time.perf_counter() - start)


def processor_seconds(site):
    """Of the server's processes and of the backends that work for them."""
    from fmcgtools import databases

    children = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children")
    backends = databases.query(
        "SELECT pid FROM pg_stat_activity WHERE datname = %s", (site.database,)
    )
    pids = [site.process.pid, *map(int, children.read_text().split())]
    pids += [pid for (pid,) in backends]
    return sum(common.backend_seconds(pid) for pid in pids)


def count_orders(database):
    from fmcgtools import databases

    return databases.query(
        "SELECT count(*) FROM sale_order WHERE state = 'sale'", database=database
    )[0][0]


class Watch(threading.Thread):
    """Looks which orders wait for their goods, and for how long."""

    def __init__(self, database):
        super().__init__(daemon=True)
        self.database = database
        self.ended = threading.Event()
        self.since, self.waited = {}, {}

    def run(self):
        while not self.ended.wait(0.1):
            self.look()

    def look(self):
        from fmcgtools import databases

        rows = databases.query(
            "SELECT DISTINCT picking_id FROM stock_move"
            " WHERE product_uom_qty > 0 AND state IN ('confirmed', 'partially_available')",
            database=self.database,
        )
        now = time.perf_counter()
        for (transfer,) in rows:
            self.waited[transfer] = now - self.since.setdefault(transfer, now)
        return len(rows)

    def end(self, patience=60):
        """:return: how many orders still have no goods"""
        deadline = time.perf_counter() + patience
        while (left := self.look()) and time.perf_counter() < deadline:
            time.sleep(0.1)
        self.ended.set()
        self.join()
        return left


def measure(side, database, options):
    from fmcgtools import paths, server

    buyers, products, key = prepare(database)
    log = paths.log(f"server-{database}")
    log.unlink(missing_ok=True)
    with server.running(database, workers=options.workers) as site:
        client = Client(site, key)
        load = Load(getattr(client, f"submit_{side}"), buyers, products)
        load.run(WARM_UP, options.workers)
        errors = load.errors
        retries, work = log.read_text().count(RETRY), processor_seconds(site)
        watch = Watch(database)
        watch.start()
        load.run(options.submissions, options.workers)
        without = watch.end()
        work = (processor_seconds(site) - work) / options.submissions
        retries = log.read_text().count(RETRY) - retries
        errors += load.errors
        raced = Timing(load.seconds)
        load.run(ALONE, 1)
    errors += load.errors
    found = count_orders(database)
    expected = options.submissions + WARM_UP + ALONE
    good = not errors and not without and found == expected
    alone = Timing(load.seconds)
    say(side, raced, alone, work, retries, errors, found)
    say_waiting(watch, without)
    return raced, alone, work, good


class Timing:
    """What callers waited for.

    :param seconds: on the clock, of each call
    """

    def __init__(self, seconds):
        self.p50 = statistics.median(seconds)
        self.p95 = statistics.quantiles(seconds, n=20)[-1]
        self.mean = statistics.mean(seconds)


def say(side, raced, alone, work, retries, errors, found):
    name = f"submit_{LINES}_lines {side}"
    print(
        f"  {name:<26} p50={raced.p50:.3f} s p95={raced.p95:.3f} s mean={raced.mean:.3f} s"
        f" alone={alone.p50:.3f} s on the clock, {work:.3f} s of work"
        f" an order, {retries} retries, {len(errors)} errors, {found} orders",
        flush=True,
    )
    for error in errors[:3]:
        print(f"    {error}", flush=True)


def say_waiting(watch, without):
    waited = sorted(watch.waited.values())
    if waited:
        print(
            f"    {len(waited)} orders got their goods later: p50={waited[len(waited) // 2]:.1f}"
            f" s, longest {waited[-1]:.1f} s; {without} got none",
            flush=True,
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--submissions", type=int, default=SUBMISSIONS)
    parser.add_argument("--workers", type=int, default=WORKERS)
    options = parser.parse_args()
    common.database(OURS)
    common.database(STOCK, stock=True)
    try:
        ours = measure("ours", OURS, options)
        stock = measure("stock", STOCK, options)
    finally:
        common.drop(OURS, STOCK)
    return 0 if judge(ours, stock) else 1


def judge(ours, stock):
    """Print the figures; True when all was right and within the limits."""
    raced, alone, work, good = ours
    stock_raced, stock_alone, stock_work, stock_good = stock
    name = f"submit_{LINES}_lines"
    common.result(f"{name}_p50", raced.p50, stock_raced.p50)
    common.result(f"{name}_mean", raced.mean, stock_raced.mean)
    within = [
        common.result(f"{name}_p95", raced.p95, stock_raced.p95, MOST_P95),
        common.result(f"{name}_alone", alone.p50, stock_alone.p50, MOST_ALONE),
        common.result(f"{name}_work", work, stock_work, MOST_WORK),
    ]
    return good and stock_good and all(within)


if __name__ == "__main__":
    common.start()
    sys.exit(main())
