"""Template databases: all our add-ons installed, cached by the content they come from.

They stand on one that holds core's and OCA's add-ons, which our changes leave alone.
"""

import ast
import contextlib
import json
import os
import time

from . import building, databases, hashing, layouts, odootree, paths, postgres, say

BASE = "fmcg_base_"
PREFIX = "fmcg_tpl_"
STORY = "fmcg_story_"
ASSETS = {".js", ".css", ".scss", ".xml"}
KEEP = 3
IN_USE = 2 * 60 * 60  # seconds; a whole test run needs its template to the end
# Bundles of styles and scripts that pages want; not those of the pages on which Odoo's
# own unit tests run, which take half of the time.
WARM = """
from unittest.mock import patch
qweb = env["ir.qweb"]
needless = {
    "web.assets_unit_tests",
    "web.assets_unit_tests_setup",
    "web.qunit_suite_tests",
    "web.tests_assets",
}
wanted = tuple(names - needless for names in qweb._get_bundles_to_pregenarate())
with patch.object(type(qweb), "_get_bundles_to_pregenarate", lambda self: wanted):
    qweb._pregenerate_assets_bundles()
"""
TELL_STORY = """
import json
story = env["fmcg.demo.story"]
story._load()
env.flush_all()
logins = story._logins()
with open({path!r}, "w") as stream:
    json.dump(logins, stream, ensure_ascii=False, indent=1)
"""


def our_modules():
    found = list(hashing.of_addons())
    if not found:
        raise say.Fail(f"no add-ons in {paths.addons()}", "Nothing to install yet")
    return found


def foreign_modules():
    """Modules of others that our manifests name."""
    ours = our_modules()
    texts = [(paths.addons() / name / "__manifest__.py").read_text() for name in ours]
    named = {name for text in texts for name in ast.literal_eval(text).get("depends", [])}
    return sorted(named.difference(ours)) or ["base"]


def platform_key():
    requirements = hashing.of_requirements("requirements.txt", "requirements-oca.txt")
    # made at another clock it holds other dates
    clock = [os.environ[paths.CLOCK]] if os.environ.get(paths.CLOCK) else []
    return hashing.of_parts(odootree.python_path(), requirements, *clock)


def must_be_fresh():
    return bool(os.environ.get("CI") or os.environ.get("FRESH"))


def facts_file(name):
    return paths.inside("templates") / f"{name}.json"


def facts(name):
    """What a template was made of; nothing when there is no such template."""
    path = facts_file(name)
    return json.loads(path.read_text()) if path.exists() else {}


def ensure():
    """The name of a template with the add-ons as they are now; built when needed."""
    modules = our_modules()
    hashes = hashing.of_addons()
    name = PREFIX + hashing.of_parts(content_key(hashes), *assets())
    if usable(name):
        os.utime(facts_file(name))
        return name
    with building.lock("templates"):
        if usable(name):
            return name
        twin = find_twin(hashes)
        if twin:
            with say.step("template database (pages of this checkout)"):
                warm_again(twin, name)
            fresh = facts(twin)["fresh"]
        else:
            fresh = not updated_from_older(name, hashes)
            if fresh:
                with say.step(f"template database ({', '.join(modules)})"):
                    build(name, modules)
        note = {"addons": hashes, "platform": platform_key(), "fresh": fresh}
        note["layout"] = layouts.current()
        facts_file(name).write_text(json.dumps({**note, "built": time.time()}))
        prune(name)
    return name


def content_key(hashes):
    return hashing.of_parts(platform_key(), *hashes.items())


def assets():
    """Files of our pages, and when they were written: Odoo names bundles by it, so that
    those of another checkout are no good and each test of a page makes them anew."""
    files = sorted(paths.addons().glob("*/static/src/**/*"))
    return [
        (file.relative_to(paths.addons()), file.stat().st_mtime_ns)
        for file in files
        if file.suffix in ASSETS
    ]


def find_twin(hashes):
    """The newest template of the same content, whatever checkout it is of."""
    for name in newest_first(PREFIX):
        known = facts(name)
        same = known.get("platform") == platform_key() and known["addons"] == hashes
        if same and usable(name):
            return name
    return None


def warm_again(twin, name):
    with under_construction(name) as temporary:
        databases.clone(twin, temporary)
        databases.shell(temporary, WARM, name="updated")


