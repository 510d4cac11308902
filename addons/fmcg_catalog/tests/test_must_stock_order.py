from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from odoo.addons.fmcg_order.tests.common import OrderCase


@tagged("post_install", "-at_install")
class TestMustStockOrder(OrderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.juice = cls.create_product("Juice")
        cls.chips = cls.create_product("Chips")
        cls.env["channel.must.stock"].create(
            {
                "name": "Core range",
                "company_id": cls.lake_company.id,
                "line_ids": [
                    Command.create({"product_id": product.id})
                    for product in cls.tea + cls.juice + cls.chips
                ],
            }
        )
        cls.env["channel.quantity.rule"].create(
            {
                "company_id": cls.lake_company.id,
                "product_tmpl_id": cls.juice.product_tmpl_id.id,
                "minimum": 24,
            }
        )

    def open_wizard(self, order, user=None):
        context = order.action_add_must_stock()["context"]
        Wizard = self.model_as("channel.must.stock.add", user or self.seller)
        return Form(Wizard.with_context(**context))

    def test_gaps_are_counted_without_what_the_order_has(self):
        self.assertEqual(self.enter_order().must_stock_gap_count, 2)

    def test_confirmed_orders_have_none(self):
        self.assertEqual(self.confirmed_order().must_stock_gap_count, 0)

    def test_the_wizard_adds_what_is_chosen_with_the_least_quantity(self):
        order = self.enter_order()
        wizard = self.open_wizard(order)
        self.assertEqual(len(wizard.line_ids), 2)
        with wizard.line_ids.edit(1) as line:
            line.chosen = False
        wizard.save().action_add()
        added = order.order_line[2:]
        self.assertEqual((added.product_id, added.product_uom_qty), (self.juice, 24))
        self.assertEqual(order.must_stock_gap_count, 1)

    def test_nothing_chosen_is_refused(self):
        wizard = self.open_wizard(self.enter_order())
        for index in range(2):
            with wizard.line_ids.edit(index) as line:
                line.chosen = False
        with self.assertRaisesRegex(UserError, "at least one"):
            wizard.save().action_add()

    def test_a_confirmed_order_gets_nothing_added(self):
        order = self.enter_order()
        wizard = self.open_wizard(order).save()
        order.action_submit()
        with self.assertRaisesRegex(UserError, "has been confirmed"):
            wizard.action_add()

    def test_an_order_of_another_enterprise_is_closed(self):
        order = self.enter_order()
        stranger = self.create_staff(self.north.company_id, "salesperson")
        with self.assertRaises(AccessError):
            self.model_as("channel.must.stock.add", stranger).create(
                {"order_id": order.id}
            )
