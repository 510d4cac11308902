"""Which classes may share what a base class has set up (see addons/fmcg_channel/tests/
test_shared_world.py for the sharing itself)."""

from types import SimpleNamespace

from fmcgtools.worlds import bases, ordered, overridden


class Plain:
    @classmethod
    def setUpClass(cls):
        pass


class Base(Plain):
    shared_world = True
    towns = ("north", "lake")

    @classmethod
    def setUpClass(cls):
        cls.create()

    @classmethod
    def create(cls):
        pass

    def help(self):
        pass


class Upper(Base):
    shared_world = True


class Mixin:
    pass


def test_the_nearest_world_comes_first():
    class Case(Mixin, Upper):
        pass

    assert bases(Case) == [Upper, Base]
    assert bases(Plain) == []


def test_what_sets_up_nothing_of_another_shares():
    class Case(Mixin, Upper):
        other = 1

        @classmethod
        def setUpClass(cls):
            super().setUpClass()

        @classmethod
        def create_more(cls):
            pass

        def help(self):
            pass

    assert overridden(Case, Upper) == overridden(Case, Base) == {}


def test_other_settings_are_another_world():
    class Case(Upper):
        towns = ("lake",)

    class Above(Case):
        pass

    assert overridden(Above, Base) == {"towns": ("lake",)}


def test_no_sharing_when_the_set_up_may_do_something_else():
    class Creates(Base):
        @classmethod
        def create(cls):
            pass

    class Beside(Plain):
        @classmethod
        def setUpClass(cls):
            super().setUpClass()

    class Between(Base, Beside):
        """Its order of classes has one that the base's own has not."""

    assert overridden(Creates, Base) is None
    assert overridden(Between, Base) is None


def a_file(*names, takes_long=False):
    """Tests of one file, whose world has these names from the ground up."""
    case = Plain
    for name in names:
        case = type(name, (case,), {"shared_world": True})
    case = type("Case", (case,), {"takes_long": takes_long})
    return [SimpleNamespace(cls=case), SimpleNamespace(cls=case)]


def test_neighbours_stand_on_the_same_world():
    low, high, other = a_file("Base"), a_file("Base", "Upper"), a_file("Base")
    assert list(ordered([low, high, other])) == [low, other, high]
    function = [SimpleNamespace(cls=None)]
    assert list(ordered([low, function])) == [function, low]


def test_what_takes_long_is_at_either_end():
    a, b, c, d = (a_file(name) for name in "ABCD")
    long_b, long_c, long_d = (a_file(name, takes_long=True) for name in "BCD")
    found = list(ordered([a, b, c, d, long_b, long_c, long_d]))
    assert found == [long_b, b, long_d, d, a, c, long_c]
