from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import PromotionCase


@tagged("post_install", "-at_install")
class TestRelease(PromotionCase):
    """What a promotion must have; everything that is missing is said at once."""

    def assertProblems(self, promotion, *patterns):
        with self.assertRaises(UserError) as caught:
            promotion.action_release()
        for pattern in patterns:
            self.assertRegex(str(caught.exception), pattern)
        self.assertEqual(str(caught.exception).count("\n") + 1, len(patterns))
        self.assertEqual(promotion.state, "draft")

    def test_each_kind_is_released(self):
        goods = {"product_ids": [Command.set(self.cola.ids)], "uom_id": self.unit.id}
        for promotion in (
            self.create_ladder(),
            self.create_promotion({"percent": 10}),
            self.create_promotion({"percent": 10}, kind="line_percent", **goods),
            self.create_promotion({"amount": 1}, kind="line_amount", **goods),
            self.create_promotion({"price": 2}, kind="line_price", **goods),
            self.create_promotion({"threshold": 2, "percent": 50}, kind="nth", **goods),
            self.create_gift(gifts=[(self.tea, 1)]),
            self.create_gift(same_product=True, level="product"),
            self.create_bundle(),
            self.create_promotion({"threshold": 500, "percent": 100}, kind="freight"),
        ):
            with self.subTest(kind=promotion.kind):
                promotion.action_release()
                self.assertEqual(promotion.state, "released")

    def test_all_problems_are_said_at_once(self):
        promotion = self.create_promotion(
            date_start="2020-05-02",
            date_end="2020-05-01",
            for_portal=False,
            for_salesperson=False,
            for_import=False,
            **dict.fromkeys(
                (
                    "mon",
                    "tue",
                    "wed",
                    "thu",
                    "fri",
                    "sat",
                    "sun",
                ),
                False,
            ),
        )
        self.assertProblems(
            promotion,
            "^Until: 2020-05-01 lies before 2020-05-02",
            "Weekdays: none is ticked",
            "Order channels: none is ticked",
            "Steps: there is none",
        )

    def test_problems_of_several_promotions_name_them(self):
        promotions = self.create_promotion(name="One") + self.create_promotion(
            name="Two"
        )
        with self.assertRaisesRegex(UserError, "^One: Steps(.|\n)*\nTwo: Steps"):
            promotions.action_release()

    def test_a_step_gives_exactly_one_thing(self):
        self.assertProblems(
            self.create_promotion({"threshold": 5}), "Amount Off or Percent Off: .* 5 "
        )
        self.assertProblems(
            self.create_promotion({"amount": 1, "percent": 1}), "Amount Off or Percent"
        )
        self.assertProblems(
            self.create_promotion({"amount": 0}, kind="freight"), "exactly one"
        )

    def test_a_percentage_lies_within_hundred(self):
        self.assertProblems(
            self.create_promotion({"percent": 101}, kind="line_percent"),
            "Percent Off: 101",
        )

    def test_amounts_are_not_negative(self):
        self.assertProblems(self.create_promotion({"amount": -5}), "Amount Off: -5")
        bundle = self.create_bundle()
        bundle.bundle_price = -1
        self.assertProblems(bundle, "Bundle Price: -1")

    def test_equal_thresholds_are_refused(self):
        step = {"threshold": 10, "amount": 1}
        self.assertProblems(self.create_promotion(step, step), "two have the same")

    def test_each_time_needs_one_step_with_a_threshold(self):
        self.assertProblems(self.create_ladder(repeat=True), "Each Time: .* 2 steps")
        self.assertProblems(
            self.create_promotion({"amount": 1}, repeat=True), "Each Time: "
        )
        self.create_promotion({"threshold": 9, "amount": 1}, repeat=True, release=True)

    def test_every_nth_piece_has_a_whole_number(self):
        for number in (1, 2.5):
            promotion = self.create_promotion(
                {"threshold": number, "percent": 50}, kind="nth", uom_id=self.unit.id
            )
            self.assertProblems(promotion, f"whole number from 2 on.* {number:g}")

    def test_the_same_product_needs_each_product_on_its_own(self):
        self.assertProblems(self.create_gift(same_product=True), "Same Product: ")

    def test_pieces_of_the_same_product_have_a_unit(self):
        promotion = self.create_gift(
            same_product=True, level="product", measure="value", uom_id=False
        )
        self.assertProblems(promotion, "Unit: .* need one")

    def test_new_promotions_take_the_account_of_the_seller(self):
        account = self.env["account.account"].create(
            {
                "name": "Gifts",
                "code": "GIFTS",
                "account_type": "expense",
                "company_ids": [Command.set(self.company.ids)],
            }
        )
        self.company.gift_account_id = account
        self.assertEqual(self.create_ladder().gift_account_id, account)

    def test_gifts_are_named(self):
        self.assertProblems(self.create_gift(), "Gifts: the step from 10 has none")

    def test_one_of_the_gifts_has_a_number_of_pieces(self):
        promotion = self.create_gift(
            gifts=[(self.tea, 1)], gift_choice="one", step={"gift_quantity": 0}
        )
        self.assertProblems(promotion, "Pieces: the step from 10 gives none")

    def test_gifts_are_goods_in_a_unit_of_theirs(self):
        service = self.create_product("Massage", type="service", is_storable=False)
        promotion = self.create_gift(gifts=[(service, 1), (self.tea, 0)])
        promotion.gift_ids[1].uom_id = self.kilo
        self.assertProblems(
            promotion, "Massage is no goods", "Tea has no quantity", "Tea .* converted"
        )

    def test_a_bundle_has_components_with_quantities(self):
        self.assertProblems(
            self.create_promotion(kind="bundle"), "Components: a bundle has none"
        )
        bundle = self.create_bundle()
        bundle.component_ids[0].quantity = 0
        bundle.component_ids[1].uom_id = self.kilo
        self.assertProblems(
            bundle, "each needs a product", "Tea .* converted", "Cola .* converted"
        )

    def test_quantities_have_a_unit_that_the_products_share(self):
        step = {"threshold": 10, "amount": 1}
        self.assertProblems(
            self.create_promotion(step, measure="quantity"), "Unit: .* need one"
        )
        self.assertProblems(
            self.create_promotion(
                step,
                measure="quantity",
                uom_id=self.kilo.id,
                product_ids=[Command.set(self.cola.ids)],
            ),
            "Unit: Cola is counted in Units, which cannot be converted to kg",
        )

    def test_an_archived_product_still_counts(self):
        promotion = self.create_promotion(
            {"threshold": 10, "amount": 1},
            measure="quantity",
            uom_id=self.kilo.id,
            product_ids=[Command.set(self.cola.ids)],
        )
        self.cola.active = False
        self.assertProblems(promotion, "Unit: Cola")

    def test_the_seller_pays_where_nobody_is_named(self):
        promotion = self.create_ladder(release=True)
        self.assertRecordValues(
            promotion.funder_ids,
            [{"partner_id": self.company.partner_id.id, "share": 100.0}],
        )

    def test_the_shares_of_funders_sum_to_hundred(self):
        funders = [(self.company.partner_id, 40.0), (self.shop.partner_id, 50.0)]
        promotion = self.create_ladder(
            funder_ids=[
                Command.create({"partner_id": partner.id, "share": share})
                for partner, share in funders
            ]
        )
        self.assertProblems(promotion, "Funders: their shares sum to 90 percent")
        promotion.funder_ids[0].share = 50
        promotion.action_release()