def updated_from_older(name, hashes):
    """Whether an older template became this one. That of another branch may hold what
    an update does not take away, and over which it fails."""
    older = None if must_be_fresh() else best_older(hashes)
    if not older:
        return False
    known = facts(older)["addons"]
    changed = [module for module in hashes if hashes[module] != known.get(module)]
    try:
        with say.step(f"template database (updating {', '.join(changed)})"):
            update(older, name, changed)
    except say.Fail as error:
        say.note(f"{error.problem}: it is built anew")
        return False
    return True


def run():
    """Have the template that all others clone, and nothing else."""
    with postgres.using():
        ensure()


def usable(name):
    known = facts(name)
    if not known or (must_be_fresh() and not known["fresh"]):
        return False
    return databases.exists(name)


def best_older(hashes):
    """The newest template that differs only in changed or added add-ons of ours, and is
    of their layout."""
    for name in newest_first(PREFIX):
        known = facts(name)
        same = known.get("platform") == platform_key()
        same &= known.get("layout", "") == layouts.current()
        if same and set(known["addons"]) <= set(hashes):
            return name
    return None


def newest_first(prefix):
    there = set(databases.names())
    found = paths.inside("templates").glob(f"{prefix}*.json")
    found = sorted(found, key=lambda path: -path.stat().st_mtime)
    return [path.stem for path in found if path.stem in there]


@contextlib.contextmanager
def under_construction(name):
    """The name of a database that becomes ``name`` when all went well, or is dropped."""
    temporary = f"fmcg_new_{os.getpid()}_{name}"
    databases.drop(temporary)
    try:
        yield temporary
        databases.rename(temporary, name)
    finally:
        databases.drop(temporary)


def build(name, modules):
    base = ensure_base()
    with under_construction(name) as temporary:
        databases.clone(base, temporary)
        # its languages are there: what is installed brings its words for each of them
        databases.load(temporary, install=modules, languages="")
        databases.shell(temporary, WARM, name="install")


def ensure_base():
    """The name of a template with what our add-ons stand on.

    None of our code is in it, so that a proof that wants fresh ones can take it, too.
    """
    modules = foreign_modules()
    name = BASE + hashing.of_parts(platform_key(), *modules)
    if not facts(name) or not databases.exists(name):
        with (
            say.step(f"core and OCA add-ons ({', '.join(modules)})"),
            under_construction(name) as temporary,
        ):
            databases.load(temporary, install=modules)
        facts_file(name).write_text(json.dumps({"built": time.time()}))
    os.utime(facts_file(name))
    return name


def update(older, name, changed):
    known = facts(older)["addons"]
    with under_construction(name) as temporary:
        databases.clone(older, temporary)
        databases.load(
            temporary,
            install=[module for module in changed if module not in known],
            update=[module for module in changed if module in known],
            name="updated",
        )
        databases.shell(temporary, WARM, name="updated")


def ensure_story():
    """The name of a template that also holds the demo story."""
    base = ensure()
    name = STORY + content_key(hashing.of_addons())
    if story_is_told(name):
        return name
    with building.lock("story"):
        if story_is_told(name):
            return name
        with say.step("demo story"), under_construction(name) as temporary:
            databases.clone(base, temporary)
            tell = TELL_STORY.format(path=str(logins_file(name)))
            databases.shell(temporary, tell, name="story")
        facts_file(name).write_text(json.dumps({"base": base, "built": time.time()}))
        prune(base, name)
    return name


def story_is_told(name):
    """A clock that was set anew tells it again: else it would lie in the future."""
    known = facts(name)
    return known and known["built"] <= time.time() and databases.exists(name)


def logins_file(name):
    return paths.inside("templates") / f"{name}.logins"


def prune(*wanted):
    """Keep the newest few of each kind, and those that a run of another checkout may
    still clone; drop what an interrupted build left.

    :param wanted: names that are cloned next. Where the clock was set anew, what was built
        a moment ago looks older than what was used at a later clock.
    """
    for prefix in (BASE, PREFIX, STORY):
        for name in newest_first(prefix)[KEEP:]:
            is_used = time.time() - facts_file(name).stat().st_mtime < IN_USE
            if is_used or name in wanted:
                continue
            databases.drop(name)
            facts_file(name).unlink(missing_ok=True)
            logins_file(name).unlink(missing_ok=True)
    for name in databases.names():
        if name.startswith("fmcg_new_") and not alive(name.split("_")[2]):
            databases.drop(name)


def alive(process):
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
