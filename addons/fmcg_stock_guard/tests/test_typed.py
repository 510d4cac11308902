from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import GuardCase


@tagged("post_install", "-at_install")
class TestTyped(GuardCase):
    """What somebody types is reserved as far as there is something to reserve."""

    def setUp(self):
        super().setUp()
        self.other = self.create_transfer({self.tea: 7})
        self.other.action_assign()
        self.picking = self.create_transfer({self.tea: 5})
        self.end_request()

    def assert_refused(self, function, over):
        with self.assertRaises(UserError) as refused, self.env.cr.savepoint():
            function()
            self.end_request()
        message = str(refused.exception)
        for word in ("Tea", "North Store", over, "stocktake"):
            self.assertIn(word, message)

    def test_what_is_free_may_be_typed(self):
        self.type_line(self.picking, 3)
        self.end_request()
        self.assertEqual(self.picking.move_ids.quantity, 3)

    def test_a_line_beyond_what_is_free_is_refused(self):
        self.assert_refused(lambda: self.type_line(self.picking, 4), "1 Units more")

    def test_a_quantity_beyond_what_is_free_is_refused(self):
        self.assert_refused(
            lambda: self.picking.move_ids.write({"quantity": 5}), "2 Units more"
        )

    def test_a_line_that_grows_beyond_what_is_free_is_refused(self):
        line = self.type_line(self.picking, 3)
        self.end_request()
        self.assert_refused(lambda: line.write({"quantity": 4}), "1 Units more")

    def test_a_line_of_the_form_beyond_what_is_free_is_refused(self):
        """The list of goods and its details are saved with the transfer."""
        values = self.picking.move_ids._prepare_move_line_vals(quantity=9)
        self.assert_refused(
            lambda: self.picking.write({"move_line_ids": [(0, 0, values)]}), "6 Units more"
        )

    def test_a_line_of_a_draft_keeps_goods_too(self):
        draft = self.picking.copy()
        self.assertEqual(draft.state, "draft")
        self.assert_refused(lambda: self.type_line(draft, 4), "1 Units more")

    def test_less_may_be_typed_whatever_there_is(self):
        self.put(self.tea, -6)
        self.other.move_ids.quantity = 6
        self.end_request()
        self.assertEqual(self.other.move_ids.quantity, 6)

    def test_what_somebody_has_at_hand_may_be_typed(self):
        """The books follow the goods: whoever had reserved them waits again."""
        self.picking.move_ids.write({"quantity": 5, "picked": True})
        self.end_request()
        self.picking.button_validate()
        self.end_request()
        self.assertEqual(self.picking.state, "done")
        self.assertEqual(self.other.move_ids.quantity, 5)

    def test_goods_are_parted_in_any_order(self):
        """What is too much for a moment only is no matter: looked at is the end."""
        line = self.type_line(self.picking, 3)
        self.end_request()
        self.type_line(self.picking, 2)
        line.quantity = 1
        self.end_request()
        self.assertEqual(self.picking.move_ids.quantity, 3)

    def test_goods_of_another_warehouse_are_not_counted(self):
        self.put(self.tea, 50, self.south.lot_stock_id)
        self.assert_refused(lambda: self.type_line(self.picking, 4), "1 Units more")

    def test_another_place_of_the_same_warehouse_is_the_warehouse_s_matter(self):
        shelf = self.env["stock.location"].create(
            {"name": "Shelf", "location_id": self.north.lot_stock_id.id}
        )
        self.type_line(self.picking, 3, location_id=shelf.id)
        self.end_request()
        self.assertEqual(self.picking.move_ids.quantity, 3)

    def test_receipts_are_typed_freely(self):
        kind = self.north.in_type_id
        receipt = self.env["stock.picking"].create(
            {
                "picking_type_id": kind.id,
                "location_id": self.env.ref("stock.stock_location_suppliers").id,
                "location_dest_id": kind.default_location_dest_id.id,
                "move_ids": [(0, 0, {"product_id": self.tea.id, "product_uom_qty": 1})],
            }
        )
        receipt.action_confirm()
        receipt.move_ids.quantity = 100
        self.end_request()
        self.assertEqual(receipt.move_ids.quantity, 100)
