"""The spine alone, and with each idea that stands on it: installed, and its tests run.

    python3 -m fmcgtools floors [ADDON...]

Whoever leaves an idea out has an order that works without it. Each floor is installed in a
database of its own, with what it stands on and nothing else.
"""

import os

from . import databases, layers, paths, postgres, say, testing

SPINE = "fmcg_order"
WAYS_IN = "fmcg_intake"  # stands on all ideas that an order is made of


def run(*names):
    manifests = layers.read_manifests()
    with postgres.using():
        failed = [name for name in names or floors(manifests) if not stands(name)]
    if failed:
        raise say.Fail(f"do not stand: {', '.join(failed)}", "Their tests are above")
    say.line("The spine stands alone, and each idea stands on it.")


def floors(manifests):
    """The spine, and each idea that an order is made of, from below."""
    ideas = {
        name
        for name in layers.below(WAYS_IN, manifests)
        if SPINE in layers.below(name, manifests)
    }
    found = (name for floor in layers.layers(manifests) for name in floor)
    return [name for name in found if name in {SPINE, *ideas}]


def stands(name):
    """Whether ``name`` can be installed without what is above it, and passes its tests."""
    database = f"fmcg_floor_{os.getpid()}"
    try:
        databases.drop(database)
        with say.step(f"{name}: installing"):
            databases.load(database, install=[name])
        folders = [str(paths.addons() / one) for one in dict.fromkeys((SPINE, name))]
        return testing.odoo_pytest(database, folders) == 0
    finally:
        databases.drop(database)
