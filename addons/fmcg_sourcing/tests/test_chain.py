from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from .common import SourcingCase


@tagged("post_install", "-at_install")
class TestChain(CountsQueries, SourcingCase):
    """An order tells for whom it is and where its goods come from, as far as its reader may
    know."""

    def open_chain(self, document, user):
        """Rows of the dialog as ``user`` reads them: documents, and goods below them."""
        self.env.invalidate_all()
        document = self.as_user(document, user)
        chain = document.env["channel.order.chain"].browse(
            document.action_open_chain()["res_id"]
        )
        return [
            (line.relation, line.name.strip())
            if line.is_document
            else (line.name.strip(), line.ordered, line.arrived, line.has_share and line.coming)
            for line in chain.line_ids
        ]

    def test_a_seller_sees_customer_and_supplier(self):
        order = self.order_soda()
        purchase = self.purchases_of(self.lake_company)
        self.assertEqual(
            self.open_chain(order, self.seller),
            [
                ("own", f"{order.name} · {self.lake_shop.name}"),
                ("Soda", 12, 0, False),
                ("supplier", f"{purchase.partner_ref} · North Trading"),
                ("Soda", 7, 0, 7),
            ],
        )

    def test_the_purchase_tells_for_whom_it_is(self):
        order = self.order_soda()
        purchase = self.purchases_of(self.lake_company)
        found = self.open_chain(purchase, self.purchaser)
        self.assertEqual(found[0], ("customer", f"{order.name} · {self.lake_shop.name}"))
        self.assertEqual(found[1], ("Soda", 12, 0, 7))
        self.assertEqual(found[2][0], "own")
        self.assertEqual(len(found), 4)

    def test_the_supplier_sees_no_customers_of_its_customer(self):
        self.order_soda()
        upstream = self.order_of(self.purchases_of(self.lake_company))
        rows = self.open_chain(upstream, self.north_seller)
        self.assertEqual([row[0] for row in rows], ["own", "Soda", "supplier", "Soda"])

    def test_who_works_everywhere_sees_the_whole_chain(self):
        order = self.order_soda()
        boss = self.seller
        boss.company_ids |= self.chain
        document = self.as_user(order, boss).with_context(allowed_company_ids=self.chain.ids)
        chain = document.env["channel.order.chain"].browse(
            document.action_open_chain()["res_id"]
        )
        documents = chain.line_ids.filtered("is_document")
        self.assertEqual(documents.mapped("relation"), ["own", "supplier", "supplier"])

    def test_arrived_goods_are_counted(self):
        order = self.order_soda()
        self.ship_all(self.order_of(self.purchases_of(self.lake_company)))
        self.receive_all(self.lake_company)
        self.assertIn(("Soda", 7, 4, 3), self.open_chain(order, self.seller))

    def test_a_stranger_opens_nothing(self):
        order = self.order_soda()
        with self.assertRaises(AccessError):
            self.open_chain(order, self.north_seller)

    def test_a_buyer_opens_nothing(self):
        order = self.order_soda()
        with self.assertRaises(AccessError):
            self.open_chain(order, self.buyer)

    def test_nobody_writes_into_it(self):
        order = self.as_user(self.order_soda(), self.seller)
        chain = order.env["channel.order.chain"].browse(order.action_open_chain()["res_id"])
        with self.assertRaises(AccessError):
            chain.line_ids[0].name = "X"

    def test_a_row_opens_what_its_reader_may_see(self):
        order = self.order_soda()
        upstream = self.order_of(self.purchases_of(self.lake_company))
        document = self.as_user(order, self.seller)
        chain = document.env["channel.order.chain"].browse(
            document.action_open_chain()["res_id"]
        )
        line = chain.line_ids[0]
        self.assertEqual(line.action_open()["res_id"], order.id)
        forged = chain.line_ids.sudo()[0]
        forged.document_id = upstream.id
        self.env.invalidate_all()
        self.assertFalse(line.can_open)
        self.assertFalse(line.action_open())

    def test_many_lines_cost_no_more_than_few(self):
        goods = self.env["product.product"].union(
            *(self.create_product(f"Chained {number}") for number in range(12))
        )

        def count(size):
            order = self.order_goods(goods[:size])
            document = self.as_user(order, self.seller)
            return self.count_queries(
                lambda: document.env["channel.order.chain"].browse(
                    document.action_open_chain()["res_id"]
                ).line_ids.mapped("can_open")
            )

        count(2)
        self.assertLessEqual(count(12), count(2))

    def order_goods(self, products):
        order = self.model_as("sale.order", self.seller).create(
            {
                "partner_id": self.lake_shop.partner_id.id,
                "order_line": [
                    (0, 0, {"product_id": product.id, "product_uom_qty": 3})
                    for product in products
                ],
            }
        )
        order.action_submit()
        self.settle()
        self.assertTrue(order.has_chain)
        return order
