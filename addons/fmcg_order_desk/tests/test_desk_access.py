from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import KEY, DeskCase


@tagged("post_install", "-at_install")
class TestDeskAccess(DeskCase):
    """Who may work at the desk, and of whose customers."""

    open_enterprises = ("north", "lake", "hill")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rival = cls.create_staff(cls.hill.company_id, "salesperson")
        cls.past = cls.env["sale.order"]._place_channel_order(
            cls.agreement, {cls.tea: 5}, "a-past-order"
        )

    def calls(self, user):
        """Everything that a client can ask, as ``user``."""
        desk, id_ = self.desk_of(user), self.agreement.id
        rows = [self.row(self.tea, 5)]
        return {
            "open_customer": lambda: desk.open_customer(id_),
            "search_goods": lambda: desk.search_goods(id_, "tea"),
            "quote": lambda: desk.quote(id_, rows),
            "suggest": lambda: desk.suggest(id_),
            "copy_of": lambda: desk.copy_of(self.past.id),
            "read_text": lambda: desk.read_text(id_, "DESK-TEA x 5"),
            "save": lambda: desk.save(id_, rows, KEY),
        }

    def assert_refused(self, user):
        for name, call in self.calls(user).items():
            with self.subTest(user=user.name, call=name), self.assertRaises(AccessError):
                call()

    def test_every_public_method_is_tried(self):
        desk = type(self.env["channel.order.desk"])
        own = {
            name
            for part in desk.__mro__
            if "fmcg_order_desk" in part.__module__
            for name, value in vars(part).items()
            if callable(value) and not name.startswith("_")
        }
        self.assertEqual(own, {*self.calls(self.seller), "find_customers"})

    def test_the_warehouse_is_refused(self):
        self.assert_refused(self.keeper)
        with self.assertRaises(AccessError):
            self.desk_of(self.keeper).find_customers()

    def test_finance_is_refused(self):
        self.assert_refused(self.accountant)

    def test_a_portal_buyer_is_refused(self):
        self.assert_refused(self.buyer)
        with self.assertRaises(AccessError):
            self.desk_of(self.buyer).find_customers()

    def test_another_enterprise_is_refused(self):
        self.assert_refused(self.rival)

    def test_the_upstream_enterprise_is_refused(self):
        """It sees the node of the shop, but does not sell to it."""
        self.assert_refused(self.enterprise_admins[self.north])

    def test_another_enterprise_finds_its_own_customers_only(self):
        found = self.desk_of(self.rival).find_customers("Corner")
        self.assertEqual([one["name"] for one in found], ["Hill Corner Shop"])

    def test_an_id_that_does_not_exist_is_refused_the_same_way(self):
        for id_ in (2**31 - 1, 0, -1, False, None, "1", 2**40):
            with self.subTest(id_=id_), self.assertRaises(AccessError):
                self.desk_of().open_customer(id_)

    def test_salesperson_and_administrator_may_do_everything(self):
        for user in (self.seller, self.enterprise_admins[self.lake]):
            for name, call in self.calls(user).items():
                with self.subTest(user=user.name, call=name):
                    call()

    def test_customer_service_looks_but_enters_no_orders(self):
        calls = self.calls(self.service)
        save = calls.pop("save")
        self.assertFalse(calls["open_customer"]()["may_enter"])
        for name, call in calls.items():
            with self.subTest(call=name):
                call()
        with self.assertRaises(AccessError):
            save()

    def test_a_colleague_s_customer_is_looked_at_only(self):
        other = self.create_staff(self.lake_company, "salesperson", login="other@test")
        self.assertFalse(self.calls(other)["open_customer"]()["may_enter"])
        self.agreement.user_id = False
        self.assertTrue(self.calls(other)["open_customer"]()["may_enter"])

    def test_own_customers_come_first(self):
        self.create_agreement(
            self.lake_company, self.create_node("A First Shop", "retail", self.lake)
        )
        found = self.desk_of().find_customers()
        self.assertEqual(
            [(one["name"], one["is_own"]) for one in found],
            [("Lake Corner Shop", True), ("A First Shop", False)],
        )
