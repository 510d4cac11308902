from freezegun import freeze_time

from odoo.fields import Command, Datetime
from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.common import ChannelCase, EnterpriseCase
from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries
from odoo.addons.fmcg_order.tests.common import OrderCase


@tagged("post_install", "-at_install")
class TestOpeningQueries(CountsQueries, EnterpriseCase):
    open_enterprises = ()

    def test_a_later_enterprise_takes_no_more_queries(self):
        """Core's own way takes some ten queries more for each company that exists."""
        nodes = [
            self.create_node(f"Distributor {number}", "province", self.brand)
            for number in range(8)
        ]
        # a second that passes between two writes of a user costs one query more
        with freeze_time(Datetime.now()):
            counts = [
                self.count_queries(lambda node=node: self.open_enterprise(node))
                for node in nodes
            ]
        # what memory happens to hold makes one more or less; growth is one a company
        growth = counts[-1] - counts[1]
        self.assertLess(growth, len(nodes) - 2, f"queries by opening: {counts}")


@tagged("post_install", "-at_install")
class TestChannelRules(ChannelCase):
    def test_a_union_of_alternatives_is_asked(self):
        """That it finds what the rule says is a test of fmcg_channel."""
        rules = self.as_user(
            self.env["ir.rule"], self.create_staff(self.company, "salesperson")
        )
        for name in ("res.partner", "channel.node"):
            everything = self.env[name].sudo().with_context(active_test=False)
            domain = rules._compute_domain(name, "read")
            with self.subTest(model=name):
                self.assertIn("UNION", str(everything._search(domain).select().code))

    def test_paths_are_moved_by_index(self):
        self.assertTrue(self.env["channel.node"]._paths_by_index)


@tagged("post_install", "-at_install")
class TestOrderQueries(CountsQueries, OrderCase):
    def count_creation(self, size):
        products = self.tea + self.water
        for number in range(size - 2):
            products |= self.create_product(f"Product {number}")
        values = {
            "partner_id": self.lake_shop.partner_id.id,
            "order_line": [
                Command.create({"product_id": product.id, "product_uom_qty": 2})
                for product in products
            ],
        }
        Order = self.model_as("sale.order", self.seller)
        return self.count_queries(lambda: Order.create(values))

    def test_a_long_order_takes_no_more_queries_than_a_short_one(self):
        self.count_creation(10)  # fills the caches
        short, long = self.count_creation(10), self.count_creation(80)
        self.assertLessEqual(long, short + 2, "seventy more lines")
