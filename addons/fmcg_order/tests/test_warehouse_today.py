from datetime import timedelta

from freezegun import freeze_time
from lxml import etree

from odoo import fields
from odoo.tests import tagged

from .common import OrderCase

# a Wednesday at noon in Shanghai
NOON = "2030-05-15 04:00:00"


@tagged("post_install", "-at_install")
class TestWarehouseToday(OrderCase):
    """The warehouse opens on what is to do today."""

    def setUp(self):
        super().setUp()
        self.startClassTime(NOON)
        self.lake_company.sudo().partner_id.tz = "Asia/Shanghai"

    def startClassTime(self, moment):
        frozen = freeze_time(moment)
        frozen.start()
        self.addCleanup(frozen.stop)

    def due(self):
        Picking = self.model_as("stock.picking", self.keeper)
        return Picking.search([("is_due", "=", True)])

    def preparation(self, **dates):
        picking = self.pickings_of(self.confirmed_order(), "internal")
        picking.sudo().write(dates)
        picking.invalidate_recordset()
        return picking

    def test_what_is_planned_for_today_or_before_is_due(self):
        now = fields.Datetime.now()
        today = self.preparation(scheduled_date=now + timedelta(hours=11))
        late = self.preparation(scheduled_date=now - timedelta(days=3))
        later = self.preparation(scheduled_date=now + timedelta(hours=13))
        self.assertEqual(self.due() & (today | late | later), today | late)
        self.assertTrue(today.is_due)
        self.assertFalse(later.is_due)

    def test_what_is_done_is_not_due(self):
        picking = self.preparation()
        picking.button_validate()
        self.assertNotIn(picking, self.due())

    def test_what_is_confirmed_after_the_cut_off_is_for_tomorrow(self):
        self.lake_company.shipping_cutoff = 11.5
        picking = self.preparation()
        self.assertNotIn(picking, self.due())
        self.lake_company.shipping_cutoff = 12.5
        self.assertIn(picking, self.due())
        self.lake_company.shipping_cutoff = 11.5
        # literal date: the day after that of the class
        with freeze_time("2030-05-16 00:00:00"):
            self.assertIn(picking, self.due())

    def test_it_is_the_first_page_of_the_warehouse(self):
        menu = self.env.ref("fmcg_order.menu_warehouse")
        first = menu.child_id.sorted("sequence")[:1]
        action = self.env.ref("fmcg_order.stock_picking_today_action")
        self.assertEqual(first.action, action)
        self.assertIn("search_default_due", action.context)

    def test_the_oldest_stands_first_and_references_are_whole(self):
        for xmlid in ("fmcg_order.stock_picking_view_list_today", "stock.vpicktree"):
            view = self.env["stock.picking"].get_view(self.env.ref(xmlid).id, "list")
            arch = etree.fromstring(view["arch"])
            width = arch.xpath("//field[@name='name']/@width")
            self.assertEqual(width, ["160px"], xmlid)
        today = self.env.ref("fmcg_order.stock_picking_view_list_today")
        arch = etree.fromstring(today.arch)
        self.assertEqual(arch.get("default_order"), "priority desc, scheduled_date, id")

    def test_nothing_is_called_unavailable_in_green(self):
        for view_type in ("form", "list"):
            view = self.env["stock.picking"].get_view(view_type=view_type)
            arch = etree.fromstring(view["arch"])
            for field in arch.xpath("//field[@name='products_availability']"):
                self.assertEqual(
                    field.get("decoration-success"),
                    "products_availability_state == 'available'",
                )
