"""Odoo's own tests of what we extend, with and without our add-ons.

What fails only with ours is a promise of core that we broke. Both databases hold
Odoo's demo data, as Odoo's tests expect, and the same modules of core.
"""

import re

from . import config, databases, odootree, paths, postgres, say, server, templates

SUITES = ("sale", "sale_stock", "stock_delivery", "delivery", "portal", "product")
FAILURE = re.compile(
    r" (?:ERROR|FAIL) \S+ \S+: (?:FAIL|ERROR): (?:Subtest )?(\S+(?: \(\S+\))?)"
)
RESULT = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")


def run():
    with postgres.using():
        ours, core = failures("fmcg_core_ours", [*SUITES, *templates.our_modules()])
        stock, _core = failures("fmcg_core_stock", core)
    only_ours = sorted(ours - stock)
    say.line(f"\nwithout our add-ons {len(stock)} fail, with them {len(ours)}")
    for name in sorted(stock):
        say.line(f"  also without us: {name}")
    for name in only_ours:
        say.line(f"  ONLY WITH US:    {name}")
    if only_ours:
        raise say.Fail(f"{len(only_ours)} of Odoo's tests fail only with our add-ons")
    say.line("No test of Odoo fails only with our add-ons.")


def failures(database, modules):
    """Tests that fail in a new database with ``modules``; its modules of core."""
    databases.drop(database)
    try:
        with say.step(f"{database}: installing {len(modules)} modules and testing"):
            failed = install_and_test(database, modules)
        absent = databases.not_installed(database, modules)
        if absent:
            raise say.Fail(f"not installed: {', '.join(absent)}", log_hint(database))
        return failed, core_modules(database)
    finally:
        databases.drop(database)


def install_and_test(database, modules):
    """As Odoo's own runs do: each suite's first half right after its installation."""
    conf = config.write(
        database,
        db_name=database,
        dbfilter=f"^{database}$",
        http_port=server.free_port(8269),
    )
    _code, log = databases.odoo(
        "-i", ",".join(modules), "--with-demo", "--stop-after-init",
        "--max-cron-threads=0", "--test-tags", ",".join(f"/{name}" for name in SUITES),
        name=database, check=False, conf=conf,
    )  # fmt: skip
    counted = RESULT.findall(log)
    if not counted:
        raise say.Fail("Odoo's tests did not run to the end", log_hint(database))
    failed, errors, total = counted[-1]
    say.note(f"{total} tests, {failed} failed, {errors} errors")
    return set(FAILURE.findall(log))


def core_modules(database):
    """What is installed and belongs to Odoo itself: not ours, not the OCA's."""
    python_folder = odootree.python_path()
    folders = [python_folder / "odoo" / "addons", *odootree.core_addons(python_folder)]
    rows = databases.query(
        "SELECT name FROM ir_module_module WHERE state = 'installed'", database=database
    )
    return sorted(
        name
        for (name,) in rows
        if any((folder / name / "__manifest__.py").exists() for folder in folders)
    )


def log_hint(database):
    return f"Details are in {paths.log(database)}"
