from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.common import ROLES

from .ledger_common import LedgerCase


@tagged("post_install", "-at_install")
class TestPromotionFunding(LedgerCase):
    """Who pays for what was given, to the cent."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.funders = cls.env["res.partner"].create(
            [{"name": f"Funder {number}"} for number in range(3)]
        )

    def staff(self, role, company=None):
        company = company or self.lake_company
        return self.create_staff(company, role, login=f"ledger-{role}-{company.id}@test.example")

    def shared(self, amount, *shares, **values):
        funders = [
            Command.create({"partner_id": partner.id, "share": share})
            for partner, share in zip(self.funders, shares, strict=False)
        ]
        return self.amount_off(100, amount, funder_ids=funders, **values)

    def paid(self, order):
        """Amounts by funder, in the order of the funders."""
        fundings = self.entries(order).funding_ids
        return [
            round(
                sum(
                    fundings.filtered(lambda one, p=partner: one.partner_id == p).mapped(
                        "amount"
                    )
                ),
                6,
            )
            for partner in self.funders
        ]

    def test_the_seller_pays_where_nobody_is_named(self):
        self.amount_off(100, 10)
        funding = self.entries(self.confirmed()).funding_ids
        self.assertEqual(funding.partner_id, self.lake_company.partner_id)
        self.assertEqual((funding.share, funding.amount), (100, 10))

    def test_funders_share_by_largest_remainder(self):
        self.shared(10, 33.3333, 33.3333, 33.3334)
        self.assertEqual(self.paid(self.confirmed()), [3.33, 3.33, 3.34])

    def test_the_value_of_gifts_is_paid_as_well(self):
        funders = [
            Command.create({"partner_id": partner.id, "share": share})
            for partner, share in zip(self.funders, (60, 40), strict=False)
        ]
        self.buy_get(self.tea, 10, self.mug, funder_ids=funders)
        self.assertEqual(self.paid(self.confirmed(30))[:2], [5.4, 3.6])

    def test_what_is_given_back_is_paid_back(self):
        self.shared(0.01, 50, 50)
        order = self.confirmed()
        self.assertEqual(sum(self.paid(order)), 0.01)
        order._action_cancel()
        self.assertEqual(self.paid(order), [0, 0, 0])
        for entry in self.entries(order):
            self.assertAlmostEqual(sum(entry.funding_ids.mapped("amount")), entry.amount)

    def test_no_cent_is_lost_on_the_way(self):
        promotion = self.shared(10, 33.3333, 33.3333, 33.3334)
        order = self.confirmed()
        for amount in (9.99, 0.02, 7.77, 0.01, 3.34):
            with self.keeping(promotion, amount):
                order._sync_promotion_entries()
            self.assertAlmostEqual(sum(self.paid(order)), amount)
            self.assertEqual(self.given(promotion, order)[0], amount)
        for entry in self.entries(order):
            self.assertAlmostEqual(sum(entry.funding_ids.mapped("amount")), entry.amount)

    # --- who may see and do what ---

    def test_staff_read_entries_of_their_own_enterprise_only(self):
        self.shared(10, 50, 50)
        entries = self.entries(self.confirmed())
        stranger = self.staff("enterprise_admin", self.north.company_id)
        self.assertFalse(self.seen_by(stranger, entries))
        self.assertFalse(self.seen_by(stranger, entries.funding_ids))
        for role in set(ROLES) - {"warehouse"}:
            user = self.staff(role)
            with self.subTest(role=role):
                self.assertEqual(self.seen_by(user, entries), entries)

    def test_warehouse_staff_read_no_entries(self):
        entries = self.entries(self.confirmed())
        keeper = self.staff("warehouse")
        with self.assertRaises(AccessError):
            self.seen_by(keeper, entries)

    def test_only_finance_and_administrators_read_who_pays(self):
        self.shared(10, 50, 50)
        entries = self.entries(self.confirmed())
        for role in ROLES:
            user = self.staff(role)
            with self.subTest(role=role):
                if role in ("enterprise_admin", "finance"):
                    found = self.seen_by(user, entries.funding_ids)
                    self.assertEqual(found, entries.funding_ids)
                    continue
                with self.assertRaises(AccessError):
                    self.seen_by(user, entries.funding_ids)
                with self.assertRaises(AccessError):
                    self.as_user(entries, user).read(["funding_ids"])

    def test_nobody_writes_the_ledger(self):
        promotion = self.limited(100)
        entries = self.entries(self.confirmed())
        fundings, usages = entries.funding_ids, entries.usage_ids
        for role in ROLES:
            user = self.staff(role)
            for records in (entries, fundings, usages):
                own = self.as_user(records, user)
                with self.subTest(role=role, model=records._name):
                    with self.assertRaises(AccessError):
                        own.write({"company_id": self.lake_company.id})
                    with self.assertRaises(AccessError):
                        own.unlink()
                    with self.assertRaises(AccessError):
                        own.create({"company_id": self.lake_company.id})
        self.assertEqual(self.used(promotion), 10)

    def test_buyers_see_nothing_of_it(self):
        entries = self.entries(self.confirmed())
        buyer = self.create_portal_user(self.lake_shop)
        for records in (entries, entries.funding_ids):
            with self.assertRaises(AccessError):
                self.seen_by(buyer, records)

    def test_who_confirms_needs_no_rights_on_the_ledger(self):
        """What is booked is not decided by whoever confirms."""
        promotion = self.limited(100)
        self.confirmed()  # as the salesperson
        with self.assertRaises(AccessError):
            self.as_user(promotion.budget_ids.usage_ids, self.seller).used = 0
        self.assertEqual(self.used(promotion), 10)


@tagged("post_install", "-at_install")
class TestPromotionCoupon(LedgerCase):
    """Coupons count the orders that got their promotion by them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.promotion = cls.amount_off(100, 10, coupon_required=True)
        cls.coupon = cls.create_coupon("ONCE")

    @classmethod
    def create_coupon(cls, code, **values):
        return cls.env["channel.coupon"].create(
            {"promotion_id": cls.promotion.id, "code": code, **values}
        )

    def order(self, code="ONCE", pieces=20):
        order = self.create_sale([(self.tea, pieces)])
        order.coupon_code = code
        return order

    def uses(self, coupon=None):
        coupon = coupon or self.coupon
        self.env.invalidate_all()
        self.assertEqual(coupon.used, sum(coupon.entry_ids.mapped("uses")))
        return coupon.used

    def test_a_confirmed_order_uses_it_up(self):
        order = self.order()
        self.assertEqual((order.amount_total, self.uses()), (90, 0))
        order.action_confirm()
        self.assertEqual((order.amount_total, self.uses()), (90, 1))
        self.assertTrue(self.coupon._is_held_by(order))
        with self.assertRefused("not valid"):
            self.order()

    def test_who_comes_second_gets_nothing(self):
        first, second = self.order(), self.order()
        first.action_confirm()
        second.action_confirm()
        self.assertEqual((second.amount_total, self.uses()), (100, 1))

    def test_a_coupon_whose_promotion_gave_nothing_is_not_used(self):
        self.order(pieces=10).action_confirm()
        self.assertEqual(self.uses(), 0)

    def test_cancelling_gives_it_back(self):
        order = self.order()
        order.action_confirm()
        order._action_cancel()
        self.assertEqual(self.uses(), 0)
        self.assertFalse(self.coupon._is_held_by(order))
        self.assertEqual(self.order().amount_total, 90)

    def test_programs_that_write_the_state_cannot_use_it_twice(self):
        first, second = self.order(), self.order()
        first.action_confirm()
        with self.assertRefused("Coupon ONCE .* none of its 1 uses is left"):
            second.sudo().state = "sale"
        self.assertEqual(self.uses(), 1)

    def test_an_order_gives_one_coupon_for_a_promotion(self):
        other = self.create_coupon("OTHER")
        order = self.order()
        order.coupon_code = "OTHER"
        order.action_confirm()
        self.assertEqual(self.uses() + self.uses(other), 1)

    def test_a_coupon_without_end_is_counted(self):
        endless = self.create_coupon("ENDLESS", most_uses=0)
        for _number in range(3):
            self.order("ENDLESS").action_confirm()
        self.assertEqual(self.uses(endless), 3)

    def test_a_coupon_that_was_used_stays(self):
        order = self.order()
        order.action_confirm()
        with self.assertRaises(UserError):
            self.coupon.unlink()
