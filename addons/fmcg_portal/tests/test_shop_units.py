import json

from lxml import html

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PortalCase


@tagged("post_install", "-at_install")
class TestShopUnits(PortalCase):
    """Products that come in cases, too: tea is sold by piece, pack of 6 and box of 24."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pack = cls.create_unit("Tray of 6", 6)
        cls.tea.uom_ids = cls.case + cls.pack
        cls.base_list = cls.lake_company.base_pricelist_id
        cls.set_prices(cls.base_list, [(cls.tea, 108.0, cls.case)])

    def page(self, **params):
        self.log_in(self.buyer)
        answer = self.get(f"/my/shop/{self.agreement.id}", params=params)
        return html.fromstring(answer.text)

    def article(self, product=None, **params):
        product_id = (product or self.tea).id
        return self.page(**params).find(f".//article[@data-product-id='{product_id}']")

    def offer(self, unit, product=None):
        key = self.cart_key((product or self.tea, unit))
        (button,) = [
            button
            for button in self.article(product).find_class("o_shop_unit")
            if button.get("data-key") == key
        ]
        return button

    def limits(self, unit):
        offer = self.offer(unit)
        numbers = [offer.get(f"data-{name}") for name in ("least", "step", "most")]
        return [number and float(number) for number in numbers]

    def limit(self, **values):
        return self.env["channel.quantity.rule"].create(
            {
                "company_id": self.lake_company.id,
                "product_tmpl_id": self.tea.product_tmpl_id.id,
                **values,
            }
        )

    def chosen_unit(self, product=None, **params):
        return self.article(product, **params).get("data-key")

    def ordered(self, order):
        return {
            (line.product_id, line.product_uom_id): line.product_uom_qty
            for line in order.order_line
        }

    def placed(self):
        return self.env["sale.order"].search(
            [("partner_id", "=", self.lake_shop.partner_id.id)]
        )

    # -- the card --------------------------------------------------------------

    def test_all_units_are_offered_the_own_one_first(self):
        units = self.article().find_class("o_shop_unit")
        names = [unit.text_content() for unit in units]
        self.assertEqual(names, [self.piece.name, "Tray of 6", "Box of 24"])
        self.assertFalse(self.article(self.cake).find_class("o_shop_unit"))

    def test_a_case_has_its_own_price_and_a_pack_that_of_its_pieces(self):
        prices = [
            float(self.offer(unit).get("data-price"))
            for unit in (self.piece, self.pack, self.case)
        ]
        self.assertEqual(prices, [5, 30, 108])

    def test_a_case_says_how_many_pieces_it_holds(self):
        key = self.cart_key((self.tea, self.case))
        (price,) = [
            box.find_class("o_shop_contains")
            for box in self.article().find_class("o_shop_price")[0]
            if box.get("data-unit") == key
        ]
        text = " ".join(price[0].text_content().split())
        self.assertEqual(text, f"= 24 {self.piece.name}")

    def test_limits_are_counted_in_the_unit(self):
        self.limit(minimum=30, multiple=6, maximum=100)
        self.assertEqual(self.limits(self.piece), [30, 6, 100])
        self.assertEqual(self.limits(self.pack), [5, 1, 16])
        self.assertEqual(self.limits(self.case), [2, 1, 4])

    def test_a_rule_for_cases_is_for_cases(self):
        self.limit(minimum=2, uom_id=self.case.id)
        self.assertEqual(self.limits(self.piece), [1, 1, None])
        self.assertEqual(self.limits(self.case), [2, 1, None])

    def test_what_is_left_of_a_quota_is_whole_cases(self):
        self.env["channel.quota"].create(
            {
                "company_id": self.lake_company.id,
                "product_tmpl_id": self.tea.product_tmpl_id.id,
                "quantity": 50,
                "scope": "each",
                "period": "once",
            }
        )
        self.assertEqual(self.limits(self.piece)[2], 50)
        self.assertEqual(self.limits(self.pack)[2], 8)
        self.assertEqual(self.limits(self.case)[2], 2)

    # -- which unit is open ----------------------------------------------------

    def test_the_own_unit_is_open_at_first(self):
        self.assertEqual(self.chosen_unit(), str(self.tea.id))

    def test_the_unit_of_the_last_order_is_open_next_time(self):
        self.enter(quantities={(self.tea, self.pack): 2})
        self.enter(quantities={(self.tea, self.case): 1})
        self.assertEqual(self.chosen_unit(), self.cart_key((self.tea, self.case)))
        self.assertEqual(self.article().get("data-price"), "108.0")
        self.enter(quantities={self.tea: 1})
        self.assertEqual(self.chosen_unit(), str(self.tea.id))

    def test_other_buyers_and_cancelled_orders_choose_no_unit(self):
        case = {(self.tea, self.case): 1}
        self.enter(self.sibling, self.sibling_agreement, case)
        self.enter(quantities=case)._action_cancel()
        self.assertEqual(self.chosen_unit(), str(self.tea.id))

    def test_a_unit_that_is_gone_is_not_open(self):
        self.enter(quantities={(self.tea, self.case): 1})
        self.tea.uom_ids = [Command.unlink(self.case.id)]
        self.assertEqual(self.chosen_unit(), str(self.tea.id))

    def test_the_barcode_of_a_case_opens_the_case(self):
        self.env["product.uom"].create(
            {
                "product_id": self.tea.id,
                "uom_id": self.case.id,
                "barcode": "16900000000014",
            }
        )
        article = self.article(search="16900000000014")
        self.assertEqual(article.get("data-key"), self.cart_key((self.tea, self.case)))
        self.assertTrue(article.get("data-scanned"))
        self.enter(quantities={(self.tea, self.case): 1})
        scanned = self.chosen_unit(search=self.tea.barcode)
        self.assertEqual(scanned, str(self.tea.id))

    # -- what the server takes -------------------------------------------------

    def test_each_unit_is_a_line_of_its_own(self):
        self.log_in(self.buyer)
        self.submit({self.tea: 3, (self.tea, self.case): 2})
        order = self.placed()
        self.assertEqual(
            self.ordered(order),
            {(self.tea, self.piece): 3, (self.tea, self.case): 2},
        )
        self.assertEqual(order.order_line.mapped("price_unit"), [5, 108])

    def test_units_of_a_product_stand_together(self):
        self.log_in(self.buyer)
        self.submit({self.tea: 3, self.cake: 1, (self.tea, self.case): 2})
        names = [line.product_id.name for line in self.placed().order_line]
        self.assertEqual(names, ["Lemon tea", "Lemon tea", "Moon cake"])

    def test_a_key_that_names_the_own_unit_is_the_product(self):
        self.log_in(self.buyer)
        self.submit({self.tea: 3, f"{self.tea.id}:{self.piece.id}": 2})
        self.assertEqual(self.ordered(self.placed()), {(self.tea, self.piece): 5})

    @mute_logger("odoo.http")
    def test_a_unit_that_is_not_the_products_is_refused(self):
        self.log_in(self.buyer)
        dozen = self.env.ref("uom.product_uom_dozen")
        for unit_id in (dozen.id, 999999999):
            message = self.refuse({f"{self.tea.id}:{unit_id}": 1})
            self.assertIn(f"Unit no. {unit_id}: Lemon tea is not sold by it", message)
            self.assertIn("Box of 24", message)
            self.assertNotIn(dozen.name, message)
        message = self.refuse({f"{self.cake.id}:{self.case.id}": 1})
        self.assertIn("Moon cake is not sold by it", message)
        self.assertFalse(self.placed())

    @mute_logger("odoo.http")
    def test_a_unit_tells_nothing_of_what_is_not_offered(self):
        self.log_in(self.buyer)
        message = self.refuse({f"{self.coast_only.id}:{self.case.id}": 1})
        self.assertIn(f"Product no. {self.coast_only.id}: not offered", message)
        for key in ("1:2:3", f"{self.tea.id}:", f"{self.tea.id}:x"):
            self.assertIn("not offered", self.refuse({key: 1}))

    @mute_logger("odoo.http")
    def test_half_a_case_is_refused(self):
        self.log_in(self.buyer)
        message = self.refuse({(self.tea, self.case): 0.5})
        self.assertIn("too fine for the unit Box of 24", message)

    @mute_logger("odoo.http")
    def test_limits_count_all_units_together(self):
        self.limit(maximum=50)
        self.log_in(self.buyer)
        message = self.refuse({self.tea: 3, (self.tea, self.case): 2})
        self.assertIn("at most 50", message)
        self.submit({self.tea: 2, (self.tea, self.case): 2})
        self.assertTrue(self.placed())

    def test_the_review_lists_units_and_their_prices(self):
        self.log_in(self.buyer)
        quote = self.rpc(
            f"/my/shop/{self.agreement.id}/quote",
            quantities=self.cart({self.tea: 1, (self.tea, self.case): 2}),
        )["result"]
        piece, case = quote["lines"]
        self.assertEqual(case["key"], self.cart_key((self.tea, self.case)))
        self.assertEqual((case["unit"], case["quantity"]), ("Box of 24", 2))
        self.assertEqual(case["contains"], f"48 {self.piece.name}")
        self.assertIn("108.00", case["price"])
        self.assertIn("216.00", case["subtotal"])
        self.assertEqual(piece["contains"], "")

    # -- again -----------------------------------------------------------------

    def preset(self, order):
        shop = self.page(again=order.id).find_class("o_fmcg_shop")[0]
        return {line["key"]: line for line in json.loads(shop.get("data-preset"))}

    def test_order_again_keeps_the_units(self):
        quantities = {self.tea: 5, (self.tea, self.case): 2}
        preset = self.preset(self.enter(quantities=quantities))
        self.assertEqual(
            {key: line["quantity"] for key, line in preset.items()},
            self.cart(quantities),
        )
        self.assertIn("digits", preset[self.cart_key((self.tea, self.case))])

    def test_order_again_counts_pieces_where_a_unit_is_gone(self):
        order = self.enter(quantities={self.tea: 5, (self.tea, self.case): 2})
        self.tea.uom_ids = [Command.unlink(self.case.id)]
        (line,) = self.preset(order).values()
        self.assertEqual((line["key"], line["quantity"]), (str(self.tea.id), 53))

    # -- speed -----------------------------------------------------------------

    def create_cased(self, start, stop):
        """Products with a box of a size of their own each, ordered and rationed."""
        products = self.env["product.product"].create(
            [
                {
                    "name": f"Crate {index}",
                    "categ_id": self.category.id,
                    "uom_ids": [
                        Command.create(
                            {
                                "name": f"Box of {index + 30}",
                                "relative_factor": index + 30,
                                "relative_uom_id": self.piece.id,
                            }
                        )
                    ],
                }
                for index in range(start, stop)
            ]
        )
        self.env["channel.quantity.rule"].create(
            [
                {
                    "company_id": self.lake_company.id,
                    "product_tmpl_id": product.product_tmpl_id.id,
                    "multiple": 10,
                }
                for product in products
            ]
        )
        self.enter(quantities={(product, product.uom_ids): 10 for product in products})
        return products

    def test_queries_of_a_page_do_not_grow_with_products_and_units(self):
        self.create_cased(0, 3)  # with tea and cake: five
        self.log_in(self.buyer)
        few = self.count_queries()
        self.create_cased(3, 38)
        many = self.count_queries()
        self.assertEqual(len(self.page().find_class("o_shop_product")), 40)
        self.assertLessEqual(many, few)

    def count_queries(self):
        url = f"/my/shop/{self.agreement.id}?search="
        self.get(url)  # fill the caches
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self.assertEqual(self.get(url).status_code, 200)
        return self.cr.sql_log_count - before
