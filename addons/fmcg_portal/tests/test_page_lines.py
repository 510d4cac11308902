"""What stands on an order's page: goods in cases and pieces, prices as in the shop, and
arithmetic that adds up."""

from lxml import html

from odoo.fields import Command
from odoo.tests import tagged

from .test_shown_prices import NUMBER, ShownPricesCase


@tagged("post_install", "-at_install")
class TestPageLines(ShownPricesCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tea.uom_ids = cls.case

    def order_page(self, order):
        return html.fromstring(self.get(f"/my/orders/{order.id}").text)

    def said(self, element, name):
        return [" ".join(one.text_content().split()) for one in element.find_class(name)]

    def test_the_page_says_with_or_without_tax_and_adds_up(self):
        self.amount_off(80, 7, name="Eighty")
        self.percent_off(self.tea, 10)
        for mode, words in (("with", "incl. tax"), ("without", "excl. tax")):
            self.show(mode)
            order = self.enter(quantities={self.tea: 160, self.cake: 100})
            page = self.order_page(order)
            self.assertEqual(self.said(page, "o_order_price_tax"), [words, words])
            amounts = [
                (-1 if text.startswith("−") else 1) * self.read_amount(text)
                for text in self.said(page, "o_order_amount")
            ]
            self.assertEqual(len(amounts), 3)
            amounts += [self.read_amount(t) for t in self.said(page, "o_order_rounding")]
            self.assertAlmostEqual(sum(amounts), order._get_shown_total(), 2)

    def test_unit_prices_multiply_to_the_amounts(self):
        for mode in ("with", "without"):
            self.show(mode)
            order = self.enter(quantities={self.tea: 160, self.cake: 100})
            for line in order.order_line:
                words = line._prepare_page_line()
                price = float(NUMBER.search(words["price"]).group().replace(",", ""))
                shown = round(price * line.product_uom_qty + 1e-9, 2)
                self.assertEqual(shown, self.read_amount(words["amount"]))

    def test_cases_and_pieces_stand_together(self):
        piece = self.piece.name
        for goods, quantity, pieces in (
            ({self.tea: 53}, f"2 Box 5 {piece}", f"= 53 {piece}"),
            ({(self.tea, self.case): 2}, "2 Box", f"= 48 {piece}"),
        ):
            page = self.order_page(self.enter(quantities=goods))
            self.assertEqual(self.said(page, "o_order_quantity"), [quantity])
            self.assertEqual(self.said(page, "o_order_pieces"), [pieces])
        page = self.order_page(self.enter(quantities={self.tea: 5}))
        self.assertEqual(self.said(page, "o_order_quantity"), [f"5 {piece}"])
        self.assertFalse(self.said(page, "o_order_pieces"))

    def test_a_price_is_struck_only_where_it_changed(self):
        self.show("with")
        order = self.enter(quantities={self.tea: 120})
        self.assertEqual(order.order_line._prepare_page_line()["before"], "")
        self.percent_off(self.tea, 10)
        order = self.enter(quantities={self.tea: 120})
        self.assertIn("5.65565", order.order_line._prepare_page_line()["before"])

    def test_a_case_is_named_once_beside_its_price(self):
        agreement = self.agreement.with_user(self.buyer).sudo()
        (card,) = agreement._get_shop_cards(self.tea)
        self.assertEqual(
            [offer["word"] for offer in card["offers"]], [self.piece.name, "Box"]
        )

    def test_what_is_reckoned_without_tax_says_so(self):
        """Thresholds, minimums and special prices beside prices with tax."""
        self.agreement.min_order_amount = 300
        self.amount_off(100, 7, name="Hundred")
        self.percent_off(self.tea, 10, name="Tenth")
        for mode, is_said in (("with", True), ("without", False)):
            self.show(mode)
            cards = self.page("/my/promotions").find_class("o_fmcg_promotion")
            texts = {card.find(".//strong").text: card.text_content() for card in cards}
            self.assertEqual("These amounts are without tax." in texts["Hundred"], is_said)
            self.assertNotIn("without tax", texts["Tenth"])
            self.assertEqual(
                bool(self.shop_page().find_class("o_shop_untaxed")), is_said
            )
            quote = self.quoted({self.cake: 8})
            (near,) = quote["near"]
            self.assertEqual("Amounts without tax" in near["text"], is_said)

    def test_the_minimum_of_the_gate_is_without_tax(self):
        self.agreement.min_order_amount = 300
        self.assertIn("300.00 without tax", self.quoted({self.cake: 8})["reasons"][0])

    def test_a_gift_to_choose_has_a_unit(self):
        self.one_gift()
        (choice,) = self.quoted({self.cake: 10})["choices"]
        self.assertEqual({option["unit"] for option in choice["options"]}, {self.piece.name})

    def test_digits_of_what_is_ordered_again(self):
        order = self.enter(quantities={(self.tea, self.case): 2})
        url = f"/my/shop/{self.agreement.id}?again={order.id}"
        preset = self.page(url).find_class("o_fmcg_shop")[0].get("data-preset")
        digits = self.env["sale.order"]._get_quantity_digits(self.case)
        self.assertIn(f'"digits": "{digits}"', preset)

    def test_a_cancelled_order_is_no_quotation(self):
        order = self.enter()
        order._action_cancel()
        page = self.get(f"/my/orders/{order.id}").text
        self.assertIn("This order has been cancelled.", page)
        self.assertNotIn("This quotation has been cancelled", page)

    def test_a_return_names_its_goods(self):
        order = self.enter(quantities={self.tea: 48})
        delivery = self.ship(order).filtered(
            lambda one: one.picking_type_id.code == "outgoing"
        )
        wizard = self.env["stock.return.picking"].create({"picking_id": delivery.id})
        wizard.product_return_moves.quantity = 24
        wizard.action_create_returns()
        (card,) = self.order_page(order).find_class("o_fmcg_return")
        text = " ".join(card.text_content().split())
        self.assertIn("On the way back", text)
        self.assertIn("Lemon tea 1 Box", text)

    def post_bill(self):
        line = {"product_id": self.tea.id, "quantity": 2, "product_uom_id": self.case.id}
        bill = self.env["account.move"].with_company(self.lake_company)
        bill = bill.create(
            {
                "move_type": "out_invoice",
                "partner_id": self.lake_shop.partner_id.id,
                "invoice_line_ids": [Command.create(line)],
            }
        )
        bill.action_post()
        return bill

    def test_messages_are_read_by_a_link_too(self):
        """The lists of bills and the mails lead to pages by a link with a token."""
        bill = self.post_bill()
        bill.message_post(
            body="Thank you", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        for user in (self.buyer, self.competitor):
            self.log_in(user)
            answer = self.rpc(
                "/mail/chatter_fetch",
                thread_model="account.move",
                thread_id=bill.id,
                token=bill._portal_ensure_token(),
            )
            self.assertEqual(len(answer["result"]["messages"]), 1, user.login)
        answer = self.rpc(
            "/mail/chatter_fetch",
            thread_model="account.move",
            thread_id=bill.id,
            token="a guess",
        )
        self.assertIn("error", answer)

    def test_a_posted_bill_is_a_bill_and_says_its_units(self):
        page = self.get(f"/my/invoices/{self.post_bill().id}?report_type=html").text
        self.assertNotIn("Proforma", page)
        self.assertIn(self.case.name, page)

    def test_messages_are_in_the_readers_language(self):
        modules = self.env["ir.http"]._get_translation_frontend_modules_name()
        self.assertIn("mail", modules)

    def test_the_login_shows_a_name_instead_of_a_placeholder(self):
        self.authenticate(None, None)
        page = html.fromstring(self.get("/web/login").text)
        company = self.env["res.company"].browse(1)
        company.logo_web = False
        self.assertEqual(
            bool(page.find_class("o_login_company")), company.uses_default_logo
        )
        if company.uses_default_logo:
            self.assertFalse(page.xpath("//div[hasclass('card-body')]//img"))


@tagged("post_install", "-at_install")
class TestPhoneWidth(ShownPricesCase):
    """Long names of seller and reader take no page out of a phone's width."""

    browser_size = "390x844"
    touch_enabled = True

    def test_no_page_scrolls_sideways(self):
        login = self.buyer.login
        self.buyer.write({"name": "Bartholomew Featherstone", "password": login})
        self.env.company.name = "Long Name of a Wholesale Company of the Great Lakes"
        self.lake_company.name = "Lake Wholesale and Retail Distribution Company"
        order = self.enter(quantities={self.tea: 48, self.cake: 100})
        check = (
            "const wide = [document.documentElement, document.getElementById('wrapwrap')]"
            ".some((one) => one.scrollWidth > window.innerWidth);"
            "console[wide ? 'error' : 'log'](wide ? 'too wide' : 'test successful');"
        )
        for url in ("/my", "/my/orders", f"/my/orders/{order.id}", "/my/shop"):
            with self.subTest(url):
                self.browser_js(url, check, login=login)
