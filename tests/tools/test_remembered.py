"""What is forgotten after a test: what it has cleared, and nothing else."""

import unittest

import pytest
from fmcgtools.remembered import Changes, forget

ALL = ("default", "views", "groups")


def make_registry():
    """One whose class nobody else watches, as Odoo's is."""

    class Registry:
        def __init__(self):
            self.remembered = set(ALL)

        def clear_cache(self, *names):
            self.remembered -= set(names or ("default",))

        def clear_all_caches(self):
            self.remembered.clear()

        load = _setup_models__ = clear_all_caches

    return Registry()


@pytest.fixture
def world():
    """Changes, a registry that they watch, and a class of tests as Odoo's."""
    registry, changes = make_registry(), Changes()
    changes.watch(type(registry), ALL)

    class Case(unittest.TestCase):
        def setUp(self):
            self.registry = registry
            self.addCleanup(self.registry.clear_all_caches)

    Case.registry = registry
    changes.forget_after_each_test(Case)
    return changes, registry, Case


def run(Case, test):
    """A test of a class below ``Case``; what is remembered after it, once it has looked
    up everything."""

    class TestOne(Case):
        def setUp(self):
            super().setUp()

        def test(self):
            test(self.registry)
            self.registry.remembered = set(ALL)

    result = TestOne("test").run()
    assert result.wasSuccessful(), result.errors
    return Case.registry.remembered


def test_what_was_not_cleared_stays(world):
    _changes, _registry, Case = world
    assert run(Case, lambda registry: None) == set(ALL)


def test_what_was_cleared_is_forgotten_again(world):
    _changes, _registry, Case = world
    assert run(Case, lambda registry: registry.clear_cache()) == {"views", "groups"}
    assert run(Case, lambda r: r.clear_cache("views", "groups")) == {"default"}


@pytest.mark.parametrize("method", ("clear_all_caches", "load", "_setup_models__"))
def test_all_is_forgotten_when_all_was_cleared(world, method):
    _changes, _registry, Case = world
    assert run(Case, lambda registry: getattr(registry, method)()) == set()


def test_a_test_answers_for_itself_only(world):
    changes, _registry, Case = world
    run(Case, lambda registry: registry.clear_cache("views"))
    assert run(Case, lambda registry: None) == set(ALL)
    assert not changes.moments


def test_a_class_answers_for_all_of_its_tests(world):
    changes, registry, Case = world
    cleared = changes.begin()
    run(Case, lambda registry: registry.clear_cache("views"))
    registry.clear_cache("groups")
    assert cleared == {"views", "groups"}
    changes.end(cleared)
    registry.clear_cache()
    assert cleared == {"views", "groups"}


def test_equal_moments_end_each_by_itself():
    changes = Changes()
    outer, inner = changes.begin(), changes.begin()
    changes.end(outer)
    changes.add(["views"])
    assert (outer, inner) == (set(), {"views"})


def test_nothing_cleared_nothing_forgotten(world):
    """``clear_cache`` without a name would forget the default one."""
    _changes, registry, _Case = world
    forget(registry, set())
    assert registry.remembered == set(ALL)
