"""The demo: a database with the story in it, a server, and a table of logins."""

import json
import os
import unicodedata

from . import apt, databases, layouts, paths, postgres, say, server, templates, updates

DATABASE = "fmcg_demo"
COLUMNS = ("role", "name", "login", "password", "hint")
HEADINGS = ("Role", "Name", "Login", "Password", "What to try first")
WHEN_OUTDATED = "make demo-reset tells its story anew; what was entered there is lost"


def run():
    wanted = port()
    host = os.environ.get("BIND") or "127.0.0.1"
    try:
        apt.install(apt.missing_system_packages(browser=False))
    except say.Fail as error:  # the demo starts all the same, without PDF documents
        say.note(str(error))
    with postgres.using():
        try:
            prepare()
        except layouts.Outdated as old:  # nothing has gone wrong: people decide
            say.line(f"\nThe demo is not started: {old}.")
            return
        try:
            with server.running(DATABASE, wanted, host, name="demo") as site:
                show(site, wanted, told_logins())
                code = site.process.wait()
                raise say.Fail(f"the server ended by itself (code {code})", "See demo.log")
        except KeyboardInterrupt:
            say.line("\nStopped; the data stays (make demo starts it again).")


def port():
    text = os.environ.get("PORT") or "8069"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise say.Fail(f"PORT={text} is no port", "Choose a number from 1 to 65535")
    return int(text)


def prepare():
    """The demo database as it was left, or a new one."""
    if databases.exists(DATABASE) and not os.environ.get(paths.CLOCK):
        if not told_logins():
            say.note("the demo database has no logins on record: make demo-reset")
        updates.run(DATABASE, WHEN_OUTDATED)
        return
    story = templates.ensure_story()
    temporary = f"fmcg_new_{os.getpid()}_demo"
    with say.step("demo database"):
        databases.clone(story, temporary)
        logins = templates.logins_file(story)
        record(json.loads(logins.read_text()))
        databases.rename(temporary, DATABASE)
    updates.record(DATABASE)


def reset():
    with postgres.using():
        if any(name == DATABASE for _pid, name in server.left_running()):
            raise say.Fail("the demo is running", "Stop it first: Ctrl-C, or make stop")
        with say.step("removing the demo database"):
            databases.drop(DATABASE)
        prepare()
    say.line("The story starts anew: make demo")


def record(logins):
    templates.logins_file(DATABASE).write_text(json.dumps(logins, ensure_ascii=False))


def told_logins():
    path = templates.logins_file(DATABASE)
    return json.loads(path.read_text()) if path.exists() else []


def show(site, wanted, logins):
    say.line()
    if site.port != wanted:
        say.line(f"Port {wanted} is taken, so this is the next free one.")
    say.line(f"Ready: {site.url}   (Ctrl-C stops it)")
    say.line()
    rows = [HEADINGS, *([str(login.get(key, "")) for key in COLUMNS] for login in logins)]
    for row in table(rows):
        say.line(row)
    say.line()


def table(rows):
    """Rows as aligned text; Chinese characters are two columns wide."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    rows = [rows[0], ["-" * size for size in widths], *rows[1:]]
    for row in rows:
        cells = [
            text + " " * (size - width(text))
            for text, size in zip(row, widths, strict=True)
        ]
        yield "  ".join(cells).rstrip()


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
