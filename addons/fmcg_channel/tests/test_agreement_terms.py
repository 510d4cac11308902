from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import EnterpriseCase


@tagged("post_install", "-at_install")
class TestAgreementTerms(EnterpriseCase):
    """Terms are the partner's company-dependent values: one truth."""

    open_enterprises = ("north",)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shop = cls.create_node("Corner Shop", "retail", cls.north)
        cls.term = cls.env["account.payment.term"].create({"name": "Pay in 20 days"})
        cls.north_company = cls.north.company_id
        cls.agreement = cls.create_agreement(cls.north_company, cls.shop)
        cls.brand_agreement = cls.create_agreement(cls.company, cls.shop)
        cls.pricelist = cls.create_pricelist(cls.north_company, "North prices")
        cls.brand_pricelist = cls.create_pricelist(cls.company, "Brand prices")

    def partner_for(self, company):
        return self.shop.partner_id.with_company(company)

    def test_the_pricelist_is_written_to_the_partner(self):
        self.agreement.pricelist_id = self.pricelist
        self.assertEqual(
            self.partner_for(self.north_company).property_product_pricelist,
            self.pricelist,
        )

    def test_the_payment_term_is_written_to_the_partner(self):
        self.agreement.payment_term_id = self.term
        self.assertEqual(
            self.partner_for(self.north_company).property_payment_term_id, self.term
        )

    def test_the_credit_limit_is_written_to_the_partner(self):
        self.agreement.credit_limit = 5000
        self.assertRecordValues(
            self.partner_for(self.north_company),
            [{"use_partner_credit_limit": True, "credit_limit": 5000}],
        )

    def test_no_credit_limit_switches_the_partners_limit_off(self):
        self.agreement.credit_limit = 5000
        self.agreement.credit_limit = 0
        self.assertFalse(self.partner_for(self.north_company).use_partner_credit_limit)

    def test_the_pricelist_is_read_from_the_partner(self):
        partner = self.partner_for(self.north_company)
        partner.specific_property_product_pricelist = self.pricelist
        self.agreement.invalidate_recordset()
        self.assertEqual(self.agreement.pricelist_id, self.pricelist)

    def test_the_payment_term_is_read_from_the_partner(self):
        self.partner_for(self.north_company).property_payment_term_id = self.term
        self.agreement.invalidate_recordset()
        self.assertEqual(self.agreement.payment_term_id, self.term)

    def test_the_credit_limit_is_read_from_the_partner(self):
        self.partner_for(self.north_company).write(
            {"use_partner_credit_limit": True, "credit_limit": 700}
        )
        self.agreement.invalidate_recordset()
        self.assertEqual(self.agreement.credit_limit, 700)

    def test_a_limit_that_the_partner_does_not_use_reads_as_none(self):
        self.partner_for(self.north_company).write(
            {"credit_limit": 700, "use_partner_credit_limit": False}
        )
        self.agreement.invalidate_recordset()
        self.assertEqual(self.agreement.credit_limit, 0)

    def test_two_sellers_of_one_buyer_keep_different_pricelists(self):
        self.agreement.pricelist_id = self.pricelist
        self.brand_agreement.pricelist_id = self.brand_pricelist
        self.env.invalidate_all()
        self.assertEqual(
            (self.agreement + self.brand_agreement).mapped("pricelist_id"),
            self.pricelist + self.brand_pricelist,
        )

    def test_two_sellers_of_one_buyer_keep_different_payment_terms(self):
        self.agreement.payment_term_id = self.term
        self.env.invalidate_all()
        self.assertFalse(self.brand_agreement.payment_term_id)

    def test_two_sellers_of_one_buyer_keep_different_credit_limits(self):
        self.agreement.credit_limit = 5000
        self.brand_agreement.credit_limit = 90
        self.env.invalidate_all()
        self.assertEqual(
            (self.agreement + self.brand_agreement).mapped("credit_limit"), [5000, 90]
        )

    def test_terms_do_not_depend_on_the_company_one_works_in(self):
        self.agreement.with_company(self.company).credit_limit = 5000
        self.env.invalidate_all()
        self.assertEqual(self.agreement.with_company(self.company).credit_limit, 5000)

    def test_terms_are_given_on_creation(self):
        node = self.create_node("New Shop", "retail", self.north)
        agreement = self.create_agreement(
            self.north_company,
            node,
            pricelist_id=self.pricelist.id,
            payment_term_id=self.term.id,
            credit_limit=300,
        )
        self.env.invalidate_all()
        self.assertRecordValues(
            agreement,
            [
                {
                    "pricelist_id": self.pricelist.id,
                    "payment_term_id": self.term.id,
                    "credit_limit": 300,
                }
            ],
        )

    def test_an_enterprise_administrator_sets_the_terms(self):
        admin = self.enterprise_admins[self.north]
        self.as_user(self.agreement, admin).write(
            {"credit_limit": 800, "payment_term_id": self.term.id}
        )
        self.assertEqual(self.partner_for(self.north_company).credit_limit, 800)

    def test_a_pricelist_of_another_seller_is_refused(self):
        with self.assertRaises(UserError):
            self.agreement.pricelist_id = self.brand_pricelist

    def test_a_grade_without_pricelist_leaves_the_pricelist_alone(self):
        self.partner_for(
            self.north_company
        ).specific_property_product_pricelist = self.pricelist
        grade = self.create_grade(self.north_company)
        self.agreement._set_state("closed", "Renewed")
        agreement = self.create_agreement(
            self.north_company, self.shop, grade_id=grade.id
        )
        self.assertEqual(agreement.pricelist_id, self.pricelist)

    def test_a_grade_of_another_seller_is_refused(self):
        with self.assertRaises(UserError):
            self.agreement.grade_id = self.create_grade(self.company)

    def test_the_code_of_a_grade_is_unique_per_seller(self):
        self.create_grade(self.north_company, code="KA")
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self.create_grade(self.north_company, code="KA")

    def test_two_sellers_may_use_the_same_code_of_a_grade(self):
        self.create_grade(self.north_company, code="KA")
        self.assertTrue(self.create_grade(self.company, code="KA"))

    def test_a_pair_has_one_open_agreement(self):
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self.create_agreement(self.north_company, self.shop, "draft")

    def test_a_closed_agreement_makes_room_for_another(self):
        self.agreement._set_state("closed", "Renewed")
        self.assertTrue(self.create_agreement(self.north_company, self.shop))

    def test_an_agreement_cannot_end_before_it_starts(self):
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"):
            self.agreement.write({"date_start": "2020-02-01", "date_end": "2020-01-01"})
            self.env.flush_all()

    def test_the_minimum_order_cannot_be_negative(self):
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"):
            self.agreement.min_order_amount = -1
            self.env.flush_all()

    def test_an_enterprise_cannot_buy_from_itself(self):
        with self.assertRaisesRegex(ValidationError, "cannot buy from itself"):
            self.create_agreement(self.north_company, self.north)

    def test_a_seller_must_stand_in_the_channel(self):
        outside = self.env["res.company"].create({"name": "Outside"})
        with self.assertRaisesRegex(ValidationError, "does not stand in the channel"):
            self.create_agreement(outside, self.shop)

    def test_the_territory_is_that_of_the_buyer(self):
        node = self.create_node(
            "New Shop", "retail", self.north, territory_id=self.district.id
        )
        agreement = self.create_agreement(self.north_company, node)
        self.assertEqual(agreement.territory_id, self.district)

    def test_the_name_shows_seller_and_buyer(self):
        self.assertEqual(self.agreement.display_name, "North Trading → Corner Shop")
