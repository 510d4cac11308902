"""Which classes may share what a base class has set up (see addons/fmcg_channel/tests/
test_shared_world.py for the sharing itself)."""

from fmcgtools.worlds import bases, overridden


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
