from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PortalCase


@tagged("post_install", "-at_install")
class TestReceipt(PortalCase):
    """Who may say that the goods have arrived."""

    def setUp(self):
        super().setUp()
        self.order = self.enter()

    def confirm(self, signed_by="Li Mei", csrf=True, **params):
        data = {"signed_by": signed_by, "note": "All there"}
        if csrf:
            data["csrf_token"] = self.csrf_token(self.get("/my/account").text)
        with mute_logger("odoo.http"):
            return self.url_open(
                f"/my/orders/{self.order.id}/receipt", data=data, params=params
            )

    def test_buyer_confirms(self):
        self.ship(self.order)
        self.log_in(self.buyer)
        page = self.get(f"/my/orders/{self.order.id}").text
        self.assertIn(f'value="{self.buyer.name}"', page)
        response = self.confirm()
        self.assertIn("The receipt is confirmed", response.text)
        receipt = self.order.receipt_ids
        self.assertEqual(receipt.signed_by, "Li Mei")
        self.assertEqual(receipt.note, "All there")
        self.assertEqual(receipt.user_id, self.buyer)
        self.assertEqual(self.order.channel_stage, "received")

    def test_colleague_confirms(self):
        self.ship(self.order)
        self.log_in(self.colleague)
        self.confirm()
        self.assertEqual(self.order.receipt_ids.user_id, self.colleague)

    def test_second_confirmation_changes_nothing(self):
        self.ship(self.order)
        self.log_in(self.buyer)
        self.confirm()
        response = self.confirm("Somebody else")
        self.assertEqual(response.status_code, 200)
        self.assertEqual(self.order.receipt_ids.signed_by, "Li Mei")

    def confirm_shown(self, page):
        shown = page.partition('name="shipments" value="')[2].partition('"')[0]
        return self.url_open(
            f"/my/orders/{self.order.id}/receipt",
            data={
                "signed_by": "Li Mei",
                "shipments": shown,
                "csrf_token": self.csrf_token(page),
            },
        )

    def test_what_arrived_is_confirmed_before_the_rest_is_shipped(self):
        first = self.ship_part(self.order)
        self.log_in(self.buyer)
        page = self.get(f"/my/orders/{self.order.id}").text
        self.assertIn("Partly Shipped", page)
        self.assertIn(f"You confirm: {first.name}", " ".join(page.split()))
        # the rest leaves while the page is open: nobody has confirmed that
        second = self.open_delivery(self.order)
        second.button_validate()
        self.confirm_shown(page)
        self.assertEqual(self.order.receipt_ids.picking_ids, first)
        self.assertIn("The receipt is confirmed", self.confirm_shown(page).text)
        self.assertEqual(len(self.order.receipt_ids), 1)
        page = self.get(f"/my/orders/{self.order.id}").text
        self.assertIn("o_fmcg_received", page)
        self.confirm_shown(page)
        self.assertEqual(self.order.channel_stage, "received")

    def test_signer_is_demanded(self):
        self.ship(self.order)
        self.log_in(self.buyer)
        self.assertIn("Signed by: give the name", self.confirm("  ").text)
        self.assertFalse(self.order.receipt_ids)

    def test_not_before_the_shipment(self):
        self.log_in(self.buyer)
        self.assertNotIn("o_receipt_form", self.get(f"/my/orders/{self.order.id}").text)
        self.assertIn("cannot be confirmed now", self.confirm().text)
        self.assertFalse(self.order.receipt_ids)

    def test_nobody_else_confirms(self):
        self.ship(self.order)
        for user in (self.sibling, self.competitor, self.seller, self.upstream):
            with self.subTest(user.login):
                self.log_in(user)
                self.assertEqual(self.confirm().status_code, 404)
                self.assertFalse(self.order.receipt_ids)

    def test_document_token_does_not_confirm(self):
        self.ship(self.order)
        token = self.order._portal_ensure_token()
        self.log_in(self.sibling)
        page = self.get(f"/my/orders/{self.order.id}?access_token={token}").text
        self.assertIn(self.order.name, page)
        self.assertNotIn("o_receipt_form", page)
        self.assertEqual(self.confirm(access_token=token).status_code, 404)
        self.authenticate(None, None)
        self.assertIn("/web/login", self.get("/my/account").url)
        self.confirm(csrf=False, access_token=token)
        self.assertFalse(self.order.receipt_ids)

    def test_forged_form_does_not_confirm(self):
        self.ship(self.order)
        self.log_in(self.buyer)
        self.assertEqual(self.confirm(csrf=False).status_code, 400)
        self.assertFalse(self.order.receipt_ids)

    def test_link_does_not_confirm(self):
        self.ship(self.order)
        self.log_in(self.buyer)
        with mute_logger("odoo.http"):
            response = self.get(f"/my/orders/{self.order.id}/receipt?signed_by=x")
        self.assertIn(response.status_code, (404, 405))
        self.assertFalse(self.order.receipt_ids)
