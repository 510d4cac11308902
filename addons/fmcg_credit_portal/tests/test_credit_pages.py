from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.fmcg_portal.tests.common import PASSWORD, PortalCase

SECTION = "o_fmcg_credits"
STATEMENT = "o_fmcg_credit_statement"


@tagged("post_install", "-at_install")
class TestCreditPages(PortalCase):
    """Who reads where a buyer stands with its seller."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement.credit_limit = 20000
        cls.invoice(cls.lake_shop, 4321, days_ago=9)

    @classmethod
    def invoice(cls, node, amount, days_ago=0):
        day = cls.lake_company._get_channel_today() - timedelta(days=days_ago)
        line = {"name": "Goods", "price_unit": amount, "tax_ids": False}
        move = cls.env["account.move"].with_company(cls.lake_company)
        move = move.create(
            {
                "move_type": "out_invoice",
                "partner_id": node.partner_id.id,
                "invoice_date": day,
                "invoice_date_due": day,
                "invoice_payment_term_id": False,
                "invoice_line_ids": [fields.Command.create(line)],
            }
        )
        move.action_post()
        return move

    def home(self, user):
        self.log_in(user)
        return self.get("/my").text

    def page(self, order, user, **params):
        self.log_in(user)
        return self.get(f"/my/orders/{order.id}", params=params).text

    def share_limit(self):
        return self.env["channel.credit.group"].create(
            {
                "name": "A chain",
                "company_id": self.lake_company.id,
                "credit_limit": 77000,
                "node_ids": (self.lake_shop | self.other_shop).ids,
            }
        )

    # -- at home ------------------------------------------------------------------------

    def test_the_buyer_and_its_colleague_read_their_own_figures(self):
        for user in (self.buyer, self.colleague):
            page = self.home(user)
            self.assertIn(SECTION, page)
            self.assertIn(self.lake_company.name, page)
            self.assertIn("20,000.00", page)
            self.assertIn("4,321.00", page)
            self.assertIn("overdue since", page)

    def test_what_is_left_is_said(self):
        self.assertIn("15,679.00 left", self.home(self.buyer))
        self.agreement.credit_limit = 4000
        page = self.home(self.buyer)
        self.assertIn("321.00 too much", page)
        self.assertNotIn(" left", page.split("overdue since")[0].split(SECTION)[1])

    def test_nobody_else_reads_them(self):
        for user in (self.sibling, self.competitor, self.seller, self.upstream):
            with self.subTest(user.login):
                page = self.home(user)
                self.assertNotIn("4,321.00", page)
                self.assertNotIn("20,000.00", page)

    def test_sellers_with_whom_nothing_is_open_are_left_out(self):
        self.assertNotIn(SECTION, self.home(self.sibling))

    def test_a_portal_user_that_is_no_buyer_reads_nothing(self):
        plain = self.env["res.users"].create(
            {
                "name": "A guest",
                "login": "guest@portal.test",
                "password": PASSWORD,
                "lang": "en_US",
                "group_ids": [fields.Command.set(self.env.ref("base.group_portal").ids)],
            }
        )
        plain.partner_id.parent_id = self.lake_shop.partner_id
        page = self.home(plain)
        self.assertIn("o_portal_docs", page)
        self.assertNotIn(SECTION, page)

    def test_who_shares_a_limit_reads_nothing_of_the_others(self):
        self.invoice(self.other_shop, 1234)
        self.share_limit()
        page = self.home(self.buyer)
        self.assertIn("that you share with others", page)
        self.assertIn("4,321.00", page)
        self.assertIn("overdue since", page)
        page += self.page(self.enter(), self.buyer)
        for hidden in ("1,234.00", "5,555.00", "77,000.00"):
            self.assertNotIn(hidden, page)
        page = self.home(self.sibling)
        self.assertIn("1,234.00", page)
        self.assertNotIn("4,321.00", page)

    def test_what_is_confirmed_counts_for_who_shares_a_limit(self):
        self.share_limit()
        order = self.enter()
        self.enter(self.sibling, self.sibling_agreement)
        self.assertEqual(order.state, "sale")
        found = self.agreement._get_buyer_exposure()
        self.assertEqual(found.used, 4321 + order.amount_total)

    def test_who_gets_no_credit_reads_what_it_has_paid(self):
        self.agreement.no_credit = True
        self.assertIn("you order against payment in advance", self.home(self.buyer))

    # -- on an order --------------------------------------------------------------------

    def test_the_buyer_reads_it_on_its_order(self):
        page = self.page(self.enter(), self.buyer)
        self.assertEqual(page.count(STATEMENT), 1)
        self.assertIn("20,000.00", page)

    def test_a_reason_of_credit_says_it_once(self):
        self.agreement.credit_limit = 4400
        order = self.enter(quantities={self.tea: 100})
        self.assertEqual(order.channel_stage, "held")
        page = self.page(order, self.buyer)
        self.assertIn("it goes on by itself once a payment has come in", page)
        self.assertNotIn(STATEMENT, page)

    def test_the_seller_and_who_has_the_link_read_no_books(self):
        """Neither in the statement, nor as the reason why an order is held."""
        self.agreement.credit_limit = 4400
        held = self.enter(quantities={self.tea: 100})
        self.agreement.credit_limit = 20000
        through = self.enter()
        self.agreement.credit_limit = 4400
        for order in (held, through):
            pages = [self.page(order, self.seller)]
            self.assertIn("o_fmcg_way", pages[0])
            self.authenticate(None, None)
            token = order._portal_ensure_token()
            pages.append(
                self.get(f"/my/orders/{order.id}?access_token={token}").text
            )
            for page in pages:
                self.assertIn(order.name, page)
                self.assertNotIn(STATEMENT, page)
                self.assertNotIn("4,321.00", page)
                self.assertNotIn("4,400.00", page)

    def test_cancelled_orders_say_nothing_of_credit(self):
        order = self.enter()
        order._action_cancel()
        self.assertNotIn(STATEMENT, self.page(order, self.buyer))
