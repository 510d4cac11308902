from odoo.fields import Command
from odoo.tests import tagged

from .common import DAY, StockCase


@tagged("post_install", "-at_install")
class TestQueries(StockCase):
    """Long transfers take as many queries as short ones."""

    def create_transfer(self, lines, tracking="none"):
        products = self.env["product.product"].create(
            [
                {"name": f"Goods {number}", "is_storable": True, "tracking": tracking}
                for number in range(lines)
            ]
        )
        for product in products:
            lot = tracking != "none" and self.env["stock.lot"].create(
                {"name": f"LOT-{product.id}", "product_id": product.id}
            )
            self.env["stock.quant"]._update_available_quantity(
                product, self.stock, 100, lot_id=lot or None
            )
        customers = self.env.ref("stock.stock_location_customers")
        self.warehouse.out_type_id.reservation_method = "manual"
        picking = self.env["stock.picking"].create(
            {
                "picking_type_id": self.warehouse.out_type_id.id,
                "location_id": self.stock.id,
                "location_dest_id": customers.id,
                "move_ids": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "product_uom_qty": 5,
                            "location_id": self.stock.id,
                            "location_dest_id": customers.id,
                            "date": DAY,
                        }
                    )
                    for product in products
                ],
            }
        )
        picking.action_confirm()
        return picking

    def count(self, lines, **options):
        picking = self.create_transfer(lines, **options)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        picking.action_assign()
        self.env.flush_all()
        found = self.env.cr.sql_log_count - before
        self.assertEqual(picking.state, "assigned")
        self.assertEqual(picking.move_ids.mapped("quantity"), [5.0] * lines)
        return found

    def test_a_long_transfer_takes_no_more_queries_than_a_short_one(self):
        self.count(10)  # fills the caches
        self.assertLessEqual(self.count(100), self.count(10) + 5)

    def test_lots_take_no_query_each(self):
        self.count(10, tracking="lot")
        short, long = (self.count(lines, tracking="lot") for lines in (10, 100))
        self.assertLessEqual(long, short + 5)

    def test_core_takes_many_queries_a_line(self):
        """What all this is for; without it, this addon can go."""
        self.count(10)
        with self.core():
            short, long = self.count(10), self.count(40)
        self.assertGreater(long - short, 5 * 30)
