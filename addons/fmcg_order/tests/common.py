from odoo.fields import Command

from odoo.addons.fmcg_channel.tests.common import EnterpriseCase


class OrderCase(EnterpriseCase):
    """One city distributor with a shop, its staff and goods in stock."""

    shared_world = True
    open_enterprises = ("north", "lake")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lake_company = cls.lake.company_id
        cls.seller = cls.create_staff(cls.lake_company, "salesperson")
        cls.keeper = cls.create_staff(cls.lake_company, "warehouse")
        cls.accountant = cls.create_staff(cls.lake_company, "finance")
        cls.service = cls.create_staff(cls.lake_company, "customer_service")
        cls.buyer = cls.create_portal_user(cls.lake_shop)
        cls.agreement = cls.agreement_of(cls.lake_shop)
        cls.agreement.user_id = cls.seller
        cls.tea = cls.create_product("Tea", invoice_policy="delivery")
        cls.water = cls.create_product("Water", invoice_policy="delivery")
        for product in cls.tea + cls.water:
            cls.put_in_stock(cls.lake_company, product, 1000)

    def enter_order(self, user=None, quantity=10, partner=None):
        """A draft of two lines, entered by the salesperson; 18.00 for each piece pair."""
        lines = [
            Command.create(
                {
                    "product_id": product.id,
                    "product_uom_qty": quantity,
                    "price_unit": price,
                }
            )
            for product, price in ((self.tea, 10.0), (self.water, 8.0))
        ]
        return self.model_as("sale.order", user or self.seller).create(
            {"partner_id": (partner or self.lake_shop.partner_id).id, "order_line": lines}
        )

    def confirmed_order(self, **values):
        order = self.enter_order(**values)
        order.action_submit()
        return order

    def pickings_of(self, order, code):
        """Open transfers of the order, as the warehouse sees them."""
        pickings = order.sudo().picking_ids.filtered(
            lambda p: p.picking_type_id.code == code and p.state not in ("done", "cancel")
        )
        return self.as_user(self.env["stock.picking"].browse(pickings.ids), self.keeper)

    def prepare(self, order):
        self.pickings_of(order, "internal").button_validate()

    def ship(self, order):
        self.prepare(order)
        self.pickings_of(order, "outgoing").button_validate()

    def ship_part(self, order, quantity=4):
        """Ship ``quantity`` of the first product now, the rest of it later."""
        self.prepare(order)
        delivery = self.pickings_of(order, "outgoing")
        delivery.move_ids[0].quantity = quantity
        delivery.with_context(skip_backorder=True).button_validate()
        return delivery

    def invoice(self, order):
        """Invoice what was delivered, as finance; returns the posted document."""
        move = self.as_user(order, self.accountant)._create_invoices(final=True)
        move.action_post()
        return move

    def pay(self, move):
        self.model_as("account.payment.register", self.accountant).with_context(
            active_model="account.move", active_ids=move.ids
        ).create({})._create_payments()

    def settled_order(self):
        order = self.confirmed_order()
        self.ship(order)
        order._confirm_receipt("Mr Zhang")
        self.pay(self.invoice(order))
        return order

    def take_back(self, order, quantity):
        """Customer service takes ``quantity`` of the first product back."""
        shipped = order.sudo().picking_ids.filtered(
            lambda p: p.picking_type_id.code == "outgoing"
        )
        wizard = self.model_as("stock.return.picking", self.service)
        wizard = wizard.with_context(
            active_model="stock.picking", active_id=shipped.id, active_ids=shipped.ids
        ).create({})
        wizard.product_return_moves[0].quantity = quantity
        action = wizard.action_create_returns()
        return self.model_as("stock.picking", self.service).browse(action["res_id"])

    def get_notes(self):
        """Those about orders of this seller; the database may hold others."""
        return self.env["channel.gate.note"].search(
            [("order_id.company_id", "=", self.lake_company.id)]
        )

    def ask_noted(self):
        """What the scheduled action does, without its commits."""
        Note = self.env["channel.gate.note"]
        orders = self.get_notes().order_id.sorted(lambda o: (o.submitted_date, o.id))
        for order in orders:
            Note._ask(order)
        return orders
