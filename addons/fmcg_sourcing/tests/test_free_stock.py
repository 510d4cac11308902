from datetime import timedelta
from decimal import Decimal

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from .common import SourcingCase


@tagged("post_install", "-at_install")
class TestFreeStock(CountsQueries, SourcingCase):
    """On hand, less what is reserved and the safety stock, of lots that last long enough."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls.env["channel.sourcing.rule"].search(
            [("company_id", "=", cls.lake_company.id)]
        )
        cls.lake_company.sourcing_release = "by_hand"
        cls.juice = cls.create_product(
            "Juice",
            tracking="lot",
            use_expiration_date=True,
            is_storable=True,
            invoice_policy="delivery",
        )

    def lot(self, days, quantity, product=None):
        """What lasts for so many days from today."""
        product = product or self.juice
        end = fields.Datetime.now() + timedelta(days=days)
        lot = self.env["stock.lot"].create(
            {
                "name": f"LOT{days}",
                "product_id": product.id,
                "company_id": self.lake_company.id,
            }
        )
        lot.write({"expiration_date": end, "removal_date": end})
        self.env["stock.quant"]._update_available_quantity(
            product,
            self.warehouse_of(self.lake_company).lot_stock_id,
            quantity,
            lot_id=lot,
        )
        return lot

    def order(self, product, quantity):
        order = self.model_as("sale.order", self.seller).create(
            {
                "partner_id": self.lake_shop.partner_id.id,
                "order_line": [
                    (0, 0, {"product_id": product.id, "product_uom_qty": quantity})
                ],
            }
        )
        order.action_submit()
        self.settle()
        return order

    def bought(self, product):
        lines = self.purchases_of(self.lake_company).order_line
        return sum(
            lines.filtered(lambda line: line.product_id == product).mapped("product_qty")
        )

    def source(self, product):
        self.lake_company.sudo()._source(product)

    # --- safety stock ---

    def test_what_is_missing_of_the_safety_stock_is_ordered(self):
        self.rule.safety_stock = 3
        self.order(self.soda, 4)
        self.assertEqual(self.bought(self.soda), 2, "5 there, 4 reserved, 3 stay")
        self.source(self.soda)
        self.assertEqual(self.bought(self.soda), 2, "looking again orders nothing more")

    def test_a_confirmed_order_may_be_reserved_of_it(self):
        self.rule.safety_stock = 3
        order = self.order(self.soda, 5)
        self.assertEqual(self.reserved(order), 5)
        self.assertEqual(self.bought(self.soda), 3)

    def test_the_nearest_rule_says_how_much_stays(self):
        self.rule.safety_stock = 100
        self.rule.copy(
            {"product_tmpl_id": self.soda.product_tmpl_id.id, "safety_stock": 1}
        )
        self.order(self.soda, 5)
        self.assertEqual(self.bought(self.soda), 1)

    def test_what_is_never_ordered_is_not_for_the_safety_stock_either(self):
        self.rule.write({"safety_stock": 3, "mode": "never"})
        self.order(self.soda, 5)
        self.assertEqual(self.bought(self.soda), 0)

    def test_a_safety_stock_below_zero_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "Safety Stock: -1"):
            self.rule.safety_stock = -1

    # --- shelf life ---

    def test_lots_too_old_for_the_buyer_are_neither_counted_nor_reserved(self):
        agreement = self.agreement_of(self.lake_shop)
        agreement.write({"least_shelf_days": 30, "transport_days": 1})
        self.lot(20, 5), self.lot(90, 2)
        order = self.order(self.juice, 6)
        self.assertEqual(self.reserved(order), 2)
        self.assertEqual(self.bought(self.juice), 4)
        lots = order.sudo().picking_ids.move_line_ids.lot_id
        self.assertEqual(lots.mapped("name"), ["LOT90"])

    def test_who_asks_for_nothing_gets_the_old_ones(self):
        self.lot(20, 5), self.lot(90, 2)
        order = self.order(self.juice, 6)
        self.assertEqual(self.reserved(order), 6)
        self.assertEqual(self.bought(self.juice), 0)

    def test_goods_that_travel_must_last_longer(self):
        agreement = self.agreement_of(self.lake_shop)
        agreement.write({"least_shelf_days": 30, "transport_days": 5})
        self.lot(33, 5)
        order = self.order(self.juice, 1)
        self.assertEqual((self.reserved(order), self.bought(self.juice)), (0, 1))

    def test_what_is_past_its_day_is_not_free(self):
        self.lot(-1, 5)
        shelf = self.lake_company._get_free_stock(self.juice, {})[self.juice.id]
        self.assertEqual(shelf.get_for(0), Decimal(0))

    @mute_logger("odoo.sql_db")
    def test_days_below_zero_are_refused(self):
        agreement = self.agreement_of(self.lake_shop)
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            agreement.least_shelf_days = -1
            agreement.flush_recordset()

    def test_many_goods_cost_no_query_each(self):
        def count(number):
            products = self.env["product.product"].concat(
                *(self.create_product(f"G{number}-{one}") for one in range(number))
            )
            for product in products:
                self.stock(self.lake_company, 3, product)
            return self.count_queries(
                lambda: self.lake_company._get_free_stock(products, {}, {30})
            )

        self.assertEqual(count(20), count(2))
