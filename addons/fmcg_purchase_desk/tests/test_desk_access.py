from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import KEY, PurchaseDeskCase


@tagged("post_install", "-at_install")
class TestPurchaseDeskAccess(PurchaseDeskCase):
    """Who may order from the supplier, and for whom."""

    open_enterprises = ("north", "lake", "hill")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stranger = cls.create_purchaser(cls.hill.company_id)
        cls.upstream_purchaser = cls.create_purchaser(cls.north_company)

    def calls(self, user):
        """Everything that a client can ask, as ``user``."""
        desk, id_ = self.desk_of(user), self.supply.id
        rows = [self.row(self.cola, 5)]
        past = self.past.id
        return {
            "open_customer": lambda: desk.open_customer(id_),
            "search_goods": lambda: desk.search_goods(id_, "cola"),
            "quote": lambda: desk.quote(id_, rows),
            "suggest": lambda: desk.suggest(id_),
            "copy_of": lambda: desk.copy_of(past),
            "read_text": lambda: desk.read_text(id_, "DESK-COLA x 5"),
            "save": lambda: desk.save(id_, rows, KEY, True),
        }

    def setUp(self):
        super().setUp()
        self.past = self.ask({self.cola: 5})

    def assert_refused(self, user):
        for name, call in self.calls(user).items():
            with self.subTest(user=user.name, call=name), self.assertRaises(AccessError):
                call()

    def test_every_public_method_is_tried(self):
        parents = type(self.env["base"]).__mro__
        desk = type(self.env["channel.purchase.desk"])
        own = {
            name
            for part in desk.__mro__
            if "fmcg_" in part.__module__ and part not in parents
            for name, value in vars(part).items()
            if callable(value) and not name.startswith("_")
        }
        self.assertEqual(own, {*self.calls(self.purchaser), "find_customers"})

    def test_others_of_the_enterprise_are_refused(self):
        for user in (self.seller, self.keeper, self.service, self.accountant):
            self.assert_refused(user)
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.desk_of(user).find_customers()

    def test_a_portal_user_of_the_buyer_is_refused(self):
        user = self.create_portal_user(self.lake, "portal_seller")
        self.assert_refused(user)

    def test_purchasing_of_another_enterprise_is_refused(self):
        self.assert_refused(self.stranger)
        found = self.desk_of(self.stranger).find_customers()
        self.assertNotIn(self.supply.id, [one["agreement_id"] for one in found])

    def test_the_suppliers_staff_are_refused(self):
        """Its purchasing buys from its own supplier, and its salespeople have their desk."""
        for user in (
            self.upstream_purchaser,
            self.enterprise_admins[self.north],
            self.north_seller,
        ):
            self.assert_refused(user)

    def test_a_company_in_the_context_opens_nothing(self):
        desk = self.desk_of(self.stranger).with_context(
            allowed_company_ids=self.lake_company.ids
        )
        with self.assertRaises(AccessError):
            desk.open_customer(self.supply.id)

    def test_an_id_that_does_not_exist_is_refused_the_same_way(self):
        messages = set()
        for id_ in (2**31 - 1, 0, -1, False, None, "1", 2**40, self.agreement.id):
            with self.subTest(id_=id_), self.assertRaises(AccessError) as caught:
                self.desk_of().open_customer(id_)
            messages.add(str(caught.exception))
        self.assertEqual(len(messages), 1)

    def test_a_closed_agreement_is_over(self):
        self.supply._set_state("closed", "Over")
        self.assert_refused(self.purchaser)

    def test_purchasing_and_administrators_may_do_everything(self):
        for user in (self.purchaser, self.enterprise_admins[self.lake]):
            for name, call in self.calls(user).items():
                with self.subTest(user=user.name, call=name):
                    call()

    def test_nothing_of_the_suppliers_interior_is_told(self):
        """Of its stock, its people and its other customers."""
        secrets = {self.north_seller.name, self.hill.name, "4321"}
        self.put_in_stock(self.north_company, self.juice, 4321 - 1000)
        for name, call in self.calls(self.purchaser).items():
            text = repr(call())
            for secret in secrets:
                with self.subTest(call=name, secret=secret):
                    self.assertNotIn(secret, text)

    def test_suppliers_are_found_by_name_code_and_initials(self):
        for text in ("", self.north.name[:4], self.north.code):
            found = self.desk_of().find_customers(text)
            with self.subTest(text=text):
                self.assertEqual([one["agreement_id"] for one in found], self.supply.ids)
                self.assertEqual(found[0]["name"], self.north.name)
        self.assertFalse(self.desk_of().find_customers("Lake Corner"))
