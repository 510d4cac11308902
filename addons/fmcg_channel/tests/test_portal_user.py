from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import EnterpriseCase


@tagged("post_install", "-at_install")
class TestPortalUser(EnterpriseCase):
    open_enterprises = ("north", "lake", "south")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lake_company = cls.lake.company_id
        cls.north_company = cls.north.company_id

    def test_a_portal_user_is_in_the_companies_of_its_suppliers(self):
        self.create_agreement(self.north_company, self.lake_shop)
        user = self.create_portal_user(self.lake_shop)
        self.assertEqual(user.company_ids, self.lake_company + self.north_company)

    def test_a_new_supplier_is_added_to_known_portal_users(self):
        user = self.create_portal_user(self.lake_shop)
        self.create_agreement(self.north_company, self.lake_shop)
        self.assertIn(self.north_company, user.company_ids)

    def test_a_draft_agreement_adds_no_supplier_yet(self):
        user = self.create_portal_user(self.lake_shop)
        self.create_agreement(self.north_company, self.lake_shop, "draft")
        self.assertNotIn(self.north_company, user.company_ids)

    def test_a_supplier_of_others_is_not_added(self):
        user = self.create_portal_user(self.lake_shop)
        self.assertNotIn(self.south.company_id, user.company_ids)

    def test_a_suspended_supplier_stays_for_past_documents(self):
        user = self.create_portal_user(self.lake_shop)
        self.agreement_of(self.lake_shop)._set_state("suspended", "A test")
        self.assertIn(self.lake_company, user.company_ids)

    def test_a_portal_seller_is_in_its_own_company_too(self):
        user = self.create_portal_user(self.lake, "portal_seller")
        self.assertIn(self.lake_company, user.company_ids)

    def test_a_portal_buyer_is_no_internal_user(self):
        self.assertTrue(self.create_portal_user(self.lake_shop).share)

    def test_a_portal_buyer_is_in_the_portal_groups_only(self):
        role = self.role("portal_buyer").group_id
        self.assertEqual(
            self.create_portal_user(self.lake_shop).all_group_ids - role,
            self.env.ref("fmcg_channel.group_portal_buyer").all_implied_ids,
        )

    def test_a_portal_seller_is_a_portal_buyer_too(self):
        user = self.create_portal_user(self.lake_shop, "portal_seller")
        self.assertTrue(user.has_group("fmcg_channel.group_portal_buyer"))

    def test_a_taken_login_is_refused(self):
        self.create_portal_user(self.lake_shop, login="same@test.example")
        with self.assertRaisesRegex(ValidationError, "is taken"):
            self.create_portal_user(self.lake_shop, login="same@test.example")

    def test_a_portal_user_reads_none_of_the_channel(self):
        user = self.create_portal_user(self.lake_shop)
        for model in (
            "channel.node",
            "channel.agreement",
            "channel.application",
            "channel.grade",
            "channel.node.transfer",
            "channel.tier",
        ):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.model_as(model, user).search([])

    def test_a_portal_user_reads_the_orders_of_its_legal_entity(self):
        user = self.create_portal_user(self.lake_shop)
        order = self.create_order(
            self.lake_company, self.lake_shop.partner_id, self.create_product()
        )
        order.message_subscribe(user.partner_id.ids)
        order.action_confirm()
        self.assertEqual(self.seen_by(user, order), order)

    def test_a_portal_user_does_not_read_the_orders_of_a_sibling(self):
        sibling = self.create_node("Lake Kiosk", "retail", self.lake)
        self.create_agreement(self.lake_company, sibling)
        user = self.create_portal_user(self.lake_shop)
        order = self.create_order(
            self.lake_company, sibling.partner_id, self.create_product()
        )
        order.action_confirm()
        self.assertFalse(self.seen_by(user, order))

    def test_a_portal_user_does_not_read_the_partners_of_a_sibling(self):
        sibling = self.create_node("Lake Kiosk", "retail", self.lake)
        user = self.create_portal_user(self.lake_shop)
        self.assertFalse(self.seen_by(user, sibling.partner_id))

    def test_a_portal_user_does_not_read_partners_downstream(self):
        user = self.create_portal_user(self.lake, "portal_seller")
        self.assertFalse(self.seen_by(user, self.lake_shop.partner_id))
