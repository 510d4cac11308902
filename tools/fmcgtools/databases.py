"""Databases: install, update, clone and drop them, with their filestore.

``fresh_database("my_db")`` gives scripts a database with all our add-ons in seconds
(a clone of the cached template). Runs under the venv's Python.
"""

import contextlib
import os
import shutil
import sys

import psycopg2
from psycopg2 import sql

from . import config, paths, postgres, running, say

LANGUAGES = "en_US,zh_CN"


@contextlib.contextmanager
def cursor(database="postgres"):
    connection = psycopg2.connect(dbname=database, **postgres.connection())
    connection.autocommit = True
    try:
        with connection.cursor() as found:
            yield found
    finally:
        connection.close()


def query(text, parameters=(), database="postgres"):
    with cursor(database) as found:
        found.execute(text, parameters)
        return found.fetchall() if found.description else []


def names():
    return [name for (name,) in query("SELECT datname FROM pg_database ORDER BY 1")]


def exists(name):
    return name in names()


def others_connected():
    return bool(
        query(
            "SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend'"
            " AND pid <> pg_backend_pid() LIMIT 1"
        )
    )


def filestore(name):
    return paths.inside("data", "filestore") / name


def drop(name):
    if exists(name):
        with cursor() as found:
            allow = "ALTER DATABASE {} WITH ALLOW_CONNECTIONS false"
            found.execute(sql.SQL(allow).format(sql.Identifier(name)))
            found.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s AND pid <> pg_backend_pid()",
                (name,),
            )
            found.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
    shutil.rmtree(filestore(name), ignore_errors=True)


def clone(source, target):
    """Copy a database; its files are hard links (Odoo never changes one in place)."""
    drop(target)
    if filestore(source).exists():
        link_tree(filestore(source), filestore(target))
    make = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with cursor() as found:
        found.execute(make.format(sql.Identifier(target), sql.Identifier(source)))


def keep_plans(name):
    """Let the server not tidy up in ``name`` while tests run, where it is ours to say.

    Tests undo what they do. A vacuum that comes in between finds a table of many pages
    with nothing in it, and from then on queries are planned for no row at all: one of
    core's took a minute where it takes a millisecond. What is not counted is not tidied.
    """
    with cursor() as found, contextlib.suppress(psycopg2.errors.InsufficientPrivilege):
        change = sql.SQL("ALTER DATABASE {} SET track_counts = off")
        found.execute(change.format(sql.Identifier(name)))


def link_tree(source, target):
    try:
        shutil.copytree(source, target, copy_function=os.link)
    except (shutil.Error, OSError):  # a file system without hard links
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)


def rename(source, target):
    """The last act of building: the database gets its final name."""
    drop(target)
    if filestore(source).exists():
        filestore(source).rename(filestore(target))
    change = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    with cursor() as found:
        found.execute(change.format(sql.Identifier(source), sql.Identifier(target)))


def odoo(*arguments, name="odoo", check=True, conf=None):
    """Run one of Odoo's commands; (exit code, its log)."""
    command = odoo_command(arguments, conf or config.write("dev"))
    return running.logged(command, name, check=check)


def odoo_command(arguments, conf):
    """The command line; the configuration stands behind the (sub)command's name."""
    first = str(arguments[0]) if arguments else "-"
    words = 0 if first.startswith("-") else 2 if first == "i18n" else 1
    before, after = arguments[:words], arguments[words:]
    return [sys.executable, "-m", "odoo", *before, "-c", str(conf), *after]


def load(
    database, install=(), update=(), demo=False, name="install", languages=LANGUAGES
):
    """Install and update modules in ``database`` (created when missing); the log.

    :param languages: to add, with the words of all that is installed
    """
    arguments = ["-d", database, "--stop-after-init", "--no-http", "--max-cron-threads=0"]
    arguments += [f"--load-language={languages}"] if install and languages else []
    arguments += ["-i", ",".join(install)] if install else []
    # else words that were translated anew stay as they are in the database
    arguments += ["-u", ",".join(update), "--i18n-overwrite"] if update else []
    arguments += ["--with-demo"] if demo else []
    code, log = odoo(*arguments, name=name, check=False)
    if code:
        raise running.explain(last_error(log), "Odoo", paths.log(name))
    absent = not_installed(database, [*install, *update])
    if absent:
        raise say.Fail(
            f"not installed: {', '.join(absent)}",
            f"A module they depend on is missing or not installable, see {paths.log(name)}",
        )
    return log


def last_error(log):
    lines = log.splitlines()
    found = [n for n, text in enumerate(lines) if " ERROR " in text or " CRITICAL " in text]
    causes = [text for text in lines[found[0] :] if not text.startswith(" ")] if found else []
    errors = [text for text in causes if "Error" in text.split(":")[0]]
    return (errors or causes or lines)[-1] if lines else ""


def not_installed(database, modules):
    rows = query(
        "SELECT name FROM ir_module_module WHERE state = 'installed'", database=database
    )
    return sorted(set(modules) - {name for (name,) in rows})


def shell(database, code, name="shell"):
    """Run Python ``code`` with ``env`` in a database, and commit."""
    script = paths.inside("tmp") / f"{database}-{os.getpid()}.py"
    script.write_text(code + "\nenv.cr.commit()\n")
    runner = (
        "import sys, odoo\n"
        "from odoo.tools import config\n"
        "config.parse_config(['-c', sys.argv[1], '-d', sys.argv[2]], setup_logging=True)\n"
        "from odoo.modules.registry import Registry\n"
        "with Registry(sys.argv[2]).cursor() as cr:\n"
        "    env = odoo.api.Environment(cr, odoo.SUPERUSER_ID, {})\n"
        "    exec(compile(open(sys.argv[3]).read(), sys.argv[3], 'exec'), {'env': env})\n"
    )
    command = [sys.executable, "-c", runner, config.write("dev"), database, script]
    try:
        return running.logged(command, name)[1]
    finally:
        script.unlink(missing_ok=True)


def fresh_database(name, template=True):
    """Make the database ``name`` with all our add-ons; the name.

    ``template=True`` clones the cached template (built when needed), ``False``
    installs from nothing. Needs a running server, see ``postgres.using``.
    """
    from . import templates  # builds on this module

    drop(name)
    if template:
        clone(templates.ensure(), name)
    else:
        load(name, install=templates.our_modules())
    return name
