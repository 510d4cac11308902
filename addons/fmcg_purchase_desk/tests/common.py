from datetime import timedelta

from odoo import fields
from odoo.fields import Command

from odoo.addons.fmcg_order_desk.tests.common import DeskRows
from odoo.addons.fmcg_purchase.tests.common import PurchaseCase

KEY = "0123456789abcdef"


class PurchaseDeskCase(DeskRows, PurchaseCase):
    """A purchaser of the city distributor (lake) at the desk: the province (north) sells
    cola in pieces and in cases of 24."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls.env["uom.uom"].create(
            {
                "name": "Case of 24",
                "relative_factor": 24,
                "relative_uom_id": cls.cola.uom_id.id,
            }
        )
        cls.cola.write({"default_code": "DESK-COLA", "uom_ids": [Command.link(cls.case.id)]})
        cls.juice.default_code = "DESK-JUICE"
        cls.supply_list = cls.create_pricelist(cls.north_company)
        cls.supply_list.item_ids = [
            cls.price(product, price) for product, price in ((cls.cola, 2.0), (cls.juice, 1.5))
        ]
        cls.supply.pricelist_id = cls.supply_list
        cls.put_in_stock(cls.lake_company, cls.juice, 20)

    @classmethod
    def price(cls, product, price=3.0):
        return Command.create(
            {
                "applied_on": "1_product",
                "product_tmpl_id": product.product_tmpl_id.id,
                "compute_price": "fixed",
                "fixed_price": price,
            }
        )

    def desk_of(self, user=None):
        return self.model_as("channel.purchase.desk", user or self.purchaser)

    def find(self, product, user=None):
        """The row of a product, as the search shows it."""
        (row,) = self.desk_of(user).search_goods(self.supply.id, product.default_code)
        return row

    def quote(self, *rows, user=None):
        answer = self.desk_of(user).quote(self.supply.id, list(rows))
        return answer | {"rows": dict(answer["rows"])}

    def save(self, *rows, key=KEY, submit=False, user=None, head=None):
        return self.desk_of(user).save(self.supply.id, list(rows), key, submit, head)

    def purchase_of(self, answer):
        return self.model_as("purchase.order", self.purchaser).browse(answer["order_id"])

    def sell(self, product, quantity, days_ago=0):
        """The buyer delivers to a customer of its own.

        :return: the delivery
        """
        agreement = self.agreement
        order = self.env["sale.order"]._place_channel_order(
            agreement, {product: quantity}, f"sold-{product.id}-{quantity}-{days_ago}"
        )
        self.assertEqual(order.state, "sale")
        for _step in range(2):
            for picking in order.picking_ids.filtered(lambda p: p.state == "assigned"):
                picking.move_ids.picked = True
                picking.button_validate()
        done = order.picking_ids.filtered(lambda p: p.picking_type_id.code == "outgoing")
        self.assertEqual(done.mapped("state"), ["done"])
        moment = fields.Datetime.now() - timedelta(days=days_ago)
        done.move_line_ids.date = done.move_ids.date = moment
        return done
