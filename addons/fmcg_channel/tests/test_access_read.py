"""Who finds and reads what, as a table: see "Who may see what" in the house's design."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import EnterpriseCase

NODES = ("brand north south lake hill coast lake_shop hill_shop coast_shop").split()

# Staff of -> nodes (and their legal entities) that they see: the own subtree, and the
# parties of own agreements, which are here the supplier and the buyers.
SEEN_NODES = {
    "brand": set(NODES),
    "north": {"brand", "north", "lake", "hill", "lake_shop", "hill_shop"},
    "south": {"brand", "south", "coast", "coast_shop"},
    "lake": {"north", "lake", "lake_shop"},
    "hill": {"north", "hill", "hill_shop"},
    "coast": {"south", "coast", "coast_shop"},
}
# Staff of -> buyers whose agreement (with their upstream) they see: as seller or buyer.
SEEN_AGREEMENTS = {
    "brand": {"north", "south"},
    "north": {"north", "lake", "hill"},
    "south": {"south", "coast"},
    "lake": {"lake", "lake_shop"},
    "hill": {"hill", "hill_shop"},
    "coast": {"coast", "coast_shop"},
}
# Staff of -> nodes whose portal user they see: own customers.
SEEN_PORTAL_USERS = {
    "brand": set(),
    "north": set(),
    "south": set(),
    "lake": {"lake_shop"},
    "hill": {"hill_shop"},
    "coast": {"coast_shop"},
}


class AccessCase(EnterpriseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.nodes = {name: getattr(cls, name) for name in NODES}
        cls.agreements = {
            name: cls.agreement_of(node)
            for name, node in cls.nodes.items()
            if node.parent_id
        }
        cls.partners = {name: node.partner_id for name, node in cls.nodes.items()}
        cls.staff = cls.create_staff_everywhere("enterprise_admin")

    @classmethod
    def create_staff_everywhere(cls, role):
        return {
            name: cls.create_staff(cls.nodes[name].company_id, role)
            for name in SEEN_NODES
        }

    def assertSeen(self, records, table, ways=None, staff=None):
        """Each viewer sees just the named records, by whatever way."""
        every = {record.id: name for name, record in records.items()}
        for viewer, expected in table.items():
            model = next(iter(records.values()))._name
            looking = self.model_as(model, (staff or self.staff)[viewer])
            for way in ways or ("search", "count", "names", "group", "read"):
                with self.subTest(viewer=viewer, way=way):
                    seen = getattr(self, f"_see_by_{way}")(looking, list(every))
                    self.assertEqual({every[i] for i in seen}, expected)

    def _see_by_search(self, looking, ids):
        return looking.search([("id", "in", ids)]).ids

    def _see_by_count(self, looking, ids):
        return [i for i in ids if looking.search_count([("id", "=", i)])]

    def _see_by_names(self, looking, ids):
        return [
            i for i, _name in looking.name_search("", [("id", "in", ids)], limit=99)
        ]

    def _see_by_group(self, looking, ids):
        groups = looking._read_group([("id", "in", ids)], ["id"])
        return [record.id for (record,) in groups]

    def _see_by_read(self, looking, ids):
        seen = []
        for i in ids:
            looking.env.invalidate_all()
            try:
                seen += [row["id"] for row in looking.browse(i).read(["display_name"])]
            except AccessError:
                continue
        return seen


@tagged("post_install", "-at_install")
class TestAccessRead(AccessCase):
    def test_nodes(self):
        self.assertSeen(self.nodes, SEEN_NODES)

    def test_agreements(self):
        self.assertSeen(self.agreements, SEEN_AGREEMENTS)

    def test_legal_entities(self):
        self.assertSeen(self.partners, SEEN_NODES)

    def test_contacts_of_legal_entities(self):
        contacts = {
            name: self.env["res.partner"].create(
                {"name": f"Contact of {name}", "parent_id": partner.id}
            )
            for name, partner in self.partners.items()
        }
        self.assertSeen(contacts, SEEN_NODES)

    def test_colleagues(self):
        self.assertSeen(
            self.staff, {name: {name} for name in self.staff}, ("search", "read")
        )

    def test_partners_of_colleagues(self):
        # staff are contacts of nobody: they show through their company alone
        partners = {name: user.partner_id for name, user in self.staff.items()}
        self.assertSeen(partners, {name: {name} for name in self.staff})

    def test_portal_users(self):
        users = {
            name: self.create_portal_user(self.nodes[name])
            for name in ("lake_shop", "hill_shop", "coast_shop")
        }
        self.assertSeen(users, SEEN_PORTAL_USERS, ("search", "read"))

    def test_private_contacts(self):
        contacts = {
            name: self.model_as("res.partner", user).create({"name": f"Of {name}"})
            for name, user in self.staff.items()
        }
        self.assertSeen(contacts, {name: {name} for name in self.staff})

    def test_grades(self):
        grades = {
            name: self.create_grade(user.company_id)
            for name, user in self.staff.items()
        }
        self.assertSeen(grades, {name: {name} for name in self.staff})

    def test_price_lists(self):
        lists = {
            name: self.create_pricelist(user.company_id)
            for name, user in self.staff.items()
        }
        self.assertSeen(lists, {name: {name} for name in self.staff})

    def test_orders(self):
        product = self.create_product()
        orders = {
            name: self.create_order(node.parent_id.company_id, node.partner_id, product)
            for name, node in self.nodes.items()
            if node.parent_id
        }
        # the seller's documents only: a buyer has its own purchase documents
        self.assertSeen(
            orders,
            {
                viewer: {
                    name
                    for name in orders
                    if self.nodes[name].parent_id == self.nodes[viewer]
                }
                for viewer in self.staff
            },
        )

    def test_transfers_of_upstream_history(self):
        self.lake.parent_id = self.south
        transfer = {"lake": self.lake.transfer_ids}
        expected = {
            "brand": {"lake"},
            "north": set(),
            "south": {"lake"},
            "lake": {"lake"},
            "hill": set(),
            "coast": set(),
        }
        self.assertSeen(transfer, expected)

    def test_a_second_seller_sees_the_buyer_without_its_upstream(self):
        self.create_agreement(self.coast.company_id, self.lake_shop)
        self.assertEqual(
            self.seen_by(self.staff["coast"], self.lake + self.lake_shop),
            self.lake_shop,
        )

    def test_a_second_seller_does_not_see_the_first_sellers_agreement(self):
        second = self.create_agreement(self.coast.company_id, self.lake_shop)
        both = second + self.agreements["lake_shop"]
        self.assertEqual(self.seen_by(self.staff["coast"], both), second)

    def test_a_search_through_a_relation_tells_nothing_of_a_competitor(self):
        found = self.model_as("res.partner", self.staff["north"]).search_count(
            [("channel_node_id.parent_id", "=", self.coast.id)]
        )
        self.assertEqual(found, 0)

    def test_messages_of_a_competitors_agreement_are_hidden(self):
        message = self.agreements["coast_shop"].message_post(body="Secret terms")
        self.assertFalse(self.seen_by(self.staff["north"], message))

    def test_papers_of_a_competitors_agreement_are_hidden(self):
        paper = self.env["ir.attachment"].create(
            {
                "name": "contract.pdf",
                "raw": b"x",
                "res_model": "channel.agreement",
                "res_id": self.agreements["coast_shop"].id,
            }
        )
        self.assertFalse(self.seen_by(self.staff["north"], paper))

    # the same law holds for staff who administer nothing

    def test_nodes_by_salespeople(self):
        staff = self.create_staff_everywhere("salesperson")
        self.assertSeen(self.nodes, SEEN_NODES, staff=staff)

    def test_agreements_by_salespeople(self):
        staff = self.create_staff_everywhere("salesperson")
        self.assertSeen(self.agreements, SEEN_AGREEMENTS, staff=staff)

    def test_legal_entities_by_salespeople(self):
        staff = self.create_staff_everywhere("salesperson")
        self.assertSeen(self.partners, SEEN_NODES, staff=staff)

    def test_agreements_by_finance(self):
        staff = self.create_staff_everywhere("finance")
        self.assertSeen(self.agreements, SEEN_AGREEMENTS, staff=staff)

    def test_nodes_by_the_warehouse(self):
        staff = self.create_staff_everywhere("warehouse")
        self.assertSeen(self.nodes, SEEN_NODES, staff=staff)

    def test_legal_entities_by_the_warehouse(self):
        staff = self.create_staff_everywhere("warehouse")
        self.assertSeen(self.partners, SEEN_NODES, staff=staff)
