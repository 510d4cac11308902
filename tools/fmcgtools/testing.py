"""The whole proof, or a part of it.

``run()`` proves everything; ``run("addons/fmcg_channel", "-k", "name")`` runs a part
in seconds on a clone of the cached template.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time

from . import config, databases, parallel, paths, postgres, say, templates
from .commands import WITHOUT_ODOO
from .outcome import Outcome

OUTSIDE = "tests/outside"


def run(*arguments):
    started = time.monotonic()
    if arguments:
        return run_part(arguments)
    outcome = Outcome()
    from . import setup

    setup.run()
    with postgres.using(), background("lint") as lint:
        with outcome.stage("installation, tests without Odoo"):
            template = prove_basics(outcome)
        if template:
            with outcome.stage("tests of the add-ons, upgrade, tests from outside"):
                prove_addons(template, outcome)
        outcome.step("lint", lint())  # it ran beside all of this
    return outcome.close(time.monotonic() - started)


def prove_basics(outcome):
    """Install the add-ons, and beside it test what needs no Odoo.

    :return: the template database; nothing when there is none
    """
    commands = {
        folder: plain_command([folder], outcome.report(folder))
        for folder in WITHOUT_ODOO
        if has_tests(folder)
    }
    with parallel.running(commands) as parts:
        template = install(outcome)
        for part in parts:
            outcome.part(part.name, part.wait())
    return template


def install(outcome):
    if not any(paths.addons().glob("*/__manifest__.py")):
        say.note(f"no add-ons in {paths.addons()} yet")
        return None
    try:
        with outcome.stage("template database"):
            template = templates.ensure()
    except say.Fail as error:
        say.fail(error)
        outcome.step("template database", False)
        return None
    outcome.warnings("install")
    if not templates.facts(template)["fresh"]:  # else an update has failed and is past
        outcome.warnings("updated")
    return template


def prove_addons(template, outcome):
    """The add-ons' tests, shared by as many processes as there are jobs.

    Each has a database of its own, and takes the next file that no other has taken.
    The upgrade goes beside them, and then what races: alone they leave cores idle, as
    processes that race wait for each other most of the time.
    """
    mark = outcome.mark("odoo-tests")
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(dir=paths.inside("tmp")))
        commands = {}
        jobs = parallel.jobs() if has_tests(paths.addons()) else 0
        for number in range(1, jobs + 1):
            database = stack.enter_context(cloned(template, f"_{number}"))
            name = f"addons-{number}"
            sharing = [f"--share={folder}", f"--share-part={number}/{jobs}"]
            commands[name] = shared_command(database, sharing, outcome.report(name))
        parts = stack.enter_context(parallel.running(commands))
        prove_upgrade(template, outcome)
        if has_tests(OUTSIDE):
            prove_outside(template, outcome)
        for part in parts:
            outcome.part(part.name, part.wait())
    outcome.warnings("odoo-tests", mark, {part.process.pid for part in parts})


def shared_command(database, sharing, report):
    """See ``sharing``; nobody knows how much of the whole is done."""
    plain = ["-o", "console_output_style=classic"]
    arguments = ["-p", "fmcgtools.sharing", *sharing, *plain, paths.addons()]
    return odoo_command(database, arguments, report)


def prove_upgrade(template, outcome):
    with outcome.stage("upgrade"):
        outcome.step("upgrade", upgrade(template))
    outcome.warnings("upgrade")


def prove_outside(template, outcome):
    """They may start servers of their own on their database."""
    with outcome.stage("tests from outside"), cloned(template, "_outside") as database:
        commands = {OUTSIDE: plain_command([OUTSIDE], outcome.report(OUTSIDE))}
        with parallel.running(commands, outside_env(database)) as parts:
            for part in parts:
                outcome.part(part.name, part.wait())


def upgrade(template):
    """Updating all our add-ons on a fresh installation must go without an error."""
    with cloned(template) as database, say.step("upgrade of all our add-ons"):
        try:
            databases.load(database, update=templates.our_modules(), name="upgrade")
        except say.Fail as error:
            say.fail(error)
            return False
        return True


def run_part(arguments):
    """One part, told by its path; without one, the tests of all our add-ons."""
    given = [text for text in arguments if not text.startswith("-") and "/" in text]
    place = given[0] if given else ""
    if place.startswith(WITHOUT_ODOO):
        return call(plain_command(arguments))
    with postgres.using(), cloned(templates.ensure()) as database:
        if place.startswith("tests/"):
            return call(plain_command(arguments), outside_env(database))
        targets = [] if given else [str(paths.addons())]
        return odoo_pytest(database, [*targets, *arguments])


@contextlib.contextmanager
def cloned(template, suffix=""):
    """A database for one run; KEEP=1 leaves it for a look."""
    database = f"fmcg_run_{os.getpid()}{suffix}"
    databases.clone(template, database)
    databases.keep_plans(database)
    try:
        yield database
    finally:
        if os.environ.get("KEEP"):
            say.note(f"kept the database {database}")
        else:
            databases.drop(database)
            paths.conf(f"test-{database}").unlink(missing_ok=True)


def settings(database):
    return config.write(
        f"test-{database}",
        db_name=database,
        dbfilter=f"^{database}$",
        max_cron_threads=0,
        logfile=paths.log("odoo-tests"),
    )


def odoo_pytest(database, arguments):
    """Tests of add-ons on ``database``; the exit code."""
    databases.keep_plans(database)
    return call(odoo_command(database, arguments))


def odoo_command(database, arguments, report=None):
    """Tests of add-ons by pytest-odoo."""
    odoo = [f"--odoo-config={settings(database)}", "--odoo-log-level=warn"]
    odoo += ["--odoo-http", "-p", "fmcgtools.worlds", "-p", "fmcgtools.patience"]
    return pytest_command([*odoo, *arguments], report)


def plain_command(arguments, report=None):
    """Tests that load no Odoo in their own process."""
    return pytest_command(["-p", "no:odoo", *arguments], report)


def pytest_command(arguments, report):
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
    command += ["-c", str(paths.ROOT / "pyproject.toml"), f"--rootdir={paths.ROOT}"]
    command += [f"--junitxml={report}"] if report else []
    return command + [str(argument) for argument in arguments]


def call(command, env=None):
    """Run it here and now; the exit code."""
    env = {**os.environ, **(env or {})}
    return subprocess.run(command, check=False, cwd=paths.ROOT, env=env).returncode


def outside_env(database):
    """What tests need that talk to real servers and processes from outside."""
    return {
        "FMCG_TEST_DB": database,
        "FMCG_PYTHON": sys.executable,
        "FMCG_ODOO_CONF": str(settings(database)),
        "FMCG_CACHE": str(paths.cache()),
    }


def has_tests(folder):
    return any((paths.ROOT / folder).rglob("test_*.py"))


@contextlib.contextmanager
def background(command):
    """Another command beside this one; calling the result waits and prints."""
    log = paths.inside("tmp") / f"{command}-{os.getpid()}.out"
    with open(log, "wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "fmcgtools", command],
            stdout=stream,
            stderr=subprocess.STDOUT,
        )

    def result():
        code = process.wait()
        say.line(f"\n{command}\n{log.read_text().rstrip()}")
        return code == 0

    try:
        yield result
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()
        log.unlink(missing_ok=True)
