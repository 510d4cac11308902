from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PortalCase


@tagged("post_install", "-at_install")
class TestOrderPage(PortalCase):
    """Who finds an order, and what its page tells."""

    def page(self, order, **params):
        return self.get(f"/my/orders/{order.id}", params=params)

    def waiting_order(self):
        self.lake_company.order_approval_limit = 10
        return self.enter()

    def test_submitted_order_is_in_the_list_of_orders(self):
        order = self.waiting_order()
        self.log_in(self.buyer)
        page = self.get("/my/orders").text
        self.assertIn(order.name, page)
        self.assertIn("Submitted", page)
        self.assertNotIn(order.name, self.get("/my/quotes").text)

    def test_cancelled_order_stays_in_the_list(self):
        order = self.waiting_order()
        order._action_cancel()
        self.log_in(self.buyer)
        self.assertIn(order.name, self.get("/my/orders").text)

    def test_draft_of_the_sellers_staff_is_not_shown(self):
        order = self.create_order(
            self.lake_company, self.lake_shop.partner_id, self.tea
        )
        self.log_in(self.buyer)
        self.assertNotIn(order.name, self.get("/my/orders").text)

    def test_colleague_sees_the_same_order(self):
        order = self.enter()
        self.log_in(self.colleague)
        self.assertIn(order.name, self.get("/my/orders").text)
        response = self.page(order)
        self.assertTrue(response.url.endswith(f"/my/orders/{order.id}"))
        self.assertIn("o_fmcg_way", response.text)

    def test_others_are_sent_home(self):
        order = self.enter()
        for user in (self.sibling, self.competitor, self.upstream):
            with self.subTest(user.login):
                self.log_in(user)
                self.assertNotIn(order.name, self.get("/my/orders").text)
                response = self.page(order)
                self.assertTrue(response.url.endswith("/my"))
                self.assertNotIn(order.name, response.text)

    def test_public_is_sent_to_the_login(self):
        response = self.page(self.enter())
        self.assertIn("/web/login", response.url)

    def test_eight_steps(self):
        order = self.enter()
        self.log_in(self.buyer)
        page = self.page(order).text
        self.assertEqual(page.count("data-step="), 8)
        self.assertIn('data-step="approved" class="o_channel_step o_channel_step_done', page)

    def test_reason_names_nobody(self):
        order = self.waiting_order()
        boss = self.enterprise_admins[self.lake]
        self.assertIn(boss.name, order.gate_reasons)
        self.log_in(self.buyer)
        page = self.page(order).text
        self.assertIn("Waiting for the seller", page)
        self.assertNotIn(boss.name, page)
        self.assertNotIn("approval limit", page)

    def test_reason_that_the_buyer_can_cure_is_said(self):
        order = self.waiting_order()
        self.agreement._set_state("suspended", "Unpaid since May")
        self.assertIn("Unpaid since May", " ".join(order._get_buyer_reasons()))

    def test_seller_is_a_company_in_the_timeline(self):
        order = self.waiting_order()
        boss = self.enterprise_admins[self.lake]
        self.as_user(order, boss).validate_tier()
        self.assertEqual(order.confirmed_by_id, boss)
        self.ship(order)
        self.log_in(self.buyer)
        page = self.page(order).text
        timeline = page.split("o_fmcg_timeline")[1].split("</section>")[0]
        self.assertIn("Order confirmed", timeline)
        self.assertIn(self.lake_company.name, timeline)
        self.assertIn(self.buyer.name, timeline)
        self.assertNotIn(boss.name, page)

    def test_portal_user_cannot_read_the_sellers_words_by_rpc(self):
        order = self.waiting_order()
        self.log_in(self.buyer)
        for name in ("gate_reasons", "channel_timeline", "approver_ids"):
            with self.subTest(name), mute_logger("odoo.http"):
                answer = self.rpc(
                    "/web/dataset/call_kw",
                    model="sale.order",
                    method="read",
                    args=[order.ids, [name]],
                    kwargs={},
                )
                self.assertIn("error", answer)

    def test_shipment_with_carrier_and_link(self):
        order = self.enter()
        self.ship(order)
        self.log_in(self.buyer)
        page = self.page(order).text
        self.assertIn("SF Express", page)
        self.assertIn('href="https://carrier.test/?no=SF1234567890"', page)

    def test_tracking_link_is_a_web_address(self):
        order = self.enter()
        pickings = self.ship(order)
        pickings.carrier_id.tracking_url = "javascript:alert(1)"
        shipment = order._get_portal_shipments()
        shipment.invalidate_recordset()
        self.assertEqual(shipment._get_portal_tracking(), [("SF1234567890", False)])

    def test_invoice_is_linked_for_the_buyer(self):
        order = self.enter()
        self.ship(order)
        invoice = order._create_invoices()
        invoice.action_post()
        self.log_in(self.buyer)
        page = self.page(order).text
        self.assertIn(f'href="/my/invoices/{invoice.id}"', page)
        self.assertEqual(self.get(f"/my/invoices/{invoice.id}").status_code, 200)
        self.log_in(self.seller)
        page = self.page(order).text
        self.assertIn(invoice.name, page)
        self.assertNotIn(f'href="/my/invoices/{invoice.id}"', page)

    def test_order_again_leads_to_the_shop(self):
        order = self.enter()
        url = f"/my/shop/{self.agreement.id}?again={order.id}"
        self.log_in(self.buyer)
        self.assertIn(url, self.page(order).text)
        self.log_in(self.seller)
        self.assertNotIn("again=", self.page(order).text)

    def test_no_order_again_while_suspended(self):
        order = self.enter()
        self.agreement._set_state("suspended", "Unpaid")
        self.log_in(self.buyer)
        self.assertNotIn("again=", self.page(order).text)

    def test_submitted_order_does_not_expire(self):
        order = self.waiting_order()
        order.with_context(skip_validation_check=True).validity_date = "2020-01-01"
        self.assertFalse(order.is_expired)
        self.assertEqual(order.type_name, "Order")
