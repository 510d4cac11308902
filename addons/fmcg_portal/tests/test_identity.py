import json

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PortalCase

NEW_HOME = {"name": "Back door", "phone": "13800138000", "street": "Quay 3"}


@tagged("post_install", "-at_install")
class TestIdentity(PortalCase):
    """The pages of the account: what is one's own is saved, the rest is asked for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.entity = cls.lake_shop.partner_id
        cls.entity.write({"street": "Old Street 1", "city": "Lake"})

    def setUp(self):
        super().setUp()
        self.log_in(self.buyer)

    def post(self, url, page=None, **values):
        token = self.csrf_token(self.get(page or url).text)
        return self.url_open(url, data={"csrf_token": token, **values})

    def requests(self):
        return self.env["channel.identity.change"].search(
            [("node_id", "=", self.lake_shop.id)]
        )

    def approve(self, change):
        self.as_user(change, self.enterprise_admins[self.lake]).action_approve()

    def add_address(self):
        self.post("/my/address/ask", "/my/address", **NEW_HOME)
        self.approve(self.requests()[:1])
        return self.requests()[:1].partner_id

    def test_own_details_are_saved(self):
        page = self.post(
            "/my/account", name="Zhang", email="z@portal.test", phone="139", street="X"
        )
        self.assertIn("Saved.", page.text)
        partner = self.buyer.partner_id
        self.assertEqual((partner.name, partner.phone), ("Zhang", "139"))
        self.assertEqual(self.entity.street, "Old Street 1")
        self.assertFalse(self.requests())

    def test_company_details_are_asked_for(self):
        page = self.post("/my/company", name="New Name", company_registry="91", vat="")
        self.assertIn("Nothing changes until they approve it", page.text)
        self.assertEqual(self.entity.name, "Lake Corner Shop")
        self.assertEqual(
            self.requests().content, {"name": "New Name", "company_registry": "91"}
        )
        self.assertIn("Waiting for Approval", self.get("/my/company").text)

    def test_a_missing_name_is_said_and_nothing_is_lost(self):
        page = self.post("/my/company", name="", street="New Street 2").text
        self.assertIn("Name: please fill it in.", page)
        self.assertIn("New Street 2", page)

    def test_core_forms_change_nothing(self):
        token = self.csrf_token(self.get("/my/account").text)
        address = {
            "name": "Zhang",
            "email": "z@portal.test",
            "phone": "139",
            "street": "New Street 2",
            "city": "X",
            "country_id": str(self.env.ref("base.cn").id),
            "company_name": "New Name",
            "csrf_token": token,
            "required_fields": "name",
        }
        for target in (self.buyer.partner_id, self.entity, None):
            partner = {"partner_id": str(target.id)} if target else {}
            self.url_open("/my/address/submit", data=address | partner)
            self.assertEqual(self.entity.name, "Lake Corner Shop")
            self.assertEqual(self.entity.street, "Old Street 1")
        self.assertFalse(self.entity.child_ids.filtered(lambda p: p.type != "contact"))
        answer = self.rpc("/my/address/archive", partner_id=self.entity.id)
        self.assertIn("error", answer)
        self.assertTrue(self.entity.active)

    def test_core_form_of_a_new_address_asks(self):
        token = self.csrf_token(self.get("/my/account").text)
        response = self.url_open(
            "/my/address/submit",
            data={**NEW_HOME, "csrf_token": token, "address_type": "delivery"},
        )
        self.assertEqual(json.loads(response.text)["redirectUrl"], "/my/addresses")
        self.assertEqual(self.requests().kind, "address_new")

    def test_foreign_addresses_are_not_found(self):
        foreign = self.entity.create(
            {
                "name": "Foreign",
                "type": "delivery",
                "parent_id": self.other_shop.partner_id.id,
            }
        )
        self.assertEqual(self.get(f"/my/address?partner_id={foreign.id}").status_code, 404)
        answer = self.post("/my/address/ask", "/my/address", partner_id=foreign.id)
        self.assertEqual(answer.status_code, 404)

    def test_the_review_offers_approved_addresses(self):
        review = f"/my/shop/{self.agreement.id}/review"
        self.assertIn("Old Street 1", self.get(review).text)
        self.post("/my/address/ask", "/my/address", **NEW_HOME)
        self.assertNotIn("Quay 3", self.get(review).text)
        self.approve(self.requests())
        self.assertIn("Quay 3", self.get(review).text)

    def test_the_chosen_address_is_ordered_to(self):
        address = self.add_address()
        order = self.submit({self.tea: 5}, address=address.id)["result"]["order_id"]
        order = self.env["sale.order"].browse(order)
        self.assertEqual(order.partner_shipping_id, address)
        self.assertIn("Quay 3", self.get(f"/my/orders/{order.id}").text)
        order = self.submit({self.tea: 5}, address=self.entity.id)["result"]["order_id"]
        order = self.env["sale.order"].browse(order)
        self.assertEqual(order.partner_shipping_id, self.entity)

    @mute_logger("odoo.http")
    def test_no_other_address_is_ordered_to(self):
        message = self.refuse({self.tea: 5}, address=self.other_shop.partner_id.id)
        self.assertIn("Delivery address", message)
        self.assertIn("Delivery address", self.refuse({self.tea: 5}, address="x"))

    def test_a_confirmed_order_stays_where_it_was(self):
        order = self.enter()
        self.assertEqual(order.state, "sale")
        self.post("/my/company", name="New Name", street="New Street 2")
        self.approve(self.requests())
        self.assertEqual(self.entity.street, "New Street 2")
        page = self.get(f"/my/orders/{order.id}").text
        self.assertIn("Old Street 1", page)
        self.assertNotIn("New Street 2", page)
        self.assertIn("Old Street 1", order.picking_ids[:1].delivery_address)

    def test_a_request_is_withdrawn(self):
        self.post("/my/company", name="New Name")
        self.post("/my/requests/withdraw", "/my/company", change_id=self.requests().id)
        self.assertEqual(self.requests().state, "withdrawn")
        self.log_in(self.sibling)
        answer = self.post(
            "/my/requests/withdraw", "/my/company", change_id=self.requests().id
        )
        self.assertEqual(answer.status_code, 404)
