"""A scheduled action has no language; who gets its task has one."""

from odoo import fields
from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.common import ChannelCase


@tagged("post_install", "-at_install")
class TestLotAlert(ChannelCase):
    def test_the_task_is_in_the_language_of_who_gets_it(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        tea = self.create_product(
            tracking="lot", use_expiration_date=True, is_storable=True
        )
        keeper = self.create_staff(self.company, "warehouse", lang="zh_CN")
        tea.with_company(self.company).responsible_id = keeper
        lot = self.env["stock.lot"].create(
            {
                "name": "L1",
                "product_id": tea.id,
                "company_id": self.company.id,
                "alert_date": fields.Datetime.now(),
            }
        )
        warehouse = self.env["stock.warehouse"].search(
            [("company_id", "=", self.company.id)], limit=1
        )
        self.env["stock.quant"]._update_available_quantity(
            tea, warehouse.lot_stock_id, 5, lot_id=lot
        )
        lots = self.env["stock.lot"].with_context(lang=None, tracking_disable=False)
        lots._alert_date_exceeded()
        self.assertEqual(lot.activity_ids.summary, "已到预警日期")
        self.assertIn("批次", lot.activity_ids.note)
