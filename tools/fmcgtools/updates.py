"""Bring a database that is kept (the demo's) up to the add-ons as they are now."""

import json

from . import databases, hashing, layouts, paths, say


def record_file(database):
    return paths.inside("updates") / f"{database}.json"


def record(database):
    """Remember with which add-ons the database was made or last updated."""
    record_file(database).write_text(json.dumps(hashing.of_addons()))


def known(database):
    path = record_file(database)
    return json.loads(path.read_text()) if path.exists() else {}


def pending(database):
    """(new, changed) add-ons since this database's last update."""
    hashes = hashing.of_addons()
    before = known(database)
    if before == hashes:
        return [], []
    absent = set(databases.not_installed(database, hashes))
    new = [module for module in hashes if module in absent]
    changed = [m for m in hashes if m not in absent and before.get(m) != hashes[m]]
    return new, changed


def run(database, when_outdated="Drop it and clone another one"):
    """Update what changed; True when there was something.

    :raise layouts.Outdated: with ``when_outdated``, what to do with such a database
    """
    layouts.check(database, when_outdated)
    new, changed = pending(database)
    if not new and not changed:
        return False
    with say.step(f"updating {', '.join([*changed, *new])} in {database}"):
        databases.load(database, install=new, update=changed, name="update")
    record(database)
    return True
