from odoo.fields import Command
from odoo.tests import tagged

from .common import DirectCase


@tagged("post_install", "-at_install")
class TestDirectQueries(DirectCase):
    """What goes straight is looked at all at once."""

    def order_many(self, count):
        """The supplier's order of ``count`` products that go straight to the shop."""
        products = self.env["product.product"]
        for number in range(count):
            products |= self.create_product(f"Soda {number}", invoice_policy="delivery")
        for product in products:
            self.stock(self.north_company, 50, product)
        order = self.model_as("sale.order", self.seller).create(
            {
                "partner_id": self.lake_shop.partner_id.id,
                "order_line": [
                    Command.create({"product_id": one.id, "product_uom_qty": 9})
                    for one in products
                ],
            }
        )
        order.action_submit()
        self.settle()
        purchase = self.purchase_of(self.lake_company).filtered(
            lambda one: one.order_line.product_id == products
        )
        self.assertTrue(purchase.direct_address_id)
        return order, self.order_of(purchase).sudo()

    def count(self, act):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        act()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_looking_again_does_not_grow_with_lines(self):
        few, many = self.order_many(3), self.order_many(12)
        for state in ("confirmed", "shipped"):
            found = []
            for _order, upstream in (few, many):
                if state == "shipped":
                    self.ship_all(upstream)
                found.append(self.count(upstream._follow_purchase))
            self.assertLessEqual(found[1], found[0] + 4, state)

    def test_nor_does_giving_up(self):
        few, many = self.order_many(3), self.order_many(12)
        found = [
            self.count(order.sudo().order_line._give_up_direct)
            for order, _upstream in (few, many)
        ]
        self.assertLessEqual(found[1], found[0] + 9 * 4)
