import uuid

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CheckoutCase


@tagged("post_install", "-at_install")
class TestCheckoutPages(CheckoutCase):
    """The pages, and what nobody gets through them."""

    def submit_all(self, quantities, key=None, **params):
        return self.rpc(
            "/my/shop/all/submit",
            quantities=self.cart(quantities),
            key=key or str(uuid.uuid4()),
            **params,
        )

    def test_all_suppliers_are_offered_to_who_has_several(self):
        self.log_in(self.buyer)
        self.assertIn('href="/my/shop/all"', self.get("/my/shop?choose=1").text)
        self.log_in(self.sibling)
        self.assertNotIn("/my/shop/all", self.get("/my/shop?choose=1").text)
        self.assertNotIn("/all", self.get("/my/shop/all").url)

    def test_each_product_once_with_who_sells_it(self):
        self.log_in(self.buyer)
        page = self.get("/my/shop/all").text
        for name in ("Lemon tea", "Moon cake", "Soda"):
            self.assertEqual(page.count(f'data-name="{name}"'), 1, name)
        self.assertIn("1 more supplier", page)

    def test_the_lowest_price_is_said(self):
        self.coast_company.base_pricelist_id.item_ids.unlink()
        self.set_prices(self.coast_company.base_pricelist_id, [(self.tea, 3, None)])
        self.log_in(self.buyer)
        page = self.get("/my/shop/all?search=tea").text
        self.assertRegex(page, r"1 more supplier.{0,20}from .{0,12}3.00")

    def test_the_review_page(self):
        self.log_in(self.buyer)
        page = self.get("/my/shop/all/review").text
        for word in ("Ship what is there, the rest later", "Wait for all", "Only complete"):
            self.assertIn(word, page)
        single = self.get(f"/my/shop/{self.agreement.id}/review").text
        self.assertIn("Only complete", single)

    def test_submit_and_find_the_orders(self):
        self.log_in(self.buyer)
        key = str(uuid.uuid4())
        cart = {self.tea: 15, self.cake: 5}
        result = self.submit_all(cart, key)["result"]
        names = [order["name"] for order in result["orders"]]
        page = self.get(result["url"]).text
        for word in (*names, result["purchase_number"], "o_purchase_placed"):
            self.assertIn(word, page)
        again = self.submit_all(cart, key)["result"]
        self.assertEqual(again["orders"], result["orders"])
        self.assertIn("placed=again", again["url"])
        more = self.submit_all(cart | {self.soda: 2}, key)["result"]
        self.assertEqual([line["quantity"] for line in more["added"]], [2])
        order = self.get(f"/my/orders/{result['orders'][0]['id']}").text
        self.assertIn(names[1], order)
        self.assertIn(names[0], self.get("/my/orders").text)

    @mute_logger("odoo.http")
    def test_a_dearer_second_part_takes_the_first_order_back(self):
        self.log_in(self.buyer)
        cart = {self.tea: 15, self.cake: 5}
        quote = self.rpc("/my/shop/all/quote", quantities=self.cart(cart))["result"]
        self.coast_company.base_pricelist_id.item_ids.unlink()
        self.set_prices(self.coast_company.base_pricelist_id, [(self.tea, 9, None)])
        before = self.env["sale.order"].search_count([])
        answer = self.submit_all(cart, reviewed=quote["reviewed"])
        self.assertIn("would now cost", answer["error"]["data"]["message"])
        self.assertEqual(self.env["sale.order"].search_count([]), before)

    def test_the_order_says_how_it_is_to_be_delivered(self):
        self.log_in(self.buyer)
        usual = self.submit_all({self.tea: 1})["result"]
        waits = self.submit_all({self.tea: 1}, **self.wait("wait_all"))["result"]
        self.assertIn("Wait for all", self.get(waits["url"]).text)
        self.assertNotIn("o_order_delivery", self.get(usual["url"]).text)

    def test_another_purchase_is_not_in_the_list(self):
        self.log_in(self.buyer)
        first = self.submit_all({self.tea: 1})["result"]
        second = self.submit_all({self.tea: 1})["result"]
        page = self.get(f"/my/orders?purchase={first['purchase_number']}").text
        self.assertIn(first["orders"][0]["name"], page)
        self.assertNotIn(second["orders"][0]["name"], page)

    def test_others_find_nothing_by_the_number(self):
        orders = self.place({self.tea: 15, self.cake: 5})
        number = orders[:1].purchase_number
        for user in (self.sibling, self.competitor):
            self.log_in(user)
            page = self.get(f"/my/orders?purchase={number}").text
            for order in orders:
                self.assertNotIn(order.name, page)

    def test_a_seller_sees_its_own_order_and_no_other(self):
        orders = self.place({self.tea: 15, self.cake: 5})
        lake, coast = orders.sorted(lambda one: one.company_id != self.lake_company)
        self.log_in(self.seller)
        page = self.get(f"/my/orders/{lake.id}").text
        self.assertIn(lake.name, page)
        self.assertNotIn(coast.name, page)
        self.assertNotIn(self.coast_company.name, page)
        staff = self.create_staff(self.lake_company, "salesperson")
        self.env.invalidate_all()
        Order = self.env["sale.order"].with_user(staff)
        found = Order.search([("purchase_number", "=", lake.purchase_number)])
        self.assertEqual(found.ids, lake.ids)

    def test_suppliers_of_others_cannot_be_chosen(self):
        """Neither agreement nor seller can be sent; goods of others are not offered."""
        foreign = self.create_product("Foreign", company_id=self.north.company_id.id)
        foreign.company_id = self.env["res.company"].create({"name": "Elsewhere"})
        self.log_in(self.sibling)
        quote = self.rpc(
            "/my/shop/all/quote",
            quantities=self.cart({self.soda: 1, foreign: 1, self.tea: 1}),
            agreements=self.agreements.ids,
        )["result"]
        sellers = {part["seller"] for part in quote["parts"]}
        self.assertEqual(sellers, {self.lake_company.name})
        self.assertEqual(len(quote["problems"]), 2)
        self.assertNotIn(self.coast_company.name, str(quote))

    def test_nobody_else_comes_in(self):
        self.assertIn("/web/login", self.get("/my/shop/all").url)
        self.log_in(self.seller)
        self.assertIn("error", self.submit_all({self.tea: 1}))
        self.assertIn("error", self.rpc("/my/shop/all/quote", quantities={}))

    def test_a_salesperson_does_not_set_the_number(self):
        order = self.place({self.tea: 1})
        staff = self.create_staff(self.lake_company, "enterprise_admin")
        self.env.invalidate_all()
        with self.assertRaisesRegex(Exception, "follows by itself|not allowed|cannot"):
            order.with_user(staff).write({"purchase_number": "X"})
