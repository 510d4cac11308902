"""What Odoo remembers by ``ormcache`` outlives a test that has changed nothing of it.

Odoo forgets all of it after each test: access rights, rules, views, compiled templates,
which the next test looks up again. A test is rolled back to where it began; so what was
remembered then is right again, and what was remembered since is, unless it was to be
forgotten in between: the same promise by which a server lives with it from request to
request. What was to be forgotten is forgotten once more at the end, all else stays.
"""

import functools

# these clear every cache, the last two without a word to anybody
CLEAR_ALL = ("clear_all_caches", "load", "_setup_models__")
ROOM = 8  # times as much: tests speak for dozens of users, a server's worker for a few


class Changes:
    """Names of the caches that were cleared since each of several moments.

    Requests that a test sends to itself are answered by other threads: adding to a set
    needs no lock.
    """

    def __init__(self):
        self.moments = []

    def begin(self):
        """:return: a set of names, which grows until ``end``"""
        cleared = set()
        self.moments.append(cleared)
        return cleared

    def end(self, cleared):
        # two sets may be equal
        self.moments = [other for other in self.moments if other is not cleared]

    def add(self, names):
        for cleared in self.moments:
            cleared.update(names)

    def watch(self, registry_class, all_names):
        """Hear of what any registry clears from now on."""

        def watched(method, names_of):
            original = getattr(registry_class, method)

            @functools.wraps(original)
            def clear(registry, *args, **kwargs):
                self.add(names_of(args))
                return original(registry, *args, **kwargs)

            setattr(registry_class, method, clear)

        watched("clear_cache", lambda names: names or ("default",))
        for method in CLEAR_ALL:
            watched(method, lambda _args: all_names)

    def forget_after_each_test(self, case):
        """Of what tests of ``case`` and its subclasses looked up, forget only this."""
        original = case.setUp

        @functools.wraps(original)
        def setUp(test):
            registry, cleared = test.registry, self.begin()
            test.addCleanup(self.end, cleared)
            # which ``setUp`` calls at the end of each test
            registry.clear_all_caches = functools.partial(forget, registry, cleared)
            try:
                original(test)
            finally:
                del registry.clear_all_caches

        case.setUp = setUp


def make_room(sizes):
    """Let caches hold what all users of a test look up.

    :param sizes: dict from the name of a cache to how much it holds, of registries
        that are still to be loaded
    """
    for name in sizes:
        sizes[name] *= ROOM


def forget(registry, cleared):
    if cleared:
        registry.clear_cache(*cleared)
