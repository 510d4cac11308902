from odoo.addons.fmcg_purchase.tests.common import PurchaseCase


class SourcingCase(PurchaseCase):
    """Shop, city (lake), province (north) and brand; each orders from the next what it
    lacks."""

    shared_world = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.brand_supply = cls.agreement_of(cls.north)
        cls.chain = cls.lake_company + cls.north_company
        cls.chain.sourcing_release = "at_once"
        for company in cls.chain:
            cls.env["channel.sourcing.rule"].create({"company_id": company.id})
        cls.soda = cls.create_product("Soda", list_price=5.0, invoice_policy="delivery")
        brand_warehouse = cls.warehouse_of(cls.company)
        if not brand_warehouse:
            brand_warehouse = cls.env["stock.warehouse"].create(
                {"name": "Brand", "code": "BRAND", "company_id": cls.company.id}
            )
        brand_warehouse.delivery_steps = "pick_ship"
        cls.stock(cls.company, 1000)
        cls.stock(cls.north_company, 4)
        cls.stock(cls.lake_company, 5)

    @classmethod
    def stock(cls, company, quantity, product=None):
        return cls.put_in_stock(company, product or cls.soda, quantity)

    def hold_at_supplier(self):
        """The province confirms nothing by itself; it is not the buyer who can cure that."""
        reason = self.env.ref("fmcg_order.gate_reason_below_minimum")
        reason.sudo().buyer_cures = False
        self.supply.min_order_amount = 1000

    def order_soda(self, quantity=12, **values):
        """The shop's order, confirmed, and all that follows from it."""
        order = self.model_as("sale.order", self.seller).create(
            {
                "partner_id": self.lake_shop.partner_id.id,
                "order_line": [
                    (0, 0, {"product_id": self.soda.id, "product_uom_qty": quantity})
                ],
                **values,
            }
        )
        order.action_submit()
        self.settle()
        return order

    def settle(self):
        """What the scheduled actions do, until there is nothing more to do."""
        Sourcing = self.env["channel.sourcing.note"]
        Purchase = self.env["channel.purchase.note"]
        companies = self.lake_company + self.north_company + self.company
        for _round in range(20):
            noted = Sourcing.search([("company_id", "in", companies.ids)]).company_id
            orders = Purchase.search([("order_id.company_id", "in", companies.ids)]).order_id
            if not noted and not orders:
                return
            for company in noted:
                Sourcing._ask(company)
            for order in orders:
                Purchase._ask(order)
        self.fail("the chain does not come to rest")

    def follow(self):
        self.settle()

    def purchases_of(self, company):
        return self.env["purchase.order"].search(
            [("company_id", "=", company.id), ("is_sourced", "=", True)], order="id"
        )

    def ship_all(self, order):
        """The seller's warehouse prepares and ships what is there, as superuser."""
        order = order.sudo()
        for code in ("internal", "outgoing"):
            for picking in order.picking_ids.filtered(
                lambda p, code=code: p.picking_type_id.code == code
                and p.state not in ("done", "cancel")
                and any(p.move_ids.mapped("quantity"))
            ):
                picking.with_context(skip_backorder=True).button_validate()
        self.settle()

    def receive_all(self, company):
        """The warehouse takes in what stands ready."""
        ready = self.env["stock.picking"].search(
            [
                ("company_id", "=", company.id),
                ("upstream_picking_id", "!=", False),
                ("state", "=", "assigned"),
            ]
        )
        for picking in ready:
            picking.with_company(company).button_validate()
        self.settle()
        return ready

    def reserved(self, order):
        moves = order.sudo().order_line.move_ids.filtered(
            lambda move: move.state not in ("done", "cancel")
        )
        return sum(moves.mapped("quantity"))
