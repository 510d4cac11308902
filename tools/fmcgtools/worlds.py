"""A pytest plugin: what a base class of tests sets up is set up once for all its classes.

A base class says ``shared_world = True``. The first of its test classes builds what its
``setUpClass`` does, in a transaction that stays open; each test class then works in a
savepoint and is rolled back to it, so that it finds exactly what it would have built by
itself. Worlds stand on each other as their classes do: another one is built on top of
what both have in common. Without this plugin each class builds its own, as ever.

Not shared, and rightly so, is the world of a class that

- overrides a class method of the base, by which another world could come out,
- has set the clock (``freeze_time``): its world belongs to another day.

Class attributes that are overridden (``open_enterprises``) make a world of their own.

A test class that takes more than half a minute says ``takes_long = True``: its file is
begun early.
"""

import copy
import functools
import itertools
import types

import pytest

from .environments import find_quickly
from .remembered import Changes, forget, make_room

MARK = "shared_world"
LONG = "takes_long"
# what every class has, or each gets for itself; it changes no world
OWN = {"setUpClass", "tearDownClass", "_class_cleanups", "test_tags", "test_module", MARK}
CALLBACKS = ("precommit", "postcommit", "prerollback", "postrollback")


def pytest_configure(config):
    if not config.pluginmanager.hasplugin("odoo"):
        return
    from odoo import SUPERUSER_ID
    from odoo.api import Environment
    from odoo.orm.registry import _CACHES_BY_KEY, _REGISTRY_CACHES, Registry
    from odoo.tests import TransactionCase

    find_quickly(Environment, SUPERUSER_ID)
    make_room(_REGISTRY_CACHES)
    changes = Changes()
    changes.watch(Registry, tuple(_CACHES_BY_KEY))
    changes.forget_after_each_test(TransactionCase)
    worlds = Worlds(changes)
    worlds.open_nothing_beside(TransactionCase)
    config.pluginmanager.register(Plugin(worlds), "fmcg-worlds")


class Plugin:
    def __init__(self, worlds):
        self.worlds = worlds

    @pytest.hookimpl(tryfirst=True)
    def pytest_pycollect_makeitem(self, collector, name, obj):
        """Before pytest takes a class's ``setUpClass`` for good."""
        if isinstance(obj, type):
            for base in bases(obj):
                self.worlds.share(base)

    def pytest_collection_modifyitems(self, items):
        files = [list(tests) for _path, tests in itertools.groupby(items, by_path)]
        items[:] = itertools.chain.from_iterable(ordered(files))

    @pytest.fixture(scope="session", autouse=True)
    def take_down_worlds(self, load_http):
        """At the end, while there still is a server and its registry."""
        yield
        self.worlds.close()


def by_path(item):
    return item.path


def ordered(files):
    """Files whose classes stand on the same world come one after the other. Those that
    take long stand at either end, where processes that share a run begin (``sharing``):
    one that is begun last is waited for by all.

    :param files: list of lists of tests
    """
    groups = [
        sorted(group, key=takes_long, reverse=True)
        for _names, group in itertools.groupby(sorted(files, key=world), world)
    ]
    long = [group for group in groups if takes_long(group[0])]
    short = [group for group in groups if not takes_long(group[0])]
    others = [group[::-1] for group in reversed(long[1::2])]
    return itertools.chain.from_iterable([*long[::2], *short, *others])


def world(tests):
    """Names of the worlds that a file stands on, as what files are ordered by."""
    return [base.__qualname__ for base in standing(tests)]


def takes_long(tests):
    return any(getattr(test.cls, LONG, False) for test in tests if hasattr(test, "cls"))


def standing(tests):
    """The worlds that the first class of a file stands on, the lowest first."""
    for test in tests:
        if getattr(test, "cls", None):
            return bases(test.cls)[::-1]
    return []


def bases(case):
    """Classes above ``case`` (and itself) whose world is shared, the nearest first."""
    return [base for base in case.__mro__ if MARK in vars(base) and vars(base)[MARK]]


