"""Classes that share a world find it as if each had built it by itself.

It holds with Odoo's own runner, where each does, and with the tools' plugin (worlds),
where the first one does.
"""

import sys

from odoo.tests import TransactionCase, tagged

from .common import EnterpriseCase

BUILT = []


class SharedCase(EnterpriseCase):
    shared_world = True
    open_enterprises = ()

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        BUILT.append(cls)
        cls.place = cls.create_node("A shared place", "retail", cls.lake)
        cls.names = [cls.place.name]

    def check_and_change(self):
        found = self.env["channel.node"].search([("name", "=like", "A shared place%")])
        self.assertEqual(found, self.place)
        self.assertEqual(found.name, "A shared place")
        self.assertEqual(self.names, ["A shared place"])
        found.name = "A shared place, renamed by a test"
        self.names.append("by a test")


@tagged("post_install", "-at_install")
class TestFirstInWorld(SharedCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.names = list(cls.names)

    def test_a_change(self):
        self.check_and_change()

    def test_a_change_of_all_the_class(self):
        self.create_node("A shared place, too", "retail", self.lake)


@tagged("post_install", "-at_install")
class TestSecondInWorld(SharedCase):
    """Whose set-up changes what is shared."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.before = cls.place.name
        cls.place.name = "Changed by a class"
        cls.place.flush_recordset()

    def test_found_and_changed(self):
        self.assertEqual(self.before, "A shared place")
        self.assertEqual(self.place.name, "Changed by a class")


@tagged("post_install", "-at_install")
class TestThirdInWorld(SharedCase):
    def test_as_it_was(self):
        self.check_and_change()

    def test_nobody_has_built_it_twice(self):
        shared = "fmcgtools.worlds" in sys.modules
        self.assertLessEqual(len(BUILT), 1 if shared else 3)


@tagged("post_install", "-at_install")
class TestOtherWorld(SharedCase):
    """With other settings it is another one, on the same ground."""

    open_enterprises = ("lake",)

    def test_its_own(self):
        self.assertTrue(self.lake.company_id)
        self.check_and_change()


@tagged("post_install", "-at_install")
class TestWithoutWorld(TransactionCase):
    """Another transaction than that of the world: it must not wait for its rows."""

    def test_the_world_is_gone(self):
        node = self.env["channel.node"]
        self.assertFalse(node.search([("name", "=like", "A shared place%")]))
        self.env.ref("base.main_company").channel_node_id.name = "Free to be changed"
        self.env.flush_all()
