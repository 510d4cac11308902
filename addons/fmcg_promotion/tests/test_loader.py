from datetime import date
from decimal import Decimal

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from ..engine import definition as engine
from .common import PromotionCase


@tagged("post_install", "-at_install")
class TestLoader(CountsQueries, PromotionCase):
    def load(self, promotion=None):
        """What the engine is told about a promotion, or about all released ones."""
        promotions = self.env["channel.promotion"]._load_engine_promotions(self.company)
        if promotion is None:
            return promotions
        return next(one for one in promotions if one.id == promotion.id)

    def test_released_promotions_of_the_seller_are_loaded(self):
        released = self.create_ladder(release=True)
        stopped = self.create_ladder(release=True)
        stopped.action_stop()
        archived = self.create_ladder(release=True, active=False)
        draft = self.create_ladder()
        self.assertEqual(
            {one.id for one in self.load()}
            & set((released + stopped + archived + draft).ids),
            set(released.ids),
        )
        other = self.env["res.company"].create({"name": "Other"})
        found = self.env["channel.promotion"]._load_engine_promotions(other)
        self.assertEqual(found, ())

    def test_a_ladder(self):
        group = self.env["channel.promotion.group"].create({"name": "Only one"})
        promotion = self.create_ladder(
            release=True,
            sequence=7,
            group_id=group.id,
            stop=True,
            coupon_required=True,
            threshold_basis="running",
            benefit_basis="original",
            return_rule="reconsider",
        )
        self.assertEqual(
            self.load(promotion),
            engine.Promotion(
                id=promotion.id,
                kind=engine.ORDER,
                sequence=7,
                currency=self.currency.id,
                coupon=True,
                level=engine.WHOLE_ORDER,
                threshold_basis=engine.RUNNING,
                benefit_basis=engine.ORIGINAL,
                steps=(
                    engine.Step(threshold=Decimal(1000), amount=Decimal(100)),
                    engine.Step(threshold=Decimal(3000), amount=Decimal(400)),
                ),
                group=group.id,
                stop=True,
                return_rule=engine.RECONSIDER,
            ),
        )

    def test_numbers_are_exact(self):
        promotion = self.create_promotion(
            {"threshold": 0.1, "percent": 12.35}, release=True
        )
        (step,) = self.load(promotion).steps
        self.assertEqual(
            (step.threshold, step.percent), (Decimal("0.1"), Decimal("12.35"))
        )

    def test_the_audience(self):
        grade = self.create_grade(self.company)
        promotion = self.create_ladder(
            release=True,
            tier_ids=[Command.set(self.tier("retail").ids)],
            territory_ids=[Command.set(self.district.ids)],
            grade_ids=[Command.set(grade.ids)],
            node_ids=[Command.set(self.shop.ids)],
            date_start="2098-11-01",
            date_end="2098-11-30",
            mon=False,
            for_import=False,
            first_order=True,
        )
        self.assertEqual(
            self.load(promotion).audience,
            engine.Audience(
                tiers=frozenset(self.tier("retail").ids),
                territories=frozenset(self.district.ids),
                grades=frozenset(grade.ids),
                nodes=frozenset(self.shop.ids),
                channels=frozenset(("portal", "salesperson")),
                weekdays=frozenset((1, 2, 3, 4, 5, 6)),
                start=date(2098, 11, 1),
                end=date(2098, 11, 30),
                first_order=True,
            ),
        )

    def test_everybody_at_any_time_is_an_empty_audience(self):
        promotion = self.create_ladder(release=True)
        self.assertEqual(self.load(promotion).audience, engine.Audience())

    def test_the_scope_and_the_target(self):
        category = self.env["product.category"].create({"name": "Drinks"})
        brand = self.env["product.brand"].create({"name": "Lake"})
        promotion = self.create_ladder(
            release=True,
            product_ids=[Command.set(self.cola.ids)],
            categ_ids=[Command.set(category.ids)],
            brand_ids=[Command.set(brand.ids)],
            excluded_product_ids=[Command.set(self.tea.ids)],
            target_product_ids=[Command.set(self.tea.ids)],
        )
        loaded = self.load(promotion)
        self.assertEqual(
            loaded.scope,
            engine.Scope(
                products=frozenset(self.cola.ids),
                categories=frozenset(category.ids),
                brands=frozenset(brand.ids),
                excluded=frozenset(self.tea.ids),
            ),
        )
        self.assertEqual(loaded.target, engine.Scope(products=frozenset(self.tea.ids)))

    def test_what_is_archived_stays_named(self):
        """Without its product and customer it would be about everything."""
        promotion = self.create_gift(
            gifts=[(self.tea, 1)],
            release=True,
            node_ids=[Command.set(self.shop.ids)],
        )
        (self.cola + self.tea).active = False
        self.shop.active = False
        loaded = self.load(promotion)
        self.assertEqual(loaded.scope.products, frozenset(self.cola.ids))
        self.assertEqual(loaded.audience.nodes, frozenset(self.shop.ids))
        self.assertEqual(loaded.steps[0].gifts[0].product, self.tea.id)

    def test_gifts_in_their_units(self):
        promotion = self.create_gift(
            gifts=[(self.tea, 2)], release=True, repeat=True, most_times=3
        )
        loaded = self.load(promotion)
        self.assertEqual((loaded.unit, loaded.repeat, loaded.most), (24, True, 3))
        self.assertEqual(
            loaded.steps[0].gifts,
            (engine.Gift(self.tea.id, Decimal(2), Decimal(1), Decimal(3)),),
        )
        promotion.action_draft()
        promotion.gift_ids.uom_id = self.case
        promotion.action_release()
        self.assertEqual(
            self.load(promotion).steps[0].gifts,
            (engine.Gift(self.tea.id, Decimal(2), Decimal(24), Decimal(72)),),
        )

    def test_one_of_the_gifts(self):
        promotion = self.create_gift(
            gifts=[(self.tea, 1), (self.cola, 1)],
            gift_choice="one",
            release=True,
            step={"gift_quantity": 3},
        )
        loaded = self.load(promotion)
        self.assertTrue(loaded.one_gift)
        self.assertEqual([gift.quantity for gift in loaded.steps[0].gifts], [3, 3])

    def test_the_same_product(self):
        promotion = self.create_gift(
            same_product=True, level="product", release=True, step={"gift_quantity": 2}
        )
        loaded = self.load(promotion)
        self.assertTrue(loaded.same_product)
        self.assertEqual(
            loaded.steps[0].gifts, (engine.Gift(0, Decimal(2), Decimal(24)),)
        )

    def test_a_bundle(self):
        promotion = self.create_bundle(release=True)
        loaded = self.load(promotion)
        self.assertEqual(loaded.bundle_price, 50)
        self.assertEqual(
            loaded.components,
            (
                engine.Component(frozenset(self.cola.ids), Decimal(2)),
                engine.Component(frozenset((self.cola + self.tea).ids), Decimal(24)),
            ),
        )

    def test_a_price_is_there_only_where_the_kind_has_one(self):
        goods = {"uom_id": self.unit.id, "release": True}
        for kind, step, price in (
            ("line_price", {"price": 2.5}, Decimal("2.5")),
            ("nth", {"threshold": 2, "price": 1.5}, Decimal("1.5")),
            ("nth", {"threshold": 2, "percent": 50}, None),
            ("line_percent", {"percent": 50}, None),
        ):
            promotion = self.create_promotion(step, kind=kind, **goods)
            with self.subTest(kind=kind, step=step):
                self.assertEqual(self.load(promotion).steps[0].price, price)

    def test_what_a_former_kind_left_is_not_told(self):
        promotion = self.create_gift(
            gifts=[(self.tea, 1)],
            gift_choice="one",
            repeat=True,
            most_times=3,
            step={"amount": 5, "percent": 7, "price": 9},
            component_ids=[
                Command.create({"product_ids": [Command.set(self.tea.ids)]})
            ],
        )
        promotion.kind = "line_percent"
        promotion.action_release()
        loaded = self.load(promotion)
        self.assertEqual(
            (loaded.repeat, loaded.most, loaded.one_gift), (False, 0, False)
        )
        self.assertEqual(loaded.components, ())
        self.assertEqual(
            loaded.steps, (engine.Step(threshold=Decimal(10), percent=Decimal(7)),)
        )

    def test_a_gift_has_no_target(self):
        promotion = self.create_gift(
            gifts=[(self.tea, 1)],
            target_product_ids=[Command.set(self.tea.ids)],
            release=True,
        )
        self.assertIsNone(self.load(promotion).target)

    def test_hundreds_take_as_many_queries_as_ten(self):
        def create(number):
            for _n in range(number):
                self.create_gift(gifts=[(self.tea, 1), (self.cola, 2)]).action_release()
                self.create_bundle(node_ids=[Command.set(self.shop.ids)], release=True)

        counts = []
        for number in (5, 60):
            create(number)
            counts.append(self.count_queries(self.load))
        self.assertEqual(*counts)


