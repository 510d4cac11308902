"""Layouts: the third number of an add-on's version, 19.0.**2**.0.0.

Within a layout, migrations bring a database along. Between two of them models and tables
have moved from one add-on to another, and no released version stands there: a database of
an earlier layout is made anew.
"""

import ast

from . import databases, paths, say

NUMBERS = 3


class Outdated(say.Fail):
    """A database that cannot be brought to the add-ons as they are now."""


def versions():
    """Name of each of our add-ons to the version in its manifest."""
    found = {}
    for path in sorted(paths.addons().glob("*/__manifest__.py")):
        found[path.parent.name] = ast.literal_eval(path.read_text()).get("version", "")
    return found


def layout(version):
    numbers = str(version or "").split(".")[:NUMBERS]
    return tuple(int(number) for number in numbers if number.isdigit())


def current():
    """That of our add-ons as they are now, as text."""
    found = map(layout, versions().values())
    return ".".join(map(str, max(found, default=())))


def earlier(database):
    """Name and installed version of each add-on that is of an earlier layout there."""
    rows = databases.query(
        "SELECT name, latest_version FROM ir_module_module"
        " WHERE state = 'installed' AND latest_version IS NOT NULL ORDER BY name",
        database=database,
    )
    ours = versions()
    return {
        name: version
        for name, version in rows
        if name in ours and layout(version) < layout(ours[name])
    }


def check(database, remedy):
    """:raise Outdated: when an add-on in ``database`` is of an earlier layout"""
    found = earlier(database)
    if found:
        told = ", ".join(
            f"{name} {version}" for name, version in list(found.items())[:3]
        )
        raise Outdated(
            f"the database {database} is of an earlier layout ({told}"
            f"{', …' if len(found) > 3 else ''}) than the add-ons ({current()}), and is not"
            " brought over",
            remedy,
        )
