from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import format_date, is_html_empty

from .common import DirectCase


@tagged("post_install", "-at_install")
class TestDirectSeen(DirectCase):
    """A tier sees its neighbours: the supplier an address, the outlet its seller."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lake_shop.partner_id.write(
            {
                "street": "Shop Street 8",
                "city": "Lakeside",
                "phone": "555 0123",
                "email": "owner@shop.example",
                "vat": "91440101MA5CL00000",
            }
        )
        cls.stock(cls.north_company, 100)

    @classmethod
    def buy_elsewhere(cls):
        """A supplier that the outlet is no part of the subtree of."""
        cls.open_enterprise(cls.hill)
        hill_company = cls.hill.company_id
        cls.create_agreement(
            hill_company, cls.lake, priority=1, delivers_to_customers=True
        )
        cls.stock(hill_company, 100)
        return hill_company

    def settle_elsewhere(self, company):
        Purchase = self.env["channel.purchase.note"]
        domain = [("order_id.company_id", "=", company.id)]
        while orders := Purchase.search(domain).order_id:
            for order in orders:
                Purchase._ask(order)
        self.settle()

    def read_paper(self, report, record, user):
        self.env.flush_all()
        self.env.invalidate_all()
        Report = self.model_as("ir.actions.report", user)
        return Report._render_qweb_html(report, record.ids)[0].decode()

    # --- the supplier ---

    def test_the_supplier_knows_where_to_and_nothing_more(self):
        Report = self.env.registry["ir.actions.report"]
        self.patch(Report, "barcode", lambda *args, **options: b"bars")
        company = self.buy_elsewhere()
        keeper = self.create_staff(company, "warehouse")
        seller = self.create_staff(company, "salesperson")
        self.order_soda()
        upstream = self.upstream_of(self.lake_company)
        self.assertEqual(upstream.company_id, company)
        shop = self.lake_shop.partner_id
        self.assertFalse(self.seen_by(keeper, shop))
        self.assertFalse(self.seen_by(keeper, self.lake_shop))
        self.ship_all(upstream)
        self.settle_elsewhere(company)
        shipment = upstream.picking_ids.filtered(
            lambda p: p.picking_type_id.code == "outgoing"
        )
        self.env.flush_all()
        self.env.invalidate_all()
        address = self.as_user(shipment, keeper).delivery_address
        self.assertIn("Shop Street 8", address)
        upstream.user_id = seller
        bill = upstream._create_invoices(final=True)
        bill.action_post()
        accountant = self.create_staff(company, "finance")
        for report, document, user in (
            ("stock.report_deliveryslip", shipment, keeper),
            ("stock.report_picking", shipment, keeper),
            ("sale.report_saleorder", upstream, seller),
            ("account.report_invoice", bill, accountant),
        ):
            with self.subTest(report):
                paper = self.read_paper(report, document, user)
                if document != bill:
                    self.assertIn("Shop Street 8", paper)
                self.assertNotIn("91440101MA5CL00000", paper)
                self.assertNotIn("owner@shop.example", paper)
        slip = self.read_paper("stock.report_deliveryslip", shipment, keeper)
        self.assertIn("On Behalf Of", slip)
        self.assertIn("Lake Wholesale", slip)
        self.assertIn("555 0123", slip)
        with self.assertRaises(AccessError):
            self.as_user(shop, keeper).read(["street"])

    def test_the_form_of_the_supplier_opens(self):
        company = self.buy_elsewhere()
        seller = self.create_staff(company, "salesperson")
        self.order_soda()
        upstream = self.upstream_of(self.lake_company)
        upstream.user_id = seller
        self.env.flush_all()
        self.env.invalidate_all()
        fields = {"partner_shipping_id": {"fields": {"display_name": {}}}}
        (values,) = self.as_user(upstream, seller).web_read(fields)
        self.assertIn("Lake Corner Shop", values["partner_shipping_id"]["display_name"])

    def test_the_address_is_the_one_that_was_promised(self):
        order = self.order_soda()
        upstream = self.upstream_of(self.lake_company)
        self.lake_shop.partner_id.street = "New Street 2"
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertIn("Shop Street 8", upstream.delivery_address)
        self.assertIn("Shop Street 8", order.sudo().delivery_address)

    def test_the_supplier_writes_no_mail_to_the_outlet(self):
        self.order_soda()
        upstream = self.upstream_of(self.lake_company)
        self.north_company.stock_move_email_validation = True
        self.ship_all(upstream)
        shipment = upstream.picking_ids.filtered(
            lambda p: p.picking_type_id.code == "outgoing" and p.state == "done"
        )
        self.assertNotIn(
            self.lake_shop.partner_id, shipment.message_ids.mapped("partner_ids")
        )

    # --- the outlet ---

    def test_the_outlet_sees_its_seller(self):
        order = self.order_soda()
        upstream = self.upstream_of(self.lake_company)
        words = order.sudo().order_line
        if hasattr(words, "_describe_supply_for_buyer"):
            day = format_date(self.env, words.promised_date)
            self.assertEqual(
                words._describe_supply_for_buyer(),
                f"5 ready to ship, 7 on the way, expected by {day}",
            )
        upstream.picking_ids.carrier_tracking_ref = "SF 42"
        self.ship_all(upstream)
        self.assertFalse(self.seen_by(self.buyer, upstream))
        self.assertFalse(self.seen_by(self.buyer, upstream.picking_ids))
        direct = self.direct_of(order)
        self.assertEqual(self.seen_by(self.buyer, direct), direct)
        number = self.warehouse_of(self.lake_company).out_type_id.sequence_id.prefix
        self.assertTrue(direct.name.startswith(number), "a delivery as all others")
        values = {
            "sale_order": order.sudo(),
            "report_type": "html",
            "is_html_empty": is_html_empty,
        }
        html = self.env["ir.qweb"]._render("sale.sale_order_portal_content", values)
        self.assertNotIn("North Trading", html)
        with self.assertRaises(AccessError):
            self.as_user(direct, self.buyer).read(["upstream_picking_id"])
        with self.assertRaises(AccessError):
            self.as_user(direct, self.buyer).read(["is_direct"])

    def test_a_waybill_that_is_known_later(self):
        order = self.order_soda()
        upstream = self.upstream_of(self.lake_company)
        self.ship_all(upstream)
        shipment = upstream.picking_ids.filtered(
            lambda p: p.picking_type_id.code == "outgoing"
        )
        shipment.carrier_tracking_ref = "SF 42"
        self.settle()
        self.assertEqual(self.direct_of(order).carrier_tracking_ref, "SF 42")

    def test_the_seller_reads_from_whom_it_comes(self):
        order = self.as_user(self.order_soda(), self.seller)
        self.assertIn("straight to the customer", order.order_line.supply)
        self.assertIn("7 from North Trading", order.order_line.supply)

    # --- when ---

    def test_what_comes_straight_waits_for_no_day_of_the_own_delivery(self):
        self.supply.transport_days = 2
        self.agreement.transport_days = 5
        order = self.order_soda()
        line = order.order_line
        today = self.lake_company._get_channel_today()
        in_two, in_five = today + timedelta(days=2), today + timedelta(days=5)
        upstream = self.upstream_of(self.lake_company)
        self.assertEqual(upstream.order_line.promised_date, in_two)
        self.assertEqual(line.promised_date, in_five, "the own part comes later")
        self.ship_all(order)
        self.lake_company._source(self.soda)
        self.assertEqual(line.promised_date, in_two)

    # --- the word that it arrived ---

    def test_the_outlets_word_travels_up(self):
        self.open_chain()
        self.stock(self.north_company, -104)
        order = self.order_soda()
        of_north = self.upstream_of(self.lake_company)
        of_brand = self.upstream_of(self.north_company)
        self.ship_all(of_brand)
        self.assertEqual(of_brand.channel_stage, "shipped")
        self.assertFalse((of_brand | of_north).receipt_ids)
        order.with_user(self.buyer).sudo()._confirm_receipt("Mr Zhang", "One is dented")
        self.settle()
        for upstream in (of_north, of_brand):
            self.assertEqual(upstream.receipt_ids.signed_by, "Mr Zhang")
            self.assertEqual(upstream.channel_stage, "received")
            self.assertNotIn("dented", upstream.receipt_ids.note)
        self.assertIn("Lake Wholesale", of_north.receipt_ids.note)
        self.settle()
        self.assertEqual(len(of_brand.receipt_ids), 1)

    # --- who allows it ---

    def test_without_the_suppliers_consent_it_comes_to_the_warehouse(self):
        self.supply.delivers_to_customers = False
        self.order_soda()
        purchase = self.purchase_of(self.lake_company)
        self.assertFalse(purchase.direct_address_id)
        upstream = self.upstream_of(self.lake_company)
        self.assertEqual(upstream.partner_shipping_id, self.lake.partner_id)

    def test_a_consent_that_was_taken_back(self):
        self.lake_company.sourcing_release = "by_hand"
        self.order_soda()
        purchase = self.purchase_of(self.lake_company)
        self.supply.delivers_to_customers = False
        with self.assertRaisesRegex(UserError, "does not deliver to your customers"):
            self.as_user(purchase, self.purchaser).button_confirm()
        self.lake_company._source(self.soda)
        self.assertFalse(self.purchase_of(self.lake_company).direct_address_id)

    def test_only_the_supplier_consents(self):
        for user in (self.purchaser, self.seller, self.keeper):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.as_user(self.supply, user).delivers_to_customers = True

    def test_nobody_sends_goods_elsewhere_by_hand(self):
        self.lake_company.sourcing_release = "by_hand"
        self.order_soda()
        purchase = self.as_user(self.purchase_of(self.lake_company), self.purchaser)
        with self.assertRaises(AccessError):
            purchase.direct_address_id = self.hill_shop.partner_id
        with self.assertRaises(AccessError):
            purchase.order_line.share_ids.given_up = 3
