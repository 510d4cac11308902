from lxml import html

from odoo.tests import tagged

from .common import BuyerApprovalCase


@tagged("post_install", "-at_install")
class TestPages(BuyerApprovalCase):
    def decide(self, order, kind, page=None, **params):
        page = page or self.get(f"/my/approvals/{order.id}").text
        digest = page.partition('name="digest" value="')[2].partition('"')[0]
        return self.url_open(
            f"/my/approvals/{order.id}/decide",
            data={
                "csrf_token": self.csrf_token(page),
                "digest": digest,
                "kind": kind,
                **params,
            },
        )

    def test_the_head_office_lists_its_shops_orders_only(self):
        order = self.place()
        other = self.place(self.third, agreement=self.agreement_of(self.third_shop))
        self.log_in(self.boss)
        page = self.get("/my/approvals").text
        self.assertIn(order.name, page)
        self.assertIn("150.00", page)
        self.assertNotIn(other.name, page)
        self.assertIn("Orders above", page)
        self.assertEqual(self.get(f"/my/approvals/{other.id}").status_code, 404)

    def test_the_pages_are_light(self):
        order = self.place()
        self.log_in(self.boss)
        for url in ("/my/approvals", f"/my/approvals/{order.id}"):
            self.assertNotIn("web.assets_frontend_lazy", self.get(url).text)

    def test_the_approver_sees_prices_as_the_shop_does(self):
        """Goods in cases and pieces, amounts with tax that add up to the total."""
        country = self.lake_company.account_fiscal_country_id
        self.tea.taxes_id = self.env["account.tax"].create(
            {
                "name": "Thirteen",
                "amount": 13,
                "type_tax_use": "sale",
                "company_id": self.lake_company.id,
                "country_id": country.id,
                "price_include_override": "tax_excluded",
            }
        )
        self.tea.uom_ids = self.case
        self.lake_company.shown_price_tax = "with"
        order = self.place()
        self.log_in(self.boss)
        page = html.fromstring(self.get(f"/my/approvals/{order.id}").text)
        (lines,) = page.find_class("o_approval_lines")
        text = " ".join(lines.text_content().split())
        self.assertIn(f"1 Box 6 {self.piece.name} = 30 {self.piece.name}", text)
        (amount,) = lines.find_class("o_approval_amount")
        self.assertEqual(
            amount.text_content(), order.currency_id.format(order.amount_total)
        )
        self.assertIn("Tax in it", text)

    def test_approving_hands_the_order_in(self):
        order = self.place()
        self.log_in(self.boss)
        self.assertIn("has gone to the seller", self.decide(order, "approved").text)
        order.invalidate_recordset()
        self.assertEqual((order.state, order.submitted_by_id), ("sale", self.buyer))

    def test_a_price_that_moved_is_shown_before(self):
        order = self.place()
        self.log_in(self.boss)
        page = self.get(f"/my/approvals/{order.id}").text
        self.tea.list_price = 6
        answer = self.decide(order, "approved", page).text
        self.assertIn("changed since you opened it", answer)
        self.assertIn("has changed since it was placed", answer)
        self.assertIn("180.00", answer)
        order.invalidate_recordset()
        self.assertEqual(order.buyer_approval_state, "waiting")
        self.decide(order, "approved", answer)
        order.invalidate_recordset()
        self.assertEqual((order.state, order.amount_total), ("sale", 180))

    def test_a_no_without_reason_asks_for_one(self):
        order = self.place()
        self.log_in(self.boss)
        self.assertIn("write what the shop has to know", self.decide(order, "rejected").text)

    def test_a_clerk_of_the_head_office_looks_and_does_not_decide(self):
        order = self.place()
        self.log_in(self.boss)
        page = self.get(f"/my/approvals/{order.id}").text
        self.log_in(self.clerk)
        own = self.get(f"/my/approvals/{order.id}").text
        self.assertNotIn("o_approve ", own)
        page = page.replace(self.csrf_token(page), self.csrf_token(self.get("/my/account").text))
        self.assertIn("only an approver", self.decide(order, "approved", page).text)
        order.invalidate_recordset()
        self.assertEqual(order.buyer_approval_state, "waiting")

    def test_shops_siblings_and_staff_have_no_such_page(self):
        order = self.place()
        for user in (self.buyer, self.sibling, self.rival_boss, self.competitor):
            self.log_in(user)
            self.assertEqual(self.get(f"/my/approvals/{order.id}").status_code, 404)

    def test_the_shop_reads_where_it_stands_and_withdraws(self):
        order = self.place()
        self.log_in(self.buyer)
        self.assertIn(order.name, self.get("/my/orders").text)
        page = self.get(f"/my/orders/{order.id}?placed=new").text
        self.assertIn("Waiting for the approval of Corner Chain", page)
        self.assertNotIn("o_order_placed", page)
        self.url_open(
            f"/my/orders/{order.id}/withdraw", data={"csrf_token": self.csrf_token(page)}
        )
        order.invalidate_recordset()
        self.assertEqual(order.buyer_approval_state, "withdrawn")

    def quote(self, user, quantity):
        return (
            self.env["sale.order"]
            .with_user(user)
            ._quote_portal_order(self.agreement, {str(self.tea.id): quantity})
        )

    def test_the_shop_reads_before_it_submits_that_the_head_office_is_asked(self):
        quote = self.quote(self.buyer, 30)
        self.assertIn("Corner Chain is asked first", quote["notices"][0])
        self.assertFalse(quote["reasons"])
        self.assertFalse(self.quote(self.buyer, 1)["notices"])

    def test_withdrawing_asks_once(self):
        """The button opens a question; only the question's form withdraws."""
        order = self.place()
        self.log_in(self.buyer)
        page = html.fromstring(self.get(f"/my/orders/{order.id}").text)
        (button,) = page.xpath("//button[contains(@class, 'o_buyer_withdraw')]")
        self.assertEqual(button.get("type"), "button")
        (dialog,) = page.xpath(f"//div[@id='{button.get('data-bs-target')[1:]}']")
        self.assertTrue(dialog.xpath(".//form[contains(@action, '/withdraw')]"))
        forms = page.xpath("//form[contains(@action, '/withdraw')]")
        self.assertEqual(len(forms), 1)

    def test_changing_what_was_sent_back_fills_the_cart(self):
        order = self.place()
        self.of(order, self.boss)._send_back_for_buyer("Why 30?")
        self.log_in(self.buyer)
        page = self.get(f"/my/orders/{order.id}").text
        self.assertIn("Why 30?", page)
        answer = self.url_open(
            f"/my/orders/{order.id}/withdraw",
            data={"csrf_token": self.csrf_token(page), "again": "1"},
        )
        self.assertIn(f"/my/shop/{self.agreement.id}?again={order.id}", answer.url)

    def test_asking_again(self):
        order = self.place()
        self.of(order, self.boss)._send_back_for_buyer("Why 30?")
        self.log_in(self.buyer)
        page = self.get(f"/my/orders/{order.id}").text
        self.url_open(
            f"/my/orders/{order.id}/ask-again", data={"csrf_token": self.csrf_token(page)}
        )
        order.invalidate_recordset()
        self.assertEqual(order.buyer_approval_state, "waiting")

    def test_others_do_not_withdraw(self):
        order = self.place()
        for user in (self.sibling, self.boss, self.rival_boss, self.seller):
            self.log_in(user)
            token = self.csrf_token(self.get("/my/account").text)
            answer = self.url_open(
                f"/my/orders/{order.id}/withdraw", data={"csrf_token": token}
            )
            self.assertEqual(answer.status_code, 404)
        order.invalidate_recordset()
        self.assertEqual(order.buyer_approval_state, "waiting")

    def test_the_seller_in_the_portal_does_not_see_it(self):
        order = self.place()
        self.log_in(self.seller)
        self.assertNotIn(order.name, self.get("/my/sales").text)
        self.assertNotIn(order.name, self.get(f"/my/orders/{order.id}").text)

    def test_home_has_the_card_for_head_offices_only(self):
        for user, has in ((self.boss, True), (self.buyer, False)):
            self.log_in(user)
            self.assertEqual("/my/approvals" in self.get("/my").text, has)