class Worlds:
    """Those that are built; each stands on the one before it, all in one transaction."""

    def __init__(self, changes):
        self.built = []
        self.shared = set()
        self.changes = changes

    def open_nothing_beside(self, case):
        """A second transaction would wait for the rows that the first one has changed."""
        original = case.setUpClass.__func__

        @functools.wraps(original)
        def setUpClass(cls):
            self.close()
            original(cls)

        case.setUpClass = classmethod(setUpClass)

    def share(self, base):
        if base in self.shared or "setUpClass" not in vars(base):
            return
        self.shared.add(base)
        original = base.setUpClass.__func__

        @functools.wraps(original)
        def setUpClass(cls):
            if not self.enter(base, cls):
                original(cls)

        base.setUpClass = classmethod(setUpClass)

    def enter(self, base, case):
        """Lend the world of ``base`` to ``case``, built when needed.

        :return: whether there can be one
        """
        if getattr(case, "builds_world_of", None) is base or is_frozen():
            return False
        settings = overridden(case, base)
        if settings is None:
            return False
        key = base, repr(sorted(settings.items()))
        world = next((world for world in self.built if world.key == key), None)
        if world:
            self.close(above=world)
        else:
            world = World(key, base, settings)
            self.built.append(world)
        world.lend(case, self)
        return True

    def close(self, above=None):
        """Take down all worlds, or those that stand on one of them."""
        while self.built and self.built[-1] is not above:
            self.built.pop().close()


class World:
    """What ``base`` sets up, as attributes of a class of its own.

    :param settings: dict of class attributes that differ from those of the base
    """

    def __init__(self, key, base, settings):
        self.key = key
        body = {**settings, "builds_world_of": base, "__module__": base.__module__}
        self.case = type(base.__name__, (base,), body)
        before = set(vars(self.case))
        try:
            self.case.setUpClass()
        except BaseException:
            self.close()
            raise
        self.made = set(vars(self.case)) - before - {"_class_cleanups"}

    def close(self):
        self.case.doClassCleanups()
        for _kind, error, _trace in self.case.tearDown_exceptions:
            raise error

    def lend(self, case, worlds):
        """Give ``case`` all that was set up, until its end."""
        from odoo.sql_db import Savepoint

        cursor = self.case.cr
        self.case.env.flush_all()
        cleared = worlds.changes.begin()
        case.addClassCleanup(worlds.changes.end, cleared)
        case.addClassCleanup(
            self.take_back, case, worlds, Savepoint(cursor), remember(cursor), cleared
        )
        cursor._now = None  # as at the start of a transaction
        for name in self.made:
            value = getattr(self.case, name)
            if isinstance(value, dict | list | set):
                value = copy.copy(value)
            setattr(case, name, value)

    def take_back(self, case, worlds, savepoint, callbacks, cleared):
        cursor, registry = self.case.cr, self.case.registry
        savepoint.close()
        cursor.clear()
        for name, (functions, data) in callbacks.items():
            callback = getattr(cursor, name)
            callback._funcs, callback.data = functions, data
        for name in self.made & set(vars(case)):
            delattr(case, name)
        if self.is_spoiled():
            worlds.close()
            return
        forget(registry, cleared)
        registry.cache_invalidated.clear()

    def is_spoiled(self):
        """Whether a class left models or open cursors that its savepoint cannot undo."""
        from odoo.tests import test_cursor

        registry = self.case.registry
        return (
            registry.registry_invalidated
            or registry.registry_sequence != self.case.registry_start_sequence
            or test_cursor.TestCursor._cursors_stack
        )


def remember(cursor):
    """What is to be called at the end of a transaction, as it is now."""
    callbacks = {name: getattr(cursor, name) for name in CALLBACKS}
    return {
        name: (copy.copy(callback._funcs), copy.deepcopy(callback.data))
        for name, callback in callbacks.items()
    }


def overridden(case, base):
    """Class attributes of ``base`` that ``case`` gives another value.

    :return: dict of name and value; None when the world may be another one
    """
    order = case.__mro__
    place = order.index(base)
    if order[place:] != base.__mro__:
        return None
    found = {}
    for name in {name for cls in order[:place] for name in vars(cls)} - OWN:
        if name.startswith("__") or not hasattr(base, name):
            continue
        value = next(vars(cls)[name] for cls in order[:place] if name in vars(cls))
        if isinstance(value, classmethod | staticmethod):
            return None
        if not isinstance(value, types.FunctionType | property):
            found[name] = value
    return found


def is_frozen():
    from freezegun.api import freeze_factories

    return bool(freeze_factories)
