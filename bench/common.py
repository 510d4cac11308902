"""What the measurements share: databases, timing and the lines they print.

A measurement starts itself under the environment's Python with PostgreSQL running::

    python3 bench/open_enterprises.py [--stock]

The machine may be busy with other things, so that the time on the clock says little.
``measured`` therefore also counts the processor time of this process and of its
PostgreSQL backend together (``work``), and the queries. Limits are on ratios of
medians of ``work``, taken in turns in the same run: to stock, to a small database, or to
``yardstick``.
"""

import contextlib
import importlib.util
import os
import statistics
import sys
import time
import types
from dataclasses import dataclass
from pathlib import Path

from judging import Figure

ROOT = Path(__file__).resolve().parents[1]
CORE = ("account", "sale_stock", "stock_delivery", "portal", "web_hierarchy")
CHART = "l10n_cn"


def start():
    """Go on as ``fmcgtools script`` unless that is how this was started."""
    if importlib.util.find_spec("odoo") and os.environ.get("FMCG_CACHE"):
        sys.path.insert(0, str(ROOT / "tools"))
        return
    place = Path(sys.argv[0]).resolve().relative_to(ROOT)
    command = [sys.executable, "-m", "fmcgtools", "script", str(place), *sys.argv[1:]]
    others = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([str(ROOT / "tools"), *([others] if others else [])])
    env = {**os.environ, "PYTHONPATH": path}
    os.chdir(ROOT)
    os.execve(sys.executable, command, env)


def open_engines():
    """Make ``from fmcg_promotion.engine import …`` work without the models of the
    add-on, as the tests of the engines do."""
    for engine in (ROOT / "addons").glob("*/engine"):
        package = types.ModuleType(engine.parent.name)
        package.__path__ = [str(engine.parent)]
        sys.modules.setdefault(engine.parent.name, package)


open_engines()


# Databases ---------------------------------------------------------------------


def database(name, stock=False):
    """A new database ``name`` with our add-ons, or with core's modules alone."""
    from fmcgtools import databases

    if stock:
        databases.drop(name)
        databases.load(name, install=(*CORE, CHART), name="bench")
    else:
        databases.fresh_database(name)
        if databases.not_installed(name, [CHART]):
            databases.load(name, install=[CHART], name="bench")
    return name


def install(name, *modules):
    from fmcgtools import databases

    databases.load(name, install=modules, name="bench")


def copy(source, target):
    """Copy a database that this process has open."""
    from fmcgtools import databases

    from odoo.sql_db import close_db

    close_db(source)
    databases.clone(source, target)
    return target


def drop(*names):
    """Drop databases, unless KEEP is set."""
    from fmcgtools import databases

    from odoo.sql_db import close_db

    for name in names if not os.environ.get("KEEP") else ():
        close_db(name)
        databases.drop(name)


def analyze(name):
    """Give the planner statistics, as autovacuum does in a database that lives."""
    from fmcgtools import databases

    databases.query("ANALYZE", database=name)


def configure(name):
    from fmcgtools import config

    from odoo.tools import config as odoo_config

    if not odoo_config.get("fmcg_bench"):
        arguments = ["-c", str(config.write("dev")), "-d", name, "--log-level=error"]
        odoo_config.parse_config(arguments, setup_logging=True)
        odoo_config["fmcg_bench"] = True


@contextlib.contextmanager
def environment(name, user=None, **context):
    """An environment of a transaction of its own, committed at the end."""
    configure(name)
    import odoo
    from odoo.modules.registry import Registry

    with Registry(name).cursor() as cr:
        uid = user or odoo.SUPERUSER_ID
        yield odoo.api.Environment(cr, uid, {"lang": "en_US", **context})


# Measuring ---------------------------------------------------------------------


@dataclass
class Cost:
    """What something took: seconds on the clock, processor seconds, queries."""

    clock: float = 0.0
    work: float = 0.0
    queries: int = 0


def backend_seconds(pid):
    """Processor seconds of a local PostgreSQL backend; 0 when it is elsewhere."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def measured(cr):
    """Measure a block that uses ``cr``; yields the ``Cost``, filled at the end."""
    cost = Cost()
    pid = cr._cnx.info.backend_pid
    queries, backend = cr.sql_log_count, backend_seconds(pid)
    work, clock = time.process_time(), time.perf_counter()
    yield cost
    cost.clock = time.perf_counter() - clock
    cost.work = time.process_time() - work + backend_seconds(pid) - backend
    cost.queries = cr.sql_log_count - queries


def median(costs):
    """The median of each figure."""
    return Cost(
        *(
            statistics.median(getattr(cost, name) for cost in costs)
            for name in ("clock", "work", "queries")
        )
    )


def ratio(large, small):
    return large / small if small else float("nan")


# Telling -----------------------------------------------------------------------


def tell(name, cost):
    print(
        f"  {name:<44} {cost.clock:7.3f} s on the clock, {cost.work:7.3f} s of work,"
        f" {cost.queries:6.0f} queries",
        flush=True,
    )


def result(name, ours, base=None, ratio_limit=None, base_name="stock"):
    """Print one line a figure; True when it is within its limit, see ``judging``."""
    figure = Figure(name, ours, base, base_name, ratio_limit)
    print(figure.line(), flush=True)
    return figure.good
