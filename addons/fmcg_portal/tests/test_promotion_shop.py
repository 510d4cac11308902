from odoo.fields import Date
from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from .promotion_common import PortalPromotionCase


@tagged("post_install", "-at_install")
class TestPromotionShop(CountsQueries, PortalPromotionCase):
    """Which promotions a buyer is shown, where, and in which words."""

    def promotions_page(self):
        return self.page("/my/promotions")

    def shown(self, page=None):
        page = self.promotions_page() if page is None else page
        articles = page.find_class("o_fmcg_promotion")
        return [article.find(".//strong").text_content() for article in articles]

    def test_a_card_shows_what_names_its_product(self):
        self.percent_off(self.tea, name="Tea week")
        self.assertEqual(self.badges(self.tea), ["Tea week"])
        self.assertEqual(self.badges(self.cake), [])

    def test_a_tap_shows_what_it_gives(self):
        self.percent_off(self.tea, name="Tea week", date_end="2099-12-31")
        (details,) = self.card(self.tea).find_class("o_shop_promotions")
        self.assertEqual(details.tag, "details")
        text = " ".join(details.text_content().split())
        self.assertIn("Lemon tea: 10% off.", text)
        self.assertIn("Until", text)

    def test_more_than_three_are_counted(self):
        for index in range(5):
            self.percent_off(self.tea, name=f"Tea {index}")
        card = self.card(self.tea)
        self.assertEqual(len(card.find_class("o_shop_promotion")), 3)
        (details,) = card.find_class("o_shop_promotions")
        self.assertIn("+2", details.text_content())
        self.assertEqual(details.find("a").get("href"), "/my/promotions")

    def test_category_and_brand_name_their_products(self):
        brand = self.env["product.brand"].create({"name": "Green"})
        self.cake.product_brand_id = brand
        self.create_promotion(
            "line_percent", [{"percent": 5}], name="All", categ_ids=self.category.ids
        )
        self.create_promotion(
            "line_percent", [{"percent": 5}], name="Green", brand_ids=brand.ids
        )
        page = self.shop_page()
        self.assertEqual(self.badges(self.tea, page), ["All"])
        self.assertEqual(self.badges(self.cake, page), ["All", "Green"])

    def test_a_promotion_of_everything_stands_on_its_page_only(self):
        self.amount_off(100, 10, name="A hundred")
        self.assertEqual(self.badges(self.tea), [])
        self.assertEqual(self.shown(), ["A hundred"])

    def test_a_bundle_is_shown_at_its_parts(self):
        self.create_promotion(
            "bundle",
            name="Tea and cake",
            bundle_price=10,
            component_ids=[
                (0, 0, {"product_ids": product.ids, "quantity": 1})
                for product in self.tea + self.cake
            ],
        )
        page = self.shop_page()
        self.assertEqual(self.badges(self.tea, page), ["Tea and cake"])
        self.assertEqual(self.badges(self.cake, page), ["Tea and cake"])

    def test_only_what_speaks_to_the_buyer_is_shown(self):
        self.percent_off(self.tea, name="Rival", node_ids=self.other_shop.ids)
        self.percent_off(self.tea, name="Draft", release=False)
        self.percent_off(self.tea, name="Ended", date_end="2020-01-01")
        self.percent_off(self.tea, name="Sellers", for_portal=False)
        self.percent_off(self.tea, name="Stopped").action_stop()
        self.percent_off(self.tea, name="Coupon", coupon_required=True)
        self.percent_off(self.tea, name="Ours", node_ids=self.lake_shop.ids)
        self.assertEqual(self.badges(self.tea), ["Ours"])
        self.assertEqual(self.shown(), ["Ours"])

    def test_another_sellers_promotions_are_not_shown(self):
        self.create_promotion(
            "line_percent",
            [{"percent": 5}],
            name="Coast",
            company_id=self.coast_company.id,
            currency_id=self.coast_company.currency_id.id,
            categ_ids=self.category.ids,
        )
        self.assertEqual(self.badges(self.tea), [])
        self.assertEqual(self.shown(), [])

    def test_nobody_else_is_named(self):
        nodes = self.lake_shop + self.other_shop
        self.percent_off(self.tea, name="Both", node_ids=nodes.ids, first_order=True)
        texts = self.promotions_page().text_content()
        self.assertNotIn(self.other_shop.name, texts)
        self.assertIn("For your first order only.", texts)

    def test_products_that_are_not_offered_are_not_named(self):
        hidden = self.create_product("Hidden juice")  # not in the agreement's scope
        self.percent_off(self.tea + hidden, name="Both")
        self.percent_off(hidden, name="Only that")
        self.percent_off(self.tea, name="Tea", excluded_product_ids=hidden.ids)
        page = self.promotions_page()
        self.assertEqual(self.shown(page), ["Both", "Tea"])
        self.assertNotIn("Hidden", page.text_content())
        self.assertNotIn("Hidden", self.shop_page().text_content())

    def test_a_coupon_promotion_shows_after_its_code_was_entered(self):
        promotion = self.percent_off(self.tea, name="Coupon", coupon_required=True)
        self.create_coupon(promotion)
        self.assertEqual(self.badges(self.tea), [])
        self.quote(coupons=["spring"])
        self.assertEqual(self.badges(self.tea), ["Coupon"])
        self.assertEqual(self.shown(), ["Coupon"])
        self.quote(coupons=[])
        self.assertEqual(self.badges(self.tea), [])

    def test_the_page_lists_each_seller_that_may_be_used(self):
        self.percent_off(self.tea, name="Tea week")
        second = self.create_agreement(self.coast_company, self.lake_shop)
        page = self.promotions_page()
        self.assertEqual(len(page.find_class("o_fmcg_promotions")), 2)
        second._set_state("suspended", "Unpaid")
        page = self.promotions_page()
        self.assertEqual(len(page.find_class("o_fmcg_promotions")), 1)
        self.assertIn(self.lake_company.name, page.text_content())

    def test_home_and_shop_lead_to_the_page(self):
        self.assertIn('href="/my/promotions"', self.get("/my").text)
        self.amount_off(100, 10)
        (link,) = self.shop_page().find_class("o_shop_all_promotions")
        self.assertEqual(link.get("href"), "/my/promotions")

    def test_others_read_nothing(self):
        self.percent_off(self.tea, name="Tea week")
        self.log_in(self.seller)
        self.assertNotIn("Tea week", self.get("/my/promotions").text)
        self.authenticate(None, None)
        self.assertIn("/web/login", self.get("/my/promotions").url)

    def test_what_is_left_is_said_where_it_is_the_buyers(self):
        promotion = self.percent_off(self.tea, name="Each", release=False)
        budget = self.create_budget(promotion, limit=50, scope="each", period="month")
        self.count_usage(budget, self.lake_shop, 20)
        self.count_usage(budget, self.other_shop, 49)
        self.count_usage(budget, self.lake_shop, 50, period_start="2020-01-01")
        (left,) = self.promotions_page().find_class("o_fmcg_promotion_left")
        self.assertIn("Left for you:", left.text_content())
        self.assertIn("30.00", left.text_content())

    def test_a_shared_budget_is_told_if_the_seller_wants_it(self):
        promotion = self.percent_off(self.tea, name="All", release=False)
        budget = self.create_budget(promotion, limit=5000, scope="all")
        self.count_usage(budget, self.env["channel.node"], 1000)
        page = self.promotions_page()
        self.assertFalse(page.find_class("o_fmcg_promotion_left"))
        self.assertNotIn("000", page.find_class("o_fmcg_promotions")[0].text_content())
        budget.show_left = True  # of a released promotion
        (left,) = self.promotions_page().find_class("o_fmcg_promotion_left")
        self.assertIn("4,000.00", left.text_content())

    def count_usage(self, budget, node, used, **values):
        today = budget.company_id._get_channel_today()
        usage = self.env["channel.promotion.usage"].create(
            {
                "budget_id": budget.id,
                "company_id": budget.company_id.id,
                "period_start": budget._get_period_start(today),
                "node_id": node.id,
                "used": 0,
                **values,
            }
        )
        usage._guard_add({usage.id: used})

    def test_badges_take_the_same_queries_for_many_products(self):
        products = self.tea
        for index in range(40):
            products |= self.create_product(
                f"Snack {index:02}", categ_id=self.category.id
            )
        for index in range(5):
            self.percent_off(products, name=f"Promotion {index}")
        agreement = self.agreement.sudo()
        coupons = self.env["channel.coupon"]

        def show(count):
            promotions = agreement._get_shop_promotions(coupons)
            badges = agreement._get_shop_badges(products[:count], promotions)
            self.assertEqual(len(badges), count)

        show(5)
        counts = [self.count_queries(lambda count=count: show(count)) for count in (5, 40)]
        self.assertEqual(counts[0], counts[1])

    def test_a_page_takes_the_same_queries_for_many_promotions(self):
        agreement = self.agreement.sudo()
        coupons = self.env["channel.coupon"]

        def count():
            return self.count_queries(lambda: agreement._get_promotion_cards(coupons))

        counts = []
        for number in (2, 30):
            for index in range(number):
                self.percent_off(self.tea, name=f"Promotion {number} {index}")
            count()  # what is kept between requests
            counts.append(count())
        self.assertEqual(counts[0], counts[1])

    def test_the_last_day_is_the_sellers(self):
        today = self.lake_company._get_channel_today()
        self.percent_off(self.tea, name="Today", date_end=today)
        self.percent_off(
            self.tea, name="Yesterday", date_end=Date.subtract(today, days=1)
        )
        self.assertEqual(self.badges(self.tea), ["Today"])
