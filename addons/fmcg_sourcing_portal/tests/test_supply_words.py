from odoo.tests import tagged
from odoo.tools import format_date, is_html_empty

from odoo.addons.fmcg_sourcing.tests.common import SourcingCase


@tagged("post_install", "-at_install")
class TestSupplyWords(SourcingCase):
    """The outlet is told where its goods are, and nothing of the chain behind its seller."""

    def words(self, order):
        line = self.as_user(order, self.buyer).sudo().order_line
        return line._describe_supply_for_buyer()

    def test_what_is_there_and_what_comes(self):
        order = self.order_soda()
        day = format_date(self.env, order.order_line.promised_date)
        self.assertEqual(
            self.words(order), f"5 ready to ship, 7 on the way, expected by {day}"
        )

    def test_what_nobody_has_ordered_is_to_come(self):
        self.env["channel.sourcing.rule"].search([]).unlink()
        self.assertEqual(self.words(self.order_soda()), "5 ready to ship, 7 to come")

    def test_nothing_is_said_where_all_is_there(self):
        self.assertEqual(self.words(self.order_soda(5)), "")

    def test_the_page_says_it(self):
        order = self.order_soda()
        values = {
            "sale_order": order.sudo(),
            "report_type": "html",
            "is_html_empty": is_html_empty,
        }
        html = self.env["ir.qweb"]._render("sale.sale_order_portal_content", values)
        self.assertIn("5 ready to ship", html)
