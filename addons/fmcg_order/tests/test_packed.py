"""Three cases ordered read three cases wherever they are counted, and may be typed so."""

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import OrderCase


class PackedCase(OrderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.env["ir.module.module"]._load_module_terms(["fmcg_catalog"], ["zh_CN"])
        cls.bottle = cls.env.ref("fmcg_catalog.uom_bottle")
        key = (cls.bottle, 24, "case", None)
        cls.case = cls.env["uom.uom"]._find_or_create_packagings([key])[key]
        (cls.tea + cls.water).product_tmpl_id.write(
            {"uom_id": cls.bottle.id, "uom_ids": cls.case.ids}
        )

    def chinese(self, record):
        return record.with_context(lang="zh_CN")

    def order_of(self, *quantities, confirm=True):
        """Lines of tea with (unit, quantity), entered and perhaps submitted."""
        lines = [
            Command.create(
                {
                    "product_id": self.tea.id,
                    "product_uom_id": unit.id,
                    "product_uom_qty": quantity,
                    "price_unit": 10,
                }
            )
            for unit, quantity in quantities
        ]
        order = self.model_as("sale.order", self.seller).create(
            {"partner_id": self.lake_shop.partner_id.id, "order_line": lines}
        )
        if confirm:
            order.action_submit()
        return order

    def ship_all(self, order):
        for code in ("internal", "outgoing"):
            self.pickings_of(order, code).button_validate()
        return order.sudo().picking_ids.filtered(
            lambda picking: picking.picking_type_id.code == "outgoing"
        )


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

    def test_the_warehouse_types_cases_and_pieces(self):
        picking = self.chinese(self.pickings_of(self.order_of((self.case, 3)), "internal"))
        with Form(picking) as form, form.move_ids.edit(0) as move:
            move.packed_quantity = "2箱5瓶"
            self.assertEqual(move.quantity, 53)
            self.assertEqual(move.packed_quantity, "2 箱 5 瓶")
        self.assertEqual(picking.move_ids.quantity, 53)
        self.assertEqual(sum(picking.move_ids.move_line_ids.mapped("quantity")), 53)

    def test_programs_write_words_too(self):
        move = self.pickings_of(self.order_of((self.case, 3)), "internal").move_ids
        move.packed_quantity = "1 case"
        self.assertEqual(move.quantity, 24)
        move.packed_quantity = "30"
        self.assertEqual(move.quantity, 30)

    def test_what_is_not_understood_is_refused_and_says_why(self):
        move = self.pickings_of(self.order_of((self.case, 3)), "internal").move_ids
        for text, word in (
            ("2袋", "Case of 24 Bottles"),
            ("many", "many"),
            ("-3", "-3"),
            ("5件", "件"),
            ("9999999", "9999999"),
        ):
            with self.subTest(text), self.assertRaises(UserError) as caught:
                move.packed_quantity = text
                move.flush_recordset()
            self.assertIn(word, str(caught.exception))
            self.assertIn("Tea", str(caught.exception))
            move.invalidate_recordset()
            self.assertEqual(move.quantity, 72)

    def test_jian_is_read_as_the_enterprise_does(self):
        self.lake_company.order_open_word = "case"
        move = self.pickings_of(self.order_of((self.case, 3)), "internal").move_ids
        move.packed_quantity = "2件"
        self.assertEqual(move.quantity, 48)

    def test_an_order_line_takes_the_unit_that_was_typed(self):
        order = self.chinese(self.order_of((self.bottle, 1), confirm=False))
        line = order.order_line
        for text, unit, quantity in (
            ("2箱", self.case, 2),
            ("2箱5瓶", self.bottle, 53),
            ("3 cases", self.case, 3),
            ("7", self.case, 7),
        ):
            line.packed_quantity = text
            self.assertEqual((line.product_uom_id, line.product_uom_qty), (unit, quantity))

    def test_returns_are_read_and_typed_in_cases(self):
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
        line.packed_quantity = "1箱2瓶"
        self.assertEqual(line.quantity, 26)

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
