from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import EnterpriseCase


@tagged("post_install", "-at_install")
class TestWarehouseWork(EnterpriseCase):
    """The price guard keeps nobody in the warehouse from working."""

    open_enterprises = ("north",)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller_company = cls.north.company_id
        cls.keeper = cls.create_staff(cls.seller_company, "warehouse")
        cls.shop = cls.create_node("Shop", "retail", cls.north)
        cls.create_agreement(cls.seller_company, cls.shop)
        cls.product = cls.create_product(
            categ_id=cls.env["product.category"].create({"name": "Average"}).id,
        )
        product = cls.product.with_company(cls.seller_company)
        product.categ_id.property_cost_method = "average"
        product.standard_price = 3.0
        cls.warehouse = cls.put_in_stock(cls.seller_company, cls.product)
        cls.order = cls.create_order(
            cls.seller_company, cls.shop.partner_id, cls.product
        )
        cls.order.action_confirm()

    def work(self, picking, quantity=None):
        """Open the transfer in the web client's form, pick everything, validate."""
        picking = self.as_user(picking, self.keeper)
        with Form(picking) as form:
            for position in range(len(form.move_ids)):
                with form.move_ids.edit(position) as line:
                    line.quantity = quantity or line.product_uom_qty
        action = picking.button_validate()
        if isinstance(action, dict) and action.get("res_model"):
            wizard = self.model_as(action["res_model"], self.keeper)
            dialog = Form(wizard.with_context(**action["context"])).save()
            dialog.process()
        return picking

    def open_pickings(self):
        return self.order.picking_ids.filtered(
            lambda p: p.state not in ("done", "cancel")
        )

    def deliver(self):
        while pickings := self.open_pickings():
            self.work(pickings[0])

    def test_the_preparation_is_done_first(self):
        self.work(self.order.picking_ids[0])
        self.assertEqual(
            self.order.picking_ids.filtered(
                lambda p: p.state == "done"
            ).picking_type_id,
            self.warehouse.pick_type_id,
        )

    def test_a_delivery_is_done_completely(self):
        self.deliver()
        self.assertEqual(self.order.order_line.qty_delivered, 10)

    def test_pick_and_ship_are_two_transfers(self):
        self.deliver()
        self.assertEqual(
            self.order.picking_ids.picking_type_id,
            self.warehouse.pick_type_id + self.warehouse.out_type_id,
        )

    def test_a_stocktake_shows_what_is_in_stock(self):
        """Core shows this role only what it was told to count: an empty list."""
        action = self.model_as("stock.quant", self.keeper).action_view_inventory()
        self.assertNotIn("search_default_my_count", action["context"])
        self.assertEqual(action["name"], "Stocktake")

    def test_one_warehouse_is_not_named_with_each_operation(self):
        kind = self.as_user(self.warehouse.out_type_id, self.keeper)
        self.assertEqual(kind.display_name, kind.name)
        self.warehouse.copy({"name": "Second", "code": "2ND"})
        kind.invalidate_recordset()
        self.assertEqual(kind.display_name, f"{self.warehouse.name}: {kind.name}")

    def test_what_the_work_creates_names_who_did_it(self):
        self.work(self.order.picking_ids[0], quantity=4)
        backorder = self.order.picking_ids.filtered("backorder_id")
        self.assertEqual(backorder.create_uid, self.keeper)

    def test_a_part_leaves_a_backorder(self):
        self.work(self.order.picking_ids[0], quantity=4)
        self.assertTrue(self.order.picking_ids.backorder_id)

    def test_the_cost_is_kept_on_the_delivery(self):
        self.deliver()
        delivery = self.order.picking_ids.filtered(
            lambda p: p.picking_type_id == self.warehouse.out_type_id
        )
        self.assertEqual(abs(delivery.move_ids.value), 30)

    def receive(self):
        supplier = self.env.ref("stock.stock_location_suppliers")
        receipt = self.model_as("stock.picking", self.keeper).create(
            {
                "picking_type_id": self.warehouse.in_type_id.id,
                "partner_id": self.brand.partner_id.id,
                "location_id": supplier.id,
                "location_dest_id": self.warehouse.lot_stock_id.id,
                "move_ids": [
                    Command.create(
                        {
                            "product_id": self.product.id,
                            "product_uom_qty": 5,
                            "location_id": supplier.id,
                            "location_dest_id": self.warehouse.lot_stock_id.id,
                        }
                    )
                ],
            }
        )
        receipt.action_confirm()
        return self.work(receipt)

    def test_a_receipt_is_created_and_done(self):
        self.assertEqual(self.receive().state, "done")

    def test_a_receipt_adds_to_the_stock(self):
        self.receive()
        self.assertEqual(
            self.product.with_company(self.seller_company).qty_available, 105
        )

    def return_delivery(self):
        self.deliver()
        delivery = self.order.picking_ids.filtered(
            lambda p: p.picking_type_id == self.warehouse.out_type_id
        )
        wizard = Form(
            self.model_as("stock.return.picking", self.keeper).with_context(
                active_id=delivery.id,
                active_ids=delivery.ids,
                active_model=delivery._name,
            )
        ).save()
        wizard.product_return_moves.quantity = 2
        action = wizard.action_create_returns()
        return self.env["stock.picking"].browse(action["res_id"])

    def test_a_return_is_created(self):
        self.assertEqual(self.return_delivery().move_ids.product_uom_qty, 2)

    def test_a_return_is_received(self):
        returned = self.return_delivery()
        self.work(returned)
        self.assertEqual(self.order.order_line.qty_delivered, 8)

    def test_stock_is_counted(self):
        quant = self.env["stock.quant"].search(
            [
                ("product_id", "=", self.product.id),
                ("location_id", "=", self.warehouse.lot_stock_id.id),
            ]
        )
        counted = self.as_user(quant, self.keeper).with_context(inventory_mode=True)
        counted.inventory_quantity = 90
        counted.action_apply_inventory()
        self.assertEqual(quant.quantity, 90)

    def test_goods_are_scrapped(self):
        scrap = self.model_as("stock.scrap", self.keeper).create(
            {
                "product_id": self.product.id,
                "scrap_qty": 3,
                "location_id": self.warehouse.lot_stock_id.id,
            }
        )
        scrap.action_validate()
        self.assertEqual(scrap.state, "done")

    def test_transfers_of_another_enterprise_cannot_be_done(self):
        self.create_agreement(self.company, self.shop)
        order = self.create_order(self.company, self.shop.partner_id, self.product)
        self.put_in_stock(self.company, self.product)
        order.action_confirm()
        with self.assertRaises(AccessError):
            self.as_user(order.picking_ids, self.keeper).button_validate()

    def test_transfers_of_another_enterprise_cannot_be_finished_by_rpc(self):
        self.create_agreement(self.company, self.shop)
        order = self.create_order(self.company, self.shop.partner_id, self.product)
        order.action_confirm()
        with self.assertRaises(AccessError):
            self.as_user(order.picking_ids, self.keeper)._action_done()