@tagged("post_install", "-at_install")
class TestBook(CountsQueries, PromotionCase):
    """The book is kept until something in it changes."""

    def book(self):
        return self.env["channel.promotion"]._get_book(self.company)

    def test_a_kept_book_takes_no_query(self):
        self.create_ladder(release=True)
        self.book()
        self.assertEqual(self.count_queries(self.book), 0)

    def test_each_change_makes_a_new_book(self):
        promotion = self.create_gift(gifts=[(self.tea, 1)])
        bundle = self.create_bundle()
        for number, change in enumerate(
            (
                lambda: promotion.write({"most_times": 3}),
                lambda: promotion.step_ids.write({"threshold": 20}),
                lambda: promotion.gift_ids.write({"quantity": 2}),
                lambda: promotion.gift_ids.unlink(),
                lambda: promotion.step_ids.unlink(),
                lambda: bundle.component_ids[0].write({"quantity": 5}),
                lambda: bundle.component_ids[0].unlink(),
                lambda: bundle.copy(),
                lambda: promotion.unlink(),
            )
        ):
            kept = self.book()
            change()
            with self.subTest(number=number):
                self.assertIsNot(self.book(), kept)

    def test_budgets_funders_and_coupons_leave_it(self):
        promotion = self.create_ladder(coupon_required=True)
        kept = self.book()
        self.env["channel.promotion.budget"].create(
            {"promotion_id": promotion.id, "limit": 5}
        ).limit = 6
        self.env["channel.coupon"].create({"promotion_id": promotion.id, "code": "A"})
        self.assertIs(self.book(), kept)
