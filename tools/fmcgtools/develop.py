"""Commands for working on the add-ons: each on a database of one's own."""

import os
import subprocess
import sys

from . import config, databases, demo, paths, postgres, say, server, testing, updates


def start():
    """Start PostgreSQL and leave it running."""
    postgres.keep()
    say.line(f"PostgreSQL: {postgres.connection()}")


def stop():
    for pid, name in server.stop_left_running():
        say.line(f"stopped the server of {name} (process {pid})")
    if postgres.stop():
        say.line("stopped PostgreSQL")
    postgres.borrowed().unlink(missing_ok=True)


def clone(name):
    with postgres.using():
        databases.fresh_database(name)
    say.line(f"Database {name} is ready")


def drop(name):
    with postgres.using():
        databases.drop(name)


def odoo(*arguments):
    with postgres.using():
        command = databases.odoo_command(arguments, config.write("dev"))
        return subprocess.run(command, check=False).returncode


def pytest(database, *arguments):
    with postgres.using():
        return testing.odoo_pytest(database, arguments)


def shell(database=demo.DATABASE):
    return odoo("shell", "-d", database, "--no-http")


def update(database=demo.DATABASE):
    """Update our add-ons that changed since this database's last update."""
    with postgres.using():
        if not databases.exists(database):
            raise say.Fail(f"no database {database}", "make demo makes the demo's")
        if not updates.run(database):
            say.line("Nothing changed")


def python(*arguments):
    os.execv(sys.executable, [sys.executable, *arguments])


def script(file, *arguments):
    """A script of this clone, with PostgreSQL running for as long as it takes."""
    path = paths.ROOT / file
    if not path.exists():
        raise say.Fail(f"no script {file}", "It belongs to a later issue")
    env = {**os.environ, "FMCG_CACHE": str(paths.cache())}
    with postgres.using():
        command = [sys.executable, str(path), *arguments]
        return subprocess.run(command, env=env, check=False).returncode


