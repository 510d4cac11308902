from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import BuyerApprovalCase


@tagged("post_install", "-at_install")
class TestWithheld(BuyerApprovalCase):
    """What waits at the head office is invisible to the seller and to other chains."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.finance = cls.create_staff(cls.lake_company, "finance")
        cls.service = cls.create_staff(cls.lake_company, "customer_service")
        cls.keeper = cls.create_staff(cls.lake_company, "warehouse")
        cls.staff = (
            cls.salesperson + cls.colleague_sales + cls.admin + cls.finance + cls.service
        )

    def setUp(self):
        super().setUp()
        self.order = self.place()

    def outsiders(self):
        return self.staff + self.sibling + self.rival_boss + self.seller + self.competitor

    def test_nobody_of_the_seller_finds_or_reads_it(self):
        for user in self.outsiders():
            with self.subTest(user.login):
                self.assertFalse(self.seen_by(user, self.order))
                with self.assertRaises(AccessError):
                    self.as_user(self.order, user).read(["name"])

    def test_nor_its_lines(self):
        for user in self.outsiders():
            with self.subTest(user.login):
                self.assertFalse(self.seen_by(user, self.order.order_line))
                with self.assertRaises(AccessError):
                    self.as_user(self.order.order_line, user).read(["price_unit"])

    def test_nor_its_totals(self):
        domain = [("id", "=", self.order.id)]
        for user in self.staff:
            with self.subTest(user.login):
                Order = self.model_as("sale.order", user)
                self.assertEqual(Order.search_count(domain), 0)
                groups = Order._read_group(domain, [], ["amount_total:sum"])
                self.assertFalse(groups[0][0])

    def test_nor_in_the_report(self):
        domain = [("order_reference", "=", f"sale.order,{self.order.id}")]
        self.env.flush_all()
        self.assertEqual(self.model_as("sale.report", self.admin).search_count(domain), 0)
        self.assertEqual(self.env["sale.report"].search_count(domain), 0)
        self.approve(self.order)
        self.env.flush_all()
        self.assertEqual(self.model_as("sale.report", self.admin).search_count(domain), 1)

    def test_nor_in_chatter_or_attachments(self):
        message = self.order.message_post(body="Between us")
        attachment = self.env["ir.attachment"].create(
            {"name": "list.txt", "res_model": "sale.order", "res_id": self.order.id}
        )
        for user in self.staff:
            with self.subTest(user.login):
                self.assertFalse(self.seen_by(user, message))
                self.assertFalse(self.seen_by(user, attachment))

    def test_nobody_of_the_seller_is_notified(self):
        followers = self.order.message_partner_ids
        notified = self.order.message_ids.notified_partner_ids
        self.assertFalse((followers | notified) & self.staff.partner_id)

    def test_nobody_of_the_seller_changes_or_deletes_it(self):
        for user in self.staff:
            order = self.as_user(self.order, user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                order.write({"note": "x"})
            with self.subTest(user.login), self.assertRaises(AccessError):
                order.unlink()

    def test_the_shop_and_its_colleagues_see_it(self):
        for user in (self.buyer, self.colleague):
            self.assertEqual(self.seen_by(user, self.order), self.order)
            self.assertEqual(self.seen_by(user, self.order.order_line).order_id, self.order)

    def test_the_head_office_has_no_rights_on_documents(self):
        """Its pages show it what it was asked; it searches nothing by itself."""
        self.assertFalse(self.seen_by(self.boss, self.order))

    def test_approved_it_is_an_order_like_others(self):
        self.approve(self.order)
        for user in (self.salesperson, self.admin, self.service):
            self.assertEqual(self.seen_by(user, self.order), self.order)

    def test_refused_it_stays_the_buyer_s(self):
        self.of(self.order, self.boss)._reject_for_buyer("No")
        self.assertFalse(self.seen_by(self.salesperson, self.order))

    def test_staff_do_not_read_decisions(self):
        self.approve(self.order)
        for user in self.staff + self.buyer + self.boss:
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.as_user(self.order.buyer_decision_ids, user).read(["reason"])
