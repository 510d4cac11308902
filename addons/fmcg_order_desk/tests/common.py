from datetime import timedelta

from odoo import fields

from odoo.addons.fmcg_order.tests.common import OrderCase

KEY = "0123456789abcdef"


class DeskRows:
    """Mixin of cases with a product's largest unit in ``case``: what a page sends."""

    def row(self, product, pieces=0, cases=0, id_=None):
        quantities = {str(product.uom_id.id): pieces}
        if cases:
            quantities[str(self.case.id)] = cases
        return {
            "id": id_ or product.id,
            "product_id": product.id,
            "quantities": quantities,
        }


class DeskCase(DeskRows, OrderCase):
    """A salesperson at the desk: tea comes in pieces and in cases of 24."""

    shared_world = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls.env["uom.uom"].create(
            {
                "name": "Case of 24",
                "relative_factor": 24,
                "relative_uom_id": cls.tea.uom_id.id,
            }
        )
        cls.tea.write({"default_code": "DESK-TEA", "uom_ids": [(4, cls.case.id)]})
        cls.water.default_code = "DESK-WATER"
        cls.env["product.uom"].create(
            {
                "product_id": cls.tea.id,
                "uom_id": cls.case.id,
                "barcode": "16901234567891",
            }
        )
        cls.tea.barcode = "6901234567894"
        cls.pricelist = cls.create_pricelist(cls.lake_company)
        cls.pricelist.item_ids = [
            (
                0,
                0,
                {
                    "applied_on": "1_product",
                    "product_tmpl_id": product.product_tmpl_id.id,
                    "compute_price": "fixed",
                    "fixed_price": price,
                },
            )
            for product, price in ((cls.tea, 2.0), (cls.water, 1.5))
        ]
        cls.agreement.pricelist_id = cls.pricelist

    def desk_of(self, user=None):
        return self.model_as("channel.order.desk", user or self.seller)

    def search(self, text, user=None):
        found = self.desk_of(user).search_goods(self.agreement.id, text)
        return [row["product_id"] for row in found]

    def quote(self, *rows, user=None):
        answer = self.desk_of(user).quote(self.agreement.id, list(rows))
        return answer | {"rows": dict(answer["rows"])}

    def save(self, *rows, key=KEY, submit=False, user=None, head=None):
        desk = self.desk_of(user)
        return desk.save(self.agreement.id, list(rows), key, submit, head)

    def order_of(self, answer):
        return self.env["sale.order"].browse(answer["order_id"])

    def buy(self, days_ago, quantities):
        """A confirmed order of some days ago.

        :param quantities: as of ``_place_channel_order``
        """
        order = self.env["sale.order"]._place_channel_order(
            self.agreement, quantities, f"past-{self.agreement.id}-{days_ago}"
        )
        self.assertEqual(order.state, "sale")
        order.date_order = fields.Datetime.now() - timedelta(days=days_ago)
        return order
