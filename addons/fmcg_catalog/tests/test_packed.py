"""Three cases ordered read three cases wherever they are counted."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .packed_common import PackedCase


@tagged("post_install", "-at_install")
class TestPacked(PackedCase):
    def test_cases_ordered_are_cases_on_every_transfer(self):
        order = self.order_of((self.case, 3))
        for code in ("internal", "outgoing"):
            move = self.chinese(self.pickings_of(order, code).move_ids)
            self.assertEqual((move.product_uom, move.product_uom_qty), (self.bottle, 72))
            self.assertEqual(move.packed_demand, "3 箱")
            self.pickings_of(order, code).button_validate()
            self.assertEqual(move.packed_quantity, "3 箱")
            self.assertEqual(set(move.move_line_ids.mapped("packed_quantity")), {"3 箱"})

    def test_in_english(self):
        move = self.pickings_of(self.order_of((self.bottle, 53)), "internal").move_ids
        self.assertEqual(move.packed_demand, "2 Case 5 Bottles")

    def test_plain_numbers_are_typed_and_nothing_else_is_guessed(self):
        """What add-ons that understand words fall back on."""
        move = self.pickings_of(self.order_of((self.case, 3)), "internal").move_ids
        mixin = self.env["channel.packed.mixin"]
        read = self.base_of(mixin, "fmcg_catalog")._read_packed_text
        self.assertEqual(read(move, self.tea, "30", self.bottle), [(self.bottle, 30)])
        for text in ("many", "-3", "nan", "inf", "9999999"):
            with self.subTest(text), self.assertRaisesRegex(UserError, f"Tea.*{text}"):
                read(move, self.tea, text, self.bottle)

    def base_of(self, model, module):
        """The class by which an add-on defines the model."""
        return next(cls for cls in type(model).mro() if cls._module == module)

    def test_returns_are_read_in_cases(self):
        shipped = self.ship_all(self.order_of((self.case, 3)))
        wizard = self.model_as("stock.return.picking", self.service).with_context(
            active_model="stock.picking",
            active_id=shipped.id,
            active_ids=shipped.ids,
            lang="zh_CN",
        )
        wizard = wizard.create({})
        line = wizard.product_return_moves
        line.quantity = 72
        self.assertEqual(line.packed_quantity, "3 箱")

    def test_stock_and_products(self):
        quants = self.env["stock.quant"].search(
            [("product_id", "=", self.tea.id), ("location_id.usage", "=", "internal")]
        )
        self.assertEqual(self.chinese(quants).packed_quantity, "41 箱 16 瓶")
        for record in (self.tea, self.tea.product_tmpl_id):
            record = self.chinese(record.with_company(self.lake_company))
            self.assertEqual(record.packed_available, "41 箱 16 瓶")

    def test_bills(self):
        order = self.order_of((self.bottle, 53))
        self.ship_all(order)
        line = self.invoice(order).invoice_line_ids
        self.assertEqual(self.chinese(line).packed_quantity, "2 箱 5 瓶")

    def test_the_delivery_slip(self):
        shipped = self.ship_all(self.order_of((self.case, 3)))
        html, _type = self.env["ir.actions.report"]._render_qweb_html(
            "stock.action_report_delivery", shipped.ids
        )
        self.assertIn("3 Case", html.decode())

    def test_goods_that_come_in_one_unit(self):
        self.tea.product_tmpl_id.uom_ids = False
        move = self.pickings_of(self.order_of((self.bottle, 5)), "internal").move_ids
        self.assertEqual(self.chinese(move).packed_demand, "5 瓶")

    def test_queries_do_not_grow_with_lines(self):
        def count(number):
            goods = self.env["product.product"].create(
                [
                    {
                        "name": str(index),
                        "uom_id": self.bottle.id,
                        "uom_ids": self.case.ids,
                    }
                    for index in range(number)
                ]
            )
            moves = self.env["stock.move"].create(
                [
                    {
                        "product_id": good.id,
                        "product_uom_qty": 53,
                        "product_uom": self.bottle.id,
                        "location_id": self.env.ref("stock.stock_location_stock").id,
                        "location_dest_id": self.ref("stock.stock_location_customers"),
                    }
                    for good in goods
                ]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            moves.mapped("packed_demand")
            return self.cr.sql_log_count - start

        count(1)
        self.assertEqual(count(3), count(30))
