from psycopg2.errors import UniqueViolation

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import ChannelCase


@tagged("post_install", "-at_install")
class TestNode(ChannelCase):
    def test_a_name_alone_creates_the_legal_entity(self):
        node = self.create_node("Good Shop", "retail", self.brand)
        self.assertRecordValues(
            node.partner_id,
            [{"name": "Good Shop", "is_company": True, "company_id": False}],
        )

    def test_the_licence_number_goes_to_the_legal_entity(self):
        node = self.create_node(
            "Good Shop", "retail", self.brand, licence_number="91440101X"
        )
        self.assertEqual(node.partner_id.company_registry, "91440101X")

    def test_a_node_needs_a_name_or_a_legal_entity(self):
        with self.assertRaisesRegex(ValidationError, "name to create one"):
            self.env["channel.node"].create({"tier_id": self.tier("retail").id})

    def test_a_form_needs_only_name_tier_and_upstream(self):
        form = Form(self.env["channel.node"])
        form.name = "Typed Shop"
        form.tier_id = self.tier("retail")
        form.parent_id = self.brand
        self.assertEqual(form.save().partner_id.name, "Typed Shop")

    def test_a_node_takes_the_name_of_its_legal_entity(self):
        partner = self.env["res.partner"].create(
            {"name": "Known Shop", "is_company": True}
        )
        node = self.env["channel.node"].create(
            {"partner_id": partner.id, "tier_id": self.tier("retail").id}
        )
        self.assertEqual(node.name, "Known Shop")

    def test_a_new_node_is_active(self):
        self.assertEqual(self.create_node("Shop", "retail").state, "active")

    def test_a_node_is_numbered_by_the_system(self):
        self.assertRegex(self.create_node("Shop", "retail").code, r"^N\d{6}$")

    def test_a_given_code_is_kept(self):
        self.assertEqual(self.create_node("Shop", "retail", code="S-1").code, "S-1")

    def test_a_code_is_unique(self):
        self.create_node("Shop", "retail", code="S-1")
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self.create_node("Other shop", "retail", code="S-1")

    def test_a_legal_entity_stands_in_the_channel_once(self):
        node = self.create_node("Shop", "retail")
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self.env["channel.node"].create(
                {"partner_id": node.partner_id.id, "tier_id": self.tier("retail").id}
            )

    def test_a_company_belongs_to_one_node(self):
        node = self.create_node("Shop", "retail")
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            node.company_id = self.company
            node.flush_recordset()

    def test_a_contact_of_a_company_is_no_legal_entity(self):
        contact = self.env["res.partner"].create(
            {"name": "Someone", "parent_id": self.brand.partner_id.id}
        )
        with self.assertRaisesRegex(ValidationError, "stands for itself"):
            self.env["channel.node"].create(
                {"partner_id": contact.id, "tier_id": self.tier("retail").id}
            )

    def test_contacts_belong_to_the_node_of_their_legal_entity(self):
        node = self.create_node("Shop", "retail")
        contact = self.env["res.partner"].create(
            {"name": "Someone", "parent_id": node.partner_id.id}
        )
        self.assertEqual(contact.channel_node_id, node)

    def test_the_first_company_stands_in_the_channel(self):
        self.assertEqual(self.brand.company_id, self.company)

    def test_the_first_company_has_an_external_id_for_imports(self):
        self.assertEqual(self.env.ref("fmcg_channel.node_main_company"), self.brand)

    def test_enterprises_are_found(self):
        shop = self.create_node("Shop", "retail")
        found = self.env["channel.node"].search(
            [("is_enterprise", "=", True), ("id", "in", (self.brand + shop).ids)]
        )
        self.assertEqual(found, self.brand)

    def test_nodes_that_only_buy_are_found(self):
        shop = self.create_node("Shop", "retail")
        found = self.env["channel.node"].search(
            [("is_enterprise", "=", False), ("id", "in", (self.brand + shop).ids)]
        )
        self.assertEqual(found, shop)

    def test_a_node_is_found_by_its_code(self):
        node = self.create_node("Shop", "retail", code="S-4711")
        self.assertEqual(
            [row[0] for row in self.env["channel.node"].name_search("S-4711")],
            node.ids,
        )

    def test_the_display_name_shows_the_code_when_asked(self):
        node = self.create_node("Shop", "retail", code="S-1")
        self.assertEqual(
            node.with_context(show_node_code=True).display_name, "[S-1] Shop"
        )

    def test_a_node_with_downstream_cannot_be_deleted(self):
        province = self.create_node("Province", "province", self.brand)
        self.create_node("City", "city", province)
        with self.assertRaises(Exception) as caught, mute_logger("odoo.sql_db"):
            province.unlink()
            self.env.flush_all()
        self.assertIn("constraint", str(caught.exception))

    def test_the_subtree_button_lists_downstream_without_the_node(self):
        province = self.create_node("Province", "province", self.brand)
        city = self.create_node("City", "city", province)
        shop = self.create_node("Shop", "retail", city)
        domain = province.action_view_subtree()["domain"]
        self.assertEqual(self.env["channel.node"].search(domain), city + shop)
