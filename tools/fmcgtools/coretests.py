"""Odoo's own tests of what we extend, with and without our add-ons.

What fails only with ours is a promise of core that we broke. Both databases hold
Odoo's demo data, as Odoo's tests expect.
"""

import re

from . import config, databases, paths, postgres, say, templates

SUITES = ("sale", "sale_stock", "stock_delivery", "delivery", "portal", "product")
FAILURE = re.compile(r" (?:ERROR|FAIL) \S+ \S+: (?:FAIL|ERROR): (?:Subtest )?(\S+(?: \(\S+\))?)")
RESULT = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")


def run():
    with postgres.using():
        ours = failures("fmcg_core_ours", [*core_modules(), *templates.our_modules()])
        stock = failures("fmcg_core_stock", core_modules())
    only_ours = sorted(ours - stock)
    say.line(f"\nwithout our add-ons {len(stock)} fail, with them {len(ours)}")
    for name in sorted(stock):
        say.line(f"  also without us: {name}")
    for name in only_ours:
        say.line(f"  ONLY WITH US:    {name}")
    if only_ours:
        raise say.Fail(f"{len(only_ours)} of Odoo's tests fail only with our add-ons")
    say.line("No test of Odoo fails only with our add-ons.")


def core_modules():
    """The suites, and the core modules ours stand on: the same in both databases."""
    return list(SUITES)


def failures(database, modules):
    """Names of the tests that fail in a new database with ``modules``."""
    databases.drop(database)
    try:
        with say.step(f"{database}: installing with demo data"):
            databases.load(database, install=modules, demo=True, name=database)
        with say.step(f"{database}: running Odoo's tests"):
            return run_suites(database)
    finally:
        databases.drop(database)


def run_suites(database):
    tags = ",".join(f"/{suite}" for suite in SUITES)
    conf = config.write(database, db_name=database, max_cron_threads=0, http_port=8269)
    log = databases.odoo(
        "-d", database, "--test-tags", tags, "-u", ",".join(SUITES), "--stop-after-init",
        name=database, check=False, conf=conf,
    )[1]  # fmt: skip
    counted = RESULT.findall(log)
    if not counted:
        raise say.Fail("Odoo's tests did not run to the end", f"See {paths.log(database)}")
    failed, errors, total = counted[-1]
    say.note(f"{total} tests, {failed} failed, {errors} errors")
    return set(FAILURE.findall(log))


