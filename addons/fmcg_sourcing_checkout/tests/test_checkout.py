import uuid

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import CheckoutCase


@tagged("post_install", "-at_install")
class TestCheckout(CheckoutCase):
    """One cart becomes one order for each seller, all or none."""

    def test_one_order_for_each_seller_under_one_number(self):
        orders = self.place({self.tea: 15, self.cake: 5})
        self.assertEqual(orders.company_id, self.lake_company + self.coast_company)
        self.assertEqual(set(orders.mapped("state")), {"sale"})
        (number,) = set(orders.mapped("purchase_number"))
        self.assertEqual(orders.mapped("client_order_ref"), [number, number])
        self.assertEqual(orders.mapped("order_channel"), ["portal", "portal"])

    def test_numbers_are_the_buyers_own_and_never_the_same(self):
        first, second = self.place({self.tea: 1}), self.place({self.tea: 1})
        self.assertTrue(first.purchase_number.endswith("-1"))
        self.assertTrue(second.purchase_number.endswith("-2"))
        other = self.place({self.tea: 1}, user=self.sibling)
        self.assertTrue(other.purchase_number.endswith("-1"))

    def test_the_same_key_gives_the_same_orders(self):
        key, cart = str(uuid.uuid4()), {self.tea: 15, self.cake: 5}
        orders = self.place(cart, key=key)
        # the plan would be another one by now
        self.put(self.lake_company, {self.tea: 500})
        self.assertEqual(self.place(cart, key=key), orders)

    def test_another_buyers_key_finds_nothing(self):
        key = str(uuid.uuid4())
        orders = self.place({self.tea: 1}, key=key)
        other = self.place({self.tea: 1}, key=key, user=self.sibling)
        self.assertFalse(orders & other)

    def test_all_or_none(self):
        self.env["channel.quantity.rule"].create(
            {
                "company_id": self.lake_company.id,
                "product_tmpl_id": self.cake.product_tmpl_id.id,
                "multiple": 6,
            }
        )
        before = self.env["sale.order"].search_count([])
        with self.assertRaisesRegex(UserError, f"{self.lake_company.name}: .*multiples"):
            self.place({self.soda: 5, self.cake: 5})
        self.assertEqual(self.env["sale.order"].search_count([]), before)

    def test_what_was_seen_is_ordered(self):
        cart = {self.tea: 15, self.cake: 5}
        reviewed = self.quote(cart)["reviewed"]
        self.assertEqual(len(self.place(cart, reviewed=reviewed)), 2)

    def test_another_plan_than_seen_is_refused(self):
        cart = {self.tea: 9}
        reviewed = self.quote(cart)["reviewed"]
        self.place({self.tea: 5})
        with self.assertRaisesRegex(UserError, "in stock has changed"):
            self.place(cart, reviewed=reviewed)

    def test_less_in_stock_than_seen_is_refused_and_more_is_taken(self):
        cart = {self.cake: 60}
        reviewed = self.quote(cart)["reviewed"]
        self.put(self.lake_company, {self.cake: -10})
        with self.assertRaisesRegex(UserError, "in stock has changed"):
            self.place(cart, reviewed=reviewed)
        self.put(self.lake_company, {self.cake: 15})
        self.assertTrue(self.place(cart, reviewed=reviewed))

    def test_a_dearer_part_is_refused(self):
        cart = {self.tea: 15, self.cake: 5}
        reviewed = self.quote(cart)["reviewed"]
        for item in self.coast_company.base_pricelist_id.item_ids:
            item.unlink()
        self.set_prices(self.coast_company.base_pricelist_id, [(self.tea, 9, None)])
        with self.assertRaisesRegex(UserError, "would now cost"):
            self.place(cart, reviewed=reviewed)

    def test_nonsense_instead_of_the_review_is_refused(self):
        for raw in ("x", {"1": 2}, {"a": {}}, {"1": {"lines": {"7": [1]}, "reviewed": {}}}):
            with self.assertRaisesRegex(UserError, "page is incomplete"):
                self.place({self.tea: 1}, reviewed=raw)

    def test_each_order_waits_as_the_buyer_said(self):
        orders = self.place({self.tea: 15, self.cake: 60}, **self.wait("wait_all"))
        self.assertEqual(orders.mapped("picking_policy"), ["one", "one"])

    def test_only_complete_places_nothing_where_one_seller_lacks(self):
        with self.assertRaisesRegex(UserError, "Not complete"):
            self.place({self.tea: 5, self.cake: 60}, **self.wait("only_complete"))
        orders = self.place({self.tea: 15, self.cake: 5}, **self.wait("only_complete"))
        self.assertEqual(orders.mapped("only_complete"), [True, True])

    def test_an_empty_cart_is_refused(self):
        with self.assertRaisesRegex(UserError, "order at least one product"):
            self.place({})
