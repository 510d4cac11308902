from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.common import EnterpriseCase

from .common import CatalogCase


@tagged("post_install", "-at_install")
class TestListingUpstream(CatalogCase, EnterpriseCase):
    """North buys from the brand, lake from north, the lake shop from lake."""

    open_enterprises = ("north", "lake")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.supply = cls.agreement_of(cls.lake)
        cls.retail = cls.agreement_of(cls.lake_shop)
        cls.north_company = cls.north.company_id
        cls.lake_company = cls.lake.company_id

    def test_a_distributor_offers_what_reaches_it(self):
        self.assertEqual(self.listed(self.retail), self.products)

    def test_unlisting_at_the_top_reaches_the_shops(self):
        self.create_listing(self.green, listed=False, node=self.north)
        self.assertEqual(self.listed(self.retail), self.black + self.still)

    def test_unlisting_to_another_branch_does_not(self):
        self.create_listing(self.green, listed=False, node=self.south)
        self.assertIn(self.green, self.listed(self.retail))

    def test_a_distributor_cannot_list_what_it_is_not_offered(self):
        self.create_listing(self.green, listed=False)
        self.create_listing(self.green, company=self.lake_company, node=self.lake_shop)
        self.assertNotIn(self.green, self.listed(self.retail))
        self.assertIn("no supplier", self.retail._explain_listing(self.green))

    def test_own_goods_need_no_supplier(self):
        self.create_listing(listed=False)
        self.green.company_id = self.lake_company
        self.assertEqual(self.listed(self.retail), self.green)

    def test_own_rules_come_on_top(self):
        self.create_listing(self.still, listed=False, company=self.lake_company)
        self.assertEqual(self.listed(self.retail), self.green + self.black)

    def test_the_scope_of_the_supply_limits_the_offer(self):
        self.supply.categ_ids = self.teas
        self.assertEqual(self.listed(self.retail), self.green + self.black)

    def test_a_suspended_supply_still_offers(self):
        self.supply._set_state("suspended", "A test")
        self.assertEqual(self.listed(self.retail), self.products)

    def test_a_second_supplier_adds_to_the_offer(self):
        self.supply.categ_ids = self.teas
        second = self.create_agreement(self.company, self.lake)
        second.categ_ids = self.waters
        self.assertEqual(self.listed(self.retail), self.products)

    def test_a_circle_of_supply_ends(self):
        """Lake and north sell to each other; the brand sells to north alone."""
        self.create_agreement(self.lake_company, self.north)
        self.create_listing(self.green, listed=False, node=self.north)
        self.assertEqual(self.listed(self.retail), self.black + self.still)
        self.assertEqual(self.listed(self.supply), self.black + self.still)

    def test_two_that_only_buy_from_each_other_offer_their_own_goods(self):
        closed = self.env["channel.agreement"].search([("node_id", "=", self.north.id)])
        closed._set_state("closed", "A test")
        self.create_agreement(self.lake_company, self.north)
        self.green.company_id = self.lake_company
        self.black.company_id = self.north_company
        self.assertEqual(self.listed(self.retail), self.green + self.black)
