"""Odoo in this process and in others: who plays which distributors at the same time."""

import multiprocessing
import queue
import time
import traceback

from fmcgtools import config, paths, say

from . import play as playing
from . import tiers

END = "end"
CPU = "(CPU)"  # of the processes, the database's not counted
EVERY = 15  # seconds between two lines about the progress


def open_registry(database):
    """Odoo's registry of a database, in this process."""
    from odoo.modules.registry import Registry
    from odoo.tools import config as odoo_config

    log = paths.log("replay")
    conf = config.write("replay", db_name=database, max_cron_threads=0, logfile=log)
    odoo_config.parse_config(["-c", str(conf), "--log-level=warn"], setup_logging=True)
    return Registry(database)


def environment(cr):
    from odoo import SUPERUSER_ID, api

    return api.Environment(cr, SUPERUSER_ID, {})


def divide(tasks, jobs):
    """Deal tasks (enterprise, orders) out, the largest first, to the least busy."""
    hands = [[] for _job in range(jobs)]
    for task in sorted(tasks, key=weight, reverse=True):
        min(hands, key=lambda hand: sum(map(weight, hand))).append(task)
    return [hand for hand in hands if hand]


def weight(task):
    return sum(len(order.lines) for order in task[1])


def work(database, tasks, product_ids, results):
    """What one process does: play its distributors, and tell ``results`` of each step."""

    def tell(*news):
        results.put(news)

    try:
        registry = open_registry(database)
        for enterprise, orders in tasks:
            kind = tiers.TierPlayer if enterprise.above else playing.Player
            kind(registry, enterprise, product_ids, tell).run(orders)
        tell(END, time.process_time(), 0)
    except BaseException:
        tell("error", traceback.format_exc(), 0)
        raise


def play(database, tasks, product_ids, jobs):
    """Play all tasks in ``jobs`` processes; dict from step to seconds in it."""
    total = sum(len(orders) for _enterprise, orders in tasks)
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    hands = divide(tasks, jobs)
    crew = [
        context.Process(target=work, args=(database, hand, product_ids, results))
        for hand in hands
    ]
    for process in crew:
        process.start()
    try:
        return watch(crew, results, total)
    finally:
        for process in crew:
            process.terminate()
            process.join()


def watch(crew, results, total):
    """Add up what the processes tell until all have ended."""
    timings, done, ended = {}, 0, 0
    started = shown = time.monotonic()
    while ended < len(crew):
        try:
            step, spent, orders = results.get(timeout=5)
        except queue.Empty:
            if any(process.exitcode for process in crew):
                raise say.Fail("a process died", f"See {paths.log('replay')}") from None
            continue
        if step == "error":
            say.line(spent)
            raise say.Fail(f"stopped: {spent.strip().splitlines()[-1]}")
        if step == END:
            ended += 1
            timings[CPU] = timings.pop(CPU, 0.0) + spent
            continue
        timings[step] = timings.get(step, 0.0) + spent
        done += orders if step == "pay" else 0
        if done == total or time.monotonic() - shown > EVERY:
            shown = time.monotonic()
            say.note(f"{progress(done, total, shown - started)} (now: {step})")
    return timings


def progress(done, total, seconds):
    rate = 60 * done / seconds if seconds else 0.0
    return f"{done}/{total} orders through all steps, {rate:.1f} orders/min"
