from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tests.common import freeze_time

from odoo.addons.fmcg_channel.quantities import to_quantity

from ..engine import otif
from .common import SourcingCase


@tagged("post_install", "-at_install")
class TestOtif(SourcingCase):
    """What was promised against what arrived, for who sells and for who buys."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement.transport_days = 1
        cls.supply.transport_days = 2
        cls.brand_supply.transport_days = 3
        (cls.agreement + cls.supply + cls.brand_supply).date_start = False
        start = cls.lake_company._channel_day_start(cls.lake_company._get_channel_today())
        cls.morning = start + timedelta(hours=10)

    def on_day(self, shift):
        """The report counts days by the database's own clock, which does not stand still:
        what happens is in the past."""
        return freeze_time(self.morning + timedelta(days=shift))

    def promise(self, quantity, shift=-10):
        """The shop's order, promised for the next day."""
        with self.on_day(shift):
            return self.order_soda(quantity)

    def ship(self, order, shift, quantity=None):
        with self.on_day(shift):
            self.prepare(order)
            picking = order.sudo().picking_ids.filtered(
                lambda p: p.picking_type_id.code == "outgoing"
                and p.state not in ("done", "cancel")
            )
            if quantity is not None:
                picking.move_ids.quantity = quantity
            picking.with_context(skip_backorder=True).button_validate()
            self.settle()

    def prepare(self, order):
        for picking in order.sudo().picking_ids.filtered(
            lambda p: p.picking_type_id.code == "internal" and p.state not in ("done", "cancel")
        ):
            picking.with_context(skip_backorder=True).button_validate()

    def row(self, order):
        return self.env["channel.otif"].search([("id", "in", order.order_line.ids)])

    def marks(self, order):
        row = self.row(order)
        return row.on_time, row.in_full, row.otif

    def test_on_time_and_in_full(self):
        order = self.promise(5)
        self.ship(order, -10)
        self.assertEqual(self.marks(order), (1, 1, 1))
        row = self.row(order)
        self.assertEqual((row.promised, row.arrived, row.days_late), (5, 5, 0))
        self.assertEqual(row.partner_id, self.lake_shop.partner_id)

    def test_in_full_and_late(self):
        order = self.promise(5)
        self.ship(order, -7)
        self.assertEqual(self.marks(order), (0, 1, 0))
        self.assertEqual(self.row(order).days_late, 3)

    def test_on_time_and_short(self):
        order = self.promise(5)
        self.ship(order, -10, 3)
        self.assertEqual(self.marks(order), (1, 0, 0))
        self.assertEqual(self.row(order).arrived, 3)

    def test_nothing_came(self):
        order = self.promise(5)
        self.assertEqual(self.marks(order), (0, 0, 0))
        self.assertEqual(self.row(order).days_late, 9)

    def test_what_is_not_due_is_not_counted(self):
        order = self.promise(5, 0)
        self.ship(order, 0)
        self.assertFalse(self.row(order))

    def test_the_customers_word_says_when_it_came(self):
        order = self.promise(5)
        self.ship(order, -10)
        with self.on_day(-6):
            order._confirm_receipt("Boss")
        receipt = order.receipt_ids
        self.env.cr.execute(
            "UPDATE channel_receipt SET date = %s WHERE id = %s",
            (self.morning - timedelta(days=6), receipt.id),
        )
        self.assertEqual(self.marks(order), (0, 1, 0))

    def test_as_the_engine_says(self):
        orders = [self.promise(quantity, -10 - quantity) for quantity in (1, 1, 1, 1, 1)]
        self.ship(orders[0], -11)
        self.ship(orders[1], -8)
        self.ship(orders[3], -11)
        lines = self.env["sale.order.line"].union(*(order.order_line for order in orders))
        promised = [
            otif.Promised(
                line.id,
                line.order_id.id,
                to_quantity(line.product_uom_qty),
                line.first_promised_date,
            )
            for line in lines
        ]
        delivered = [
            otif.Delivered(
                move.sale_line_id.id,
                to_quantity(move.quantity),
                self.lake_company._get_channel_day(move.date) + timedelta(days=1),
            )
            for move in lines.move_ids
            if move.state == "done" and move.picking_type_id.code == "outgoing"
        ]
        today = self.lake_company._get_channel_today()
        score = otif.measure(promised, delivered, today).lines
        (found,) = self.env["channel.otif"]._read_group(
            [("id", "in", lines.ids)],
            [],
            ["due:sum", "on_time:avg", "in_full:avg", "otif:avg"],
        )
        self.assertEqual(found[0], score.due)
        for name, share in zip(("on_time", "in_full", "otif"), found[1:], strict=True):
            self.assertAlmostEqual(share, float(score.share(name)))

    # --- who sees what ---

    def test_who_sells_sees_customers_and_who_buys_suppliers(self):
        with self.on_day(-20):
            order = self.order_soda(12)
        purchase = self.purchases_of(self.lake_company)
        sold, bought = self.row(order), self.row(self.order_of(purchase))
        of_north = self.row(self.order_of(self.purchases_of(self.north_company)))
        self.assertEqual((len(sold), len(bought), len(of_north)), (1, 1, 1))
        everything = sold | bought | of_north
        for user in (self.seller, self.service):
            self.assertEqual(self.seen_by(user, everything), sold)
        self.assertEqual(self.seen_by(self.purchaser, everything), bought)
        self.assertEqual(self.seen_by(self.north_seller, everything), bought)
        of_province = self.create_purchaser(self.north_company)
        self.assertEqual(self.seen_by(of_province, everything), of_north)
        self.assertEqual(self.seen_by(self.admin_of_lake(), everything), sold | bought)
        for user in (self.keeper, self.accountant):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.model_as("channel.otif", user).search([])
        with self.assertRaises(AccessError):
            self.as_user(sold, self.seller).otif = 1

    def admin_of_lake(self):
        return self.create_staff(self.lake_company, "enterprise_admin")

    def test_screens_open_for_both(self):
        self.promise(5)
        for user in (self.seller, self.purchaser):
            Report = self.model_as("channel.otif", user)
            shown = {"otif": {}, "seller_id": {"fields": {"display_name": {}}}}
            Report.web_search_read([], shown)
            Report.formatted_read_group(
                [], ["seller_id", "promised_day:month"], ["due:sum", "otif:avg"]
            )
