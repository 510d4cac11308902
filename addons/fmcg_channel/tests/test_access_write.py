from odoo.exceptions import AccessError
from odoo.tests import tagged

from .test_access_read import AccessCase

# Administrators of -> nodes that they may change: the own subtree.
CHANGED_NODES = {
    "brand": {
        *("brand", "north", "south", "lake", "hill", "coast"),
        *("lake_shop", "hill_shop", "coast_shop"),
    },
    "north": {"north", "lake", "hill", "lake_shop", "hill_shop"},
    "south": {"south", "coast", "coast_shop"},
    "lake": {"lake", "lake_shop"},
    "hill": {"hill", "hill_shop"},
    "coast": {"coast", "coast_shop"},
}
# Administrators of -> buyers whose agreement they may change: as seller.
CHANGED_AGREEMENTS = {
    "brand": {"north", "south"},
    "north": {"lake", "hill"},
    "south": {"coast"},
    "lake": {"lake_shop"},
    "hill": {"hill_shop"},
    "coast": {"coast_shop"},
}


@tagged("post_install", "-at_install")
class TestAccessWrite(AccessCase):
    def assertChanged(self, records, table, **values):
        for viewer, expected in table.items():
            with self.subTest(viewer=viewer):
                changed = set()
                for name, record in records.items():
                    try:
                        self.as_user(record, self.staff[viewer]).write(values)
                        changed.add(name)
                    except AccessError:
                        continue
                self.assertEqual(changed, expected)

    def test_nodes(self):
        self.assertChanged(self.nodes, CHANGED_NODES, territory_id=self.district.id)

    def test_agreements(self):
        self.assertChanged(self.agreements, CHANGED_AGREEMENTS, min_order_amount=10)

    def test_terms(self):
        self.assertChanged(self.agreements, CHANGED_AGREEMENTS, credit_limit=10)

    def test_legal_entities(self):
        # not those of suppliers, though they are seen
        self.assertChanged(self.partners, CHANGED_NODES, comment="A note")

    def test_nobody_deletes_nodes(self):
        for viewer, user in self.staff.items():
            with self.subTest(viewer=viewer), self.assertRaises(AccessError):
                self.as_user(self.lake_shop, user).unlink()

    def test_an_agreement_is_not_created_for_another_seller(self):
        with self.assertRaises(AccessError):
            self.model_as("channel.agreement", self.staff["north"]).create(
                {
                    "company_id": self.south.company_id.id,
                    "node_id": self.lake_shop.id,
                }
            )

    def test_an_agreement_is_not_pushed_to_another_seller(self):
        with self.assertRaises(AccessError):
            self.as_user(self.agreements["lake"], self.staff["north"]).write(
                {"company_id": self.south.company_id.id}
            )

    def test_an_agreement_with_an_unseen_buyer_is_not_created(self):
        with self.assertRaises(AccessError):
            self.model_as("channel.agreement", self.staff["north"]).create(
                {
                    "company_id": self.north.company_id.id,
                    "node_id": self.coast_shop.id,
                }
            )

    def test_an_agreement_is_not_turned_to_an_unseen_buyer(self):
        with self.assertRaises(AccessError):
            self.as_user(
                self.agreements["lake"], self.staff["north"]
            ).node_id = self.coast_shop

    def test_an_agreement_with_a_buyer_of_the_own_subtree_is_created(self):
        agreement = self.model_as("channel.agreement", self.staff["north"]).create(
            {"company_id": self.north.company_id.id, "node_id": self.lake_shop.id}
        )
        agreement.action_activate()
        self.assertEqual(agreement.state, "active")

    def test_a_node_is_created_in_the_own_subtree_by_its_name(self):
        node = self.model_as("channel.node", self.staff["lake"]).create(
            {
                "name": "New Shop",
                "licence_number": "91-NEW",
                "tier_id": self.tier("retail").id,
                "parent_id": self.lake.id,
            }
        )
        self.assertEqual(node.partner_id.company_registry, "91-NEW")

    def test_a_new_legal_entity_is_shared_between_sellers(self):
        node = self.model_as("channel.node", self.staff["lake"]).create(
            {
                "name": "New Shop",
                "tier_id": self.tier("retail").id,
                "parent_id": self.lake.id,
            }
        )
        self.assertFalse(node.partner_id.company_id)

    def test_a_node_does_not_claim_an_unseen_partner(self):
        secret = self.model_as("res.partner", self.staff["coast"]).create(
            {"name": "Secret customer", "is_company": True}
        )
        with self.assertRaises(AccessError):
            self.model_as("channel.node", self.staff["lake"]).create(
                {
                    "partner_id": secret.id,
                    "tier_id": self.tier("retail").id,
                    "parent_id": self.lake.id,
                }
            )

    def test_a_node_is_not_turned_to_an_unseen_partner(self):
        secret = self.model_as("res.partner", self.staff["coast"]).create(
            {"name": "Secret customer", "is_company": True}
        )
        with self.assertRaises(AccessError):
            self.as_user(self.lake_shop, self.staff["lake"]).partner_id = secret.id

    def test_a_grade_is_not_pushed_to_another_seller(self):
        grade = self.create_grade(self.north.company_id)
        with self.assertRaises(AccessError):
            self.as_user(grade, self.staff["north"]).write(
                {"company_id": self.south.company_id.id}
            )

    def test_a_contact_is_added_to_an_own_buyer(self):
        contact = self.model_as("res.partner", self.staff["lake"]).create(
            {"name": "Cashier", "parent_id": self.lake_shop.partner_id.id}
        )
        self.assertEqual(contact.channel_node_id, self.lake_shop)

    def test_a_contact_is_not_added_to_a_competitors_buyer(self):
        with self.assertRaises(AccessError):
            self.model_as("res.partner", self.staff["lake"]).create(
                {"name": "Spy", "parent_id": self.coast_shop.partner_id.id}
            )
