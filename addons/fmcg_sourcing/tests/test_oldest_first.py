from datetime import timedelta

from odoo.fields import Command, Date
from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from .common import SourcingCase


@tagged("post_install", "-at_install")
class TestOldestFirst(CountsQueries, SourcingCase):
    """Goods that arrive or become free go to who was promised them first."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.beer = cls.create_product("Beer", invoice_policy="delivery")
        cls.lake_company.sourcing_release = "by_hand"

    def order_beer(self, quantity, promised=None):
        """The shop's order of what is not there.

        :param promised: days from today on which the goods were promised
        """
        order = self.model_as("sale.order", self.seller).create(
            {
                "partner_id": self.lake_shop.partner_id.id,
                "order_line": [
                    Command.create(
                        {"product_id": self.beer.id, "product_uom_qty": quantity}
                    )
                ],
            }
        )
        order.action_submit()
        self.settle()
        order = order.sudo()
        order.order_line.first_promised_date = promised and (
            Date.today() + timedelta(days=promised)
        )
        return order

    def receive_beer(self, quantity):
        """A receipt, as from a supplier outside of the channel."""
        warehouse = self.warehouse_of(self.lake_company)
        kind = warehouse.in_type_id
        receipt = self.env["stock.picking"].create(
            {
                "picking_type_id": kind.id,
                "location_id": self.env.ref("stock.stock_location_suppliers").id,
                "location_dest_id": warehouse.lot_stock_id.id,
                "company_id": self.lake_company.id,
                "move_ids": [
                    Command.create(
                        {
                            "product_id": self.beer.id,
                            "product_uom_qty": quantity,
                            "company_id": self.lake_company.id,
                            "location_id": self.env.ref("stock.stock_location_suppliers").id,
                            "location_dest_id": warehouse.lot_stock_id.id,
                        }
                    )
                ],
            }
        )
        receipt.action_confirm()
        receipt.move_ids.write({"quantity": quantity, "picked": True})
        receipt._action_done()

    def delivery_of(self, order):
        return order.picking_ids.filtered(lambda one: one.state not in ("done", "cancel"))

    def test_receipts_free_the_waiting_lines_oldest_promise_first(self):
        late, early, never = (
            self.order_beer(4, 9),
            self.order_beer(4, 2),
            self.order_beer(4),
        )
        self.receive_beer(6)
        found = [self.reserved(order) for order in (early, late, never)]
        self.assertEqual(found, [4, 2, 0])
        self.receive_beer(4)
        found = [self.reserved(order) for order in (early, late, never)]
        self.assertEqual(found, [4, 4, 2])

    def test_of_the_same_promise_who_ordered_first_goes_first(self):
        second, first = self.order_beer(4, 5), self.order_beer(4, 5)
        first.submitted_date = second.submitted_date - timedelta(hours=1)
        self.receive_beer(4)
        self.assertEqual([self.reserved(one) for one in (first, second)], [4, 0])

    def test_urgent_transfers_go_before_as_in_core(self):
        early, late = self.order_beer(4, 2), self.order_beer(4, 9)
        self.delivery_of(late).priority = "1"
        self.receive_beer(4)
        self.assertEqual([self.reserved(one) for one in (early, late)], [0, 4])

    def test_a_younger_order_takes_nothing_that_an_older_one_waits_for(self):
        """Also when it is the one that somebody checks."""
        early, late = self.order_beer(4, 2), self.order_beer(4, 9)
        self.stock(self.lake_company, 5, self.beer)
        self.delivery_of(late).action_assign()
        self.assertEqual([self.reserved(one) for one in (early, late)], [4, 1])

    def test_a_new_order_takes_nothing_that_an_older_one_waits_for(self):
        early = self.order_beer(4, 2)
        self.stock(self.lake_company, 5, self.beer)
        late = self.order_beer(4, 9)
        self.assertEqual([self.reserved(one) for one in (early, late)], [4, 1])

    def test_what_is_reserved_by_hand_only_is_left_alone(self):
        warehouse = self.warehouse_of(self.lake_company)
        (warehouse.out_type_id | warehouse.pick_type_id).reservation_method = "manual"
        early, late = self.order_beer(4, 2), self.order_beer(4, 9)
        self.stock(self.lake_company, 5, self.beer)
        self.delivery_of(late).action_assign()
        self.assertEqual([self.reserved(one) for one in (early, late)], [0, 4])

    def test_what_a_cancelled_order_gives_back_goes_to_the_oldest(self):
        self.stock(self.lake_company, 4, self.beer)
        first, late, early = (
            self.order_beer(4, 1),
            self.order_beer(4, 9),
            self.order_beer(4, 2),
        )
        self.assertEqual(self.reserved(first), 4)
        first._action_cancel()
        self.settle()
        self.assertEqual([self.reserved(one) for one in (early, late)], [4, 0])

    def test_many_that_wait_cost_no_query_each(self):
        def count(waiting):
            for number in range(waiting):
                self.order_beer(1, 2 + number)
            late = self.delivery_of(self.order_beer(1, 30))
            self.stock(self.lake_company, 1, self.beer)
            late.do_unreserve()
            queries = self.collect_queries(late.move_ids._find_older)
            return len(queries)

        self.assertLessEqual(count(6), count(2) + 2)
