from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ChannelCase


@tagged("post_install", "-at_install")
class TestAuthorGuard(ChannelCase):
    """Who made what several enterprises share; and the upstream of a shared customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.create_staff(cls.company, "enterprise_admin")

    def test_staff_still_make_contacts_and_products(self):
        contact = self.model_as("res.partner", self.admin).create(
            {"name": "A contact", "company_id": self.company.id}
        )
        self.assertEqual(contact.sudo().create_uid, self.admin)
        with self.assertRaises(AccessError):
            contact.read(["create_uid"])
        product = self.model_as("product.product", self.admin).create(
            {"name": "A product", "company_id": self.company.id}
        )
        self.assertEqual(product.sudo().create_uid, self.admin)

    def test_hidden_upstream_is_told_in_no_way(self):
        """The company becomes a rival that sells to a customer of somebody else."""
        rival = self.create_node("Rival", "province")
        shop = self.create_node("Shared shop", "retail", rival)
        self.create_agreement(self.company, shop)
        node = self.as_user(shop, self.admin)
        self.assertEqual(node.read(["parent_id"])[0]["parent_id"], False)
        self.assertEqual(node.read(["parent_path"])[0]["parent_path"], f"{node.id}/")
        self.assertFalse(node.search([("parent_id", "=", rival.id)]))
        self.assertFalse(node.search([("parent_id.name", "=", "Rival")]))
        self.assertFalse(node.search([("id", "child_of", rival.id)]))
        self.assertEqual(
            node._read_group([("id", "=", node.id)], ["parent_id"]),
            [(node.browse(),)],
        )
        with self.assertRaises(AccessError):
            node.export_data(["parent_id"])
        self.assertEqual(shop.parent_id, rival, "what is in memory is the same for all")

    def test_hidden_upstream_is_told_by_no_other_model(self):
        rival = self.create_node("Rival", "province")
        shop = self.create_node("Shared shop", "retail", rival)
        agreement = self.create_agreement(self.company, shop)
        for record, name in (
            (agreement, "node_id"),
            (shop.partner_id, "channel_node_id"),
            (shop.partner_id, "own_node_ids"),
        ):
            mine = self.as_user(record, self.admin)
            for path, model in ((name, record._name), (f"{name}.id", record._name)):
                with self.subTest(model=model, path=path):
                    for ids in ([rival.id], rival.id, [rival.id, 0]):
                        self.assertNotIn(mine, mine.search([(path, "child_of", ids)]))
                    if path == name:
                        found = mine.search([(path, "child_of", shop.ids)])
                        self.assertIn(mine, found)
            self.assertFalse(
                mine.search([("id", "=", mine.id), (name, "parent_of", [rival.id])])
            )
            for below in (f"%/{rival.id}/%", f"{rival.parent_path}%"):
                path = f"{name}.parent_path"
                self.assertNotIn(mine, mine.search([(path, "=like", below)]))
            nested = [("commercial_partner_id", "any", [(name, "child_of", [rival.id])])]
            if name in self.env["res.partner"]._fields:
                partners = self.model_as("res.partner", self.admin)
                self.assertFalse(partners.search(nested) & shop.partner_id)
