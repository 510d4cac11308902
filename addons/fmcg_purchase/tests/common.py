from odoo.fields import Command

from odoo.addons.fmcg_order.tests.common import OrderCase


class PurchaseCase(OrderCase):
    """The city distributor (lake) buys from the province (north), which has the goods."""

    shared_world = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.north_company = cls.north.company_id
        cls.supply = cls.agreement_of(cls.lake)
        cls.north_keeper = cls.create_staff(cls.north_company, "warehouse")
        cls.north_seller = cls.create_staff(cls.north_company, "salesperson")
        cls.north_accountant = cls.create_staff(cls.north_company, "finance")
        cls.supply.user_id = cls.north_seller
        cls.purchaser = cls.create_purchaser(cls.lake_company)
        cls.cola = cls.create_product(
            "Cola", list_price=5.0, invoice_policy="delivery", purchase_method="receive"
        )
        cls.cola.tracking = "lot"
        cls.juice = cls.create_product("Juice", list_price=7.0, invoice_policy="delivery")
        cls.lots = cls.env["stock.lot"].create(
            [{"name": name, "product_id": cls.cola.id} for name in ("L-1", "L-2")]
        )
        cls.stock_lots(cls.north_company, zip(cls.lots, (30, 500), strict=True))
        cls.put_in_stock(cls.north_company, cls.juice, 1000)

    @classmethod
    def create_purchaser(cls, company):
        role = cls.env.ref("fmcg_purchase.role_purchaser")
        return cls.env["res.users"]._create_channel_staff(
            company, f"Purchaser of {company.name}", f"buy-{company.id}@test.example", role
        ).with_env(cls.env)

    @classmethod
    def stock_lots(cls, company, lots):
        """:param lots: pairs of ``stock.lot`` and quantity"""
        warehouse = cls.warehouse_of(company)
        for lot, quantity in lots:
            cls.env["stock.quant"]._update_available_quantity(
                lot.product_id, warehouse.lot_stock_id, quantity, lot_id=lot
            )

    @classmethod
    def warehouse_of(cls, company):
        return cls.env["stock.warehouse"].search([("company_id", "=", company.id)], limit=1)

    # --- what people do ---

    def ask(self, goods, user=None, **values):
        """A purchase in the buyer's books that has not been handed in.

        :param goods: dict from product to quantity
        """
        purchase = self.model_as("purchase.order", user or self.purchaser).create(
            {
                "partner_id": self.north.partner_id.id,
                "order_line": [
                    Command.create({"product_id": product.id, "product_qty": quantity})
                    for product, quantity in goods.items()
                ],
                **values,
            }
        )
        # what others have read is no secret of the user's any more
        self.env.flush_all()
        self.env.invalidate_all()
        return purchase

    def buy(self, goods, **values):
        """A purchase that the supplier has confirmed."""
        purchase = self.ask(goods, **values)
        purchase.button_confirm()
        self.follow()
        return purchase

    def order_of(self, purchase):
        return purchase.sudo().upstream_order_id

    def follow(self):
        """What the scheduled action does, without its commits; over all tiers."""
        Note = self.env["channel.purchase.note"]
        companies = (self.lake_company + self.north_company + self.company).ids
        domain = [("order_id.company_id", "in", companies)]
        while orders := Note.search(domain).order_id:
            for order in orders:
                Note._ask(order)

    def ship_upstream(self, purchase, quantities=None, backorder=True):
        """The supplier's warehouse ships: all, or the quantities of some products.

        :return: the shipment
        """
        order = self.order_of(purchase)
        self.prepare_upstream(order)
        delivery = self.open_of(order, "outgoing")
        for move in delivery.move_ids:
            if quantities is not None:
                move.quantity = quantities.get(move.product_id, 0)
        context = {"skip_backorder": True}
        if not backorder:
            context["picking_ids_not_to_backorder"] = delivery.ids
        delivery.with_context(**context).button_validate()
        self.assertEqual(delivery.state, "done")
        self.follow()
        return delivery.sudo()

    def prepare_upstream(self, order):
        for picking in self.open_of(order, "internal"):
            if any(picking.move_ids.mapped("quantity")):
                picking.with_context(skip_backorder=True).button_validate()

    def open_of(self, order, code):
        pickings = order.sudo().picking_ids.filtered(
            lambda p: p.picking_type_id.code == code and p.state not in ("done", "cancel")
        )
        return self.as_user(
            self.env["stock.picking"].browse(pickings.ids), self.north_keeper
        )

    def receipts_of(self, purchase, shipment=None):
        """Open receipts as the buyer's warehouse sees them: of a shipment, or of what has
        not left yet."""
        found = purchase.sudo().picking_ids.filtered(
            lambda p: p.state not in ("done", "cancel")
            and p.picking_type_id.code == "incoming"
            and p.upstream_picking_id == (shipment or self.env["stock.picking"])
        )
        return self.as_user(self.env["stock.picking"].browse(found.ids), self.keeper)

    def receive(self, purchase, shipment, quantities=None, backorder=False):
        receipt = self.receipts_of(purchase, shipment)
        for move in receipt.move_ids:
            if quantities is not None and move.product_id in quantities:
                move.quantity = quantities[move.product_id]
        context = {"skip_backorder": True}
        if not backorder:
            context["picking_ids_not_to_backorder"] = receipt.ids
        receipt.with_context(**context).button_validate()
        self.assertEqual(receipt.state, "done")
        self.follow()
        return receipt.sudo()

    # --- what there is ---

    def on_hand(self, company, product, lot=None):
        quants = self.env["stock.quant"].search(
            [
                ("product_id", "=", product.id),
                ("location_id", "child_of", self.warehouse_of(company).view_location_id.id),
            ]
        )
        if lot:
            quants = quants.filtered(lambda quant: quant.lot_id == lot)
        return sum(quants.mapped("quantity"))

    def in_transit(self, product):
        transit = self.env.ref("stock.stock_location_inter_company")
        quants = self.env["stock.quant"].search(
            [("product_id", "=", product.id), ("location_id", "=", transit.id)]
        )
        return sum(quants.mapped("quantity"))
