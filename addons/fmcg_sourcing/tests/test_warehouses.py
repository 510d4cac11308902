from odoo.fields import Command
from odoo.tests import tagged

from .common import SourcingCase


@tagged("post_install", "-at_install")
class TestWarehouses(SourcingCase):
    """A seller with several warehouses: the one of the agreement, else by territory, else
    fewest splits."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls.warehouse_of(cls.lake_company)
        cls.second = cls.env["stock.warehouse"].create(
            {"name": "Second", "code": "LAKE2", "company_id": cls.lake_company.id}
        )
        cls.agreement = cls.agreement_of(cls.lake_shop)
        Territory = cls.env["channel.territory"]
        cls.city = Territory.create({"name": "Lake City", "code": "TLC"})
        cls.quarter = Territory.create(
            {"name": "Harbour", "code": "TLH", "parent_id": cls.city.id}
        )
        cls.lake_shop.territory_id = cls.quarter
        cls.agreement.territory_id = cls.quarter

    def create_order(self, quantity=3, **values):
        return self.model_as("sale.order", self.seller).create(
            {
                "partner_id": self.lake_shop.partner_id.id,
                "order_line": [
                    Command.create(
                        {"product_id": self.soda.id, "product_uom_qty": quantity}
                    )
                ],
                **values,
            }
        )

    def submitted(self, **values):
        order = self.create_order(**values)
        order.action_submit()
        return order.sudo().warehouse_id

    def put(self, warehouse, quantity, product=None):
        self.env["stock.quant"]._update_available_quantity(
            product or self.soda, warehouse.lot_stock_id, quantity
        )

    def test_the_agreement_s_goes_before_all(self):
        self.agreement.warehouse_id = self.second
        self.first.channel_territory_ids = self.quarter
        self.assertEqual(self.submitted(), self.second)

    def test_else_the_one_of_the_territory(self):
        self.second.channel_territory_ids = self.city
        self.assertEqual(self.create_order().sudo().warehouse_id, self.second)
        self.assertEqual(self.submitted(quantity=5), self.second, "whatever lies there")

    def test_the_closest_territory_goes_first(self):
        self.first.channel_territory_ids = self.city
        self.second.channel_territory_ids = self.quarter
        self.assertEqual(self.submitted(), self.second)

    def test_a_territory_elsewhere_counts_for_nothing(self):
        self.second.channel_territory_ids = self.env["channel.territory"].create(
            {"name": "Far Away", "code": "TFA"}
        )
        self.assertEqual(self.create_order().sudo().warehouse_id, self.first)

    def test_else_the_one_with_the_fewest_splits(self):
        self.put(self.second, 20)
        self.assertEqual(self.create_order(quantity=8).sudo().warehouse_id, self.first)
        self.assertEqual(self.submitted(quantity=8), self.second, "5 in the first, 20 here")

    def test_of_two_alike_the_usual_one(self):
        self.put(self.second, 20)
        self.assertEqual(self.submitted(quantity=5), self.first)

    def test_what_a_person_chose_stays(self):
        self.first.channel_territory_ids = self.quarter
        chosen = self.submitted(quantity=5, warehouse_id=self.second.id)
        self.assertEqual(chosen, self.second)

    def test_what_a_person_chose_stays_where_the_other_has_more(self):
        third = self.env["stock.warehouse"].create(
            {"name": "Third", "code": "LAKE3", "company_id": self.lake_company.id}
        )
        self.put(self.second, 20)
        self.assertEqual(self.submitted(quantity=8, warehouse_id=third.id), third)

    def test_warehouses_of_other_sellers_are_not_asked(self):
        self.put(self.warehouse_of(self.north_company), 50)
        self.assertEqual(self.submitted(quantity=40), self.first)
