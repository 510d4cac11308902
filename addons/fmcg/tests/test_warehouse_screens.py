"""Lots and batches as the warehouse looks for them."""

from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from odoo.addons.fmcg_catalog.tests.packed_common import PackedCase


@tagged("post_install", "-at_install")
class TestWarehouseScreens(PackedCase):
    def test_lots_on_hand_stand_open_with_their_cases(self):
        action = self.env["ir.actions.actions"]._for_xml_id("fmcg.stock_lot_action")
        context = safe_eval(action["context"], {"allowed_company_ids": []})
        self.assertIn("search_default_on_hand", context)
        self.assertFalse([key for key in context if "group_by" in key])
        arch = etree.fromstring(self.env["stock.lot"].get_view(view_type="list")["arch"])
        self.assertTrue(arch.get("default_order").startswith("expiration_date"))
        self.assertTrue(arch.xpath("//field[@name='packed_quantity']"))

    def test_a_lot_says_its_quantity_in_cases(self):
        self.tea.tracking = "lot"
        lot = self.env["stock.lot"].create(
            {
                "name": "L1",
                "product_id": self.tea.id,
                "company_id": self.lake_company.id,
            }
        )
        warehouse = self.env["stock.warehouse"].search(
            [("company_id", "=", self.lake_company.id)], limit=1
        )
        self.env["stock.quant"]._update_available_quantity(
            self.tea, warehouse.lot_stock_id, 53, lot_id=lot
        )
        lot.invalidate_recordset()
        self.assertEqual(self.chinese(lot).packed_quantity, "2 箱 5 瓶")

    def test_cards_of_a_transfer_say_cases(self):
        """On a phone the lines of a transfer are cards."""
        arch = self.env["stock.move"].get_view(view_type="kanban")["arch"]
        names = {node.get("name") for node in etree.fromstring(arch).iter("field")}
        self.assertLessEqual({"packed_demand", "packed_quantity"}, names)

    def test_cards_of_products_say_cases(self):
        arch = self.env["product.template"].get_view(view_type="kanban")["arch"]
        names = {node.get("name") for node in etree.fromstring(arch).iter("field")}
        self.assertIn("packed_available", names)
        self.assertNotIn("qty_available", names)

    def test_batches_and_waves_are_in_one_list_with_cases(self):
        action = self.env["ir.actions.actions"]._for_xml_id(
            "fmcg.stock_picking_batch_action"
        )
        self.assertFalse(action.get("domain"))
        form = self.env["stock.picking.batch"].get_view(view_type="form")["arch"]
        self.assertIn("o_channel_wide", etree.fromstring(form).get("class", ""))
        view = self.env.ref("stock_picking_batch.view_picking_move_tree_inherited")
        arch = self.env["stock.move"].get_view(view.id, "list")["arch"]
        names = {node.get("name") for node in etree.fromstring(arch).iter("field")}
        self.assertLessEqual({"packed_demand", "packed_quantity"}, names)
