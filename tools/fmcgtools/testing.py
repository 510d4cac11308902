"""The whole proof, or a part of it.

``run()`` proves everything; ``run("addons/fmcg_channel", "-k", "name")`` runs a part
in seconds on a clone of the cached template.
"""

import contextlib
import os
import subprocess
import sys
import time

from . import config, databases, paths, postgres, say, templates
from .outcome import Outcome

WITHOUT_ODOO = ("tests/engine", "tests/tools")
OUTSIDE = "tests/outside"


def run(*arguments):
    started = time.monotonic()
    if arguments:
        return run_part(arguments)
    outcome = Outcome()
    from . import setup

    setup.run()
    with postgres.using(), background("lint") as lint:
        for folder in WITHOUT_ODOO:
            plain_pytest(folder, outcome)
        if any(paths.addons().glob("*/__manifest__.py")):
            prove_addons(outcome)
        else:
            say.note(f"no add-ons in {paths.addons()} yet")
        outcome.step("lint", lint())  # it ran beside all of this
    return outcome.close(time.monotonic() - started)


def prove_addons(outcome):
    try:
        template = templates.ensure()
    except say.Fail as error:
        say.fail(error)
        outcome.step("template database", False)
        return
    outcome.warnings("install")
    outcome.step("upgrade", upgrade(template))
    if has_tests(paths.addons()):
        with cloned(template) as database:
            report = outcome.report("addons")
            mark = outcome.mark("odoo-tests")
            code = odoo_pytest(database, [paths.addons()], report)
            outcome.part("addons", code)
            outcome.warnings("odoo-tests", mark)
    if has_tests(OUTSIDE):
        with cloned(template) as database:
            # The tests may start servers of their own on this database.
            plain_pytest(OUTSIDE, outcome, outside_env(database))


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
        return plain_command(arguments)
    with postgres.using(), cloned(templates.ensure()) as database:
        if place.startswith("tests/"):
            return plain_command(arguments, outside_env(database))
        targets = [] if given else [str(paths.addons())]
        return odoo_pytest(database, [*targets, *arguments])


@contextlib.contextmanager
def cloned(template):
    """A database for one run; KEEP=1 leaves it for a look."""
    database = f"fmcg_run_{os.getpid()}"
    databases.clone(template, database)
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


def odoo_pytest(database, arguments, report=None):
    """Tests of add-ons by pytest-odoo on ``database``; the exit code."""
    odoo = [f"--odoo-config={settings(database)}", "--odoo-log-level=warn"]
    return pytest([*odoo, "--odoo-http", *arguments], report, {})


def plain_command(arguments, env=None, report=None):
    """Tests that load no Odoo in their own process."""
    return pytest(["-p", "no:odoo", *arguments], report, env or {})


def plain_pytest(folder, outcome, env=None):
    if not has_tests(folder):
        return
    say.line(f"\n{folder}")
    report = outcome.report(folder.replace("/", "-"))
    outcome.part(folder, plain_command([folder], env, report))


def pytest(arguments, report, env):
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
    command += ["-c", str(paths.ROOT / "pyproject.toml"), f"--rootdir={paths.ROOT}"]
    command += [f"--junitxml={report}"] if report else []
    command += [str(argument) for argument in arguments]
    return subprocess.run(
        command, check=False, cwd=paths.ROOT, env={**os.environ, **env}
    ).returncode


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
