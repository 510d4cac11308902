"""Where goods are counted, quantities are typed as orders are written."""

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from odoo.addons.fmcg_catalog.tests.packed_common import PackedCase


@tagged("post_install", "-at_install")
class TestPackedWords(PackedCase):
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

    def test_returns_are_typed_in_cases(self):
        shipped = self.ship_all(self.order_of((self.case, 3)))
        wizard = self.model_as("stock.return.picking", self.service).with_context(
            active_model="stock.picking",
            active_id=shipped.id,
            active_ids=shipped.ids,
            lang="zh_CN",
        )
        wizard = wizard.create({})
        line = wizard.product_return_moves
        line.packed_quantity = "1箱2瓶"
        self.assertEqual(line.quantity, 26)
