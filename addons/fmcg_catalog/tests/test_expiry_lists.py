from lxml import etree

from odoo.tests import tagged

from odoo.addons.fmcg_order.tests.common import OrderCase


@tagged("post_install", "-at_install")
class TestExpiryLists(OrderCase):
    """The warehouse reads when goods expire."""

    def test_expiry_is_visible_in_lots_and_stock(self):
        lists = {
            "stock.lot": ("stock.view_production_lot_tree",),
            "stock.quant": (
                "stock.view_stock_quant_tree",
                "stock.view_stock_quant_tree_editable",
                "stock.view_stock_quant_tree_inventory_editable",
            ),
        }
        for model, xmlids in lists.items():
            for xmlid in xmlids:
                Model = self.model_as(model, self.keeper)
                view = Model.get_view(self.env.ref(xmlid).id, "list")
                (field,) = etree.fromstring(view["arch"]).xpath(
                    "//field[@name='expiration_date']"
                )
                self.assertEqual(field.get("optional"), "show", xmlid)
                self.assertIn(
                    field.get("column_invisible"), (None, "False", "0"), xmlid
                )
