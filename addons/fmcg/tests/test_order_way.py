"""The main job, walked in a browser by the people who do it."""

from odoo.tests import HttpCase, tagged

from odoo.addons.fmcg_order.tests.common import OrderCase

PASSWORD = "a-Secret-1"


@tagged("post_install", "-at_install")
class TestOrderWay(OrderCase, HttpCase):
    takes_long = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # as the tours type them; other goods in the database may be called alike
        cls.tea.name, cls.water.name = "Way Tea", "Way Water"
        for product in cls.tea + cls.water:
            cls.put_in_stock(cls.north.company_id, product, 1000)

    def set_up_seller(self, seller, buyer):
        """Staff of ``seller`` with passwords, a portal user of ``buyer``."""
        company = seller.company_id
        company.order_approval_limit = 10
        self.logins = {
            role: self.create_staff(
                company, role, login=f"{role}-way", password=PASSWORD, lang="en_US"
            ).login
            for role in (
                "enterprise_admin",
                "salesperson",
                "warehouse",
                "finance",
                "customer_service",
            )
        }
        clerk = self.create_portal_user(buyer, login="portal-way")
        clerk.write({"password": PASSWORD, "lang": "en_US"})
        agreement = self.agreement_of(buyer)
        agreement.user_id = self.env["res.users"].search(
            [("login", "=", self.logins["salesperson"])]
        )
        agreement.carrier_id = self.create_carrier(company)

    def create_carrier(self, company):
        freight = self.create_product(
            f"Freight of {company.name}", type="service", is_storable=False
        )
        return self.env["delivery.carrier"].create(
            {
                "name": "Own lorry",
                "product_id": freight.id,
                "delivery_type": "fixed",
                "company_id": company.id,
                "tracking_url": "https://example.com/t/<shipmenttrackingnumber>",
            }
        )

    def walk(self, role, url, tour):
        self.start_tour(url, tour, login=self.logins.get(role, role), timeout=120)
        self.env.invalidate_all()

    def open_transfer(self, order, code):
        picking = order.picking_ids.filtered(
            lambda p: p.picking_type_id.code == code and p.state != "done"
        )
        return f"/odoo/action-stock.action_picking_tree_all/{picking.id}"

    def order_url(self, order):
        return f"/odoo/action-fmcg_order.channel_order_action/{order.id}"

    def walk_the_way(self, seller, buyer):
        self.set_up_seller(seller, buyer)
        tour = f"fmcg_enter_order_{buyer.name.replace(' ', '_').lower()}"
        self.walk("salesperson", "/odoo/action-fmcg_order.channel_order_action", tour)
        order = self.env["sale.order"].search(
            [("buyer_node_id", "=", buyer.id), ("seller_node_id", "=", seller.id)]
        )
        self.assertEqual(len(order), 1)
        self.assertEqual(order.channel_stage, "submitted")

        self.walk(
            "enterprise_admin",
            "/odoo/action-fmcg_approval.order_to_approve_action",
            "fmcg_approve_order",
        )
        self.assertEqual(order.channel_stage, "confirmed")

        self.walk("warehouse", self.open_transfer(order, "internal"), "fmcg_prepare")
        self.assertEqual(order.channel_stage, "ready")
        self.walk("warehouse", self.open_transfer(order, "outgoing"), "fmcg_ship")
        self.assertEqual(order.channel_stage, "shipped")

        self.walk("portal-way", f"/my/orders/{order.id}", "fmcg_confirm_receipt")
        self.assertEqual(order.channel_stage, "received")
        self.assertEqual(order.receipt_ids.signed_by, "Mr Zhang")

        self.walk("finance", self.order_url(order), "fmcg_invoice_and_pay")
        self.assertEqual(order.channel_stage, "settled")

        self.take_return(order)
        self.assertEqual(order.channel_stage, "received")
        self.walk("finance", self.order_url(order), "fmcg_invoice_and_pay")
        refund = order.invoice_ids.filtered(lambda m: m.move_type == "out_refund")
        self.assertEqual(refund.state, "posted")
        self.assertEqual(order.channel_stage, "settled")
        self.assertEqual(order.channel_progress[-1]["state"], "done")

    def take_return(self, order):
        (shipped,) = order.picking_ids.filtered(
            lambda p: p.picking_type_id.code == "outgoing"
        )
        url = "/odoo/action-stock.action_picking_tree_all/"
        if not order.buyer_node_id.company_id:
            self.walk("customer_service", f"{url}{shipped.id}", "fmcg_take_return")
            return
        self.work_off_ready(order)  # what was shipped
        self.walk("customer_service", f"{url}{shipped.id}", "fmcg_ask_return")
        self.work_off_ready(order)  # what is asked back
        self.walk(
            "warehouse", f"{url}{order._get_return_pickings().id}", "fmcg_take_in"
        )

    def work_off_ready(self, order):
        """The buyer's warehouse takes in, or sends back, what stands ready."""
        Note = self.env["channel.purchase.note"]
        Note._ask(order)
        transfers = order.purchase_ids.picking_ids
        for transfer in transfers.filtered(lambda one: one.state == "assigned"):
            transfer.with_company(transfer.company_id).button_validate()
        Note._ask(order)

    def test_outlet_buys_from_city_distributor(self):
        self.walk_the_way(self.lake, self.lake_shop)

    def test_city_distributor_buys_from_province(self):
        self.walk_the_way(self.north, self.lake)
