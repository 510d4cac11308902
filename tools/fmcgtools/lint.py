"""Style and correctness: ruff, pylint-odoo, and the checks of XML, CSV and PO files."""

import os
import subprocess
import sys
from pathlib import Path

from . import clock, dates, paths, say

CODE = ("addons", "data", "tests", "tools", "bench")
# An extension of a large model may be several files, one idea each.
PYLINT_DISABLED = "consider-merging-classes-inherited"


def run(*names):
    failed = [title for title, command in checks(names) if not passes(title, command)]
    if failed:
        raise say.Fail(f"lint: {', '.join(failed)}", "Mend what is listed above")


def checks(names):
    """(title, command) of each check that has something to look at."""
    folders = [paths.addons() / name for name in names] or [paths.ROOT / n for n in CODE]
    folders = [folder for folder in folders if any(folder.rglob("*.py"))]
    if folders:
        yield "ruff", [python_tool("ruff"), "check", "--no-cache", *folders]
        yield "dates", [sys.executable, Path(dates.__file__), *folders]
    addons = [
        manifest.parent
        for manifest in sorted(paths.addons().glob("*/__manifest__.py"))
        if not names or manifest.parent.name in names
    ]
    if addons:
        pylint = [sys.executable, "-m", "pylint", f"--rcfile={paths.ROOT / '.pylintrc'}"]
        yield "pylint-odoo", [*pylint, f"--disable={PYLINT_DISABLED}", *addons]
        yield "XML and CSV", [python_tool("oca-checks-odoo-module"), *addons]
    translations = [found for addon in addons for found in sorted(addon.glob("i18n/*.po*"))]
    if translations:
        yield "translations", [python_tool("oca-checks-po"), *translations]


def python_tool(name):
    return Path(sys.executable).parent / name


def passes(title, command):
    with say.step(title):
        done = subprocess.run(
            [str(part) for part in command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            cwd=paths.ROOT,
            env={**clock.without(os.environ), "PYTHONPATH": ""},
        )
    output = done.stdout.strip()
    if output and done.returncode:
        say.line("\n".join(text for text in output.splitlines() if text.strip()))
    return done.returncode == 0
