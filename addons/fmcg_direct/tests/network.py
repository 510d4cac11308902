from odoo.exceptions import UserError

STEPS = 16


class NetworkWalk:
    """Random orders, shipments, cancellations and repeated notes in a chain of three sellers:
    after every step goods are where they are once, and everything ordered is accounted for."""

    def walk(self, chance):
        orders = []
        total = self.everywhere()
        for _step in range(STEPS):
            act = chance.choice(
                (self.enter, self.enter, self.ship, self.ship, self.receive, self.receive)
                + (self.cancel, self.repeat)
            )
            act(orders, chance)
            self.settle()
            self.check(orders, total)
        self.finish(orders)
        self.check(orders, total)
        for order in orders:
            if order.state == "sale":
                self.assertEqual(order.order_line.qty_delivered, self.wanted(order))

    def wanted(self, order):
        return order.order_line.product_uom_qty

    # --- what happens ---

    def enter(self, orders, chance):
        orders.append(self.order_soda(chance.choice((1, 3, 8, 20))))

    def ship(self, orders, chance):
        """Somebody in the chain ships what is there of one order."""
        open_orders = [order for order in self.all_orders(orders) if order.state == "sale"]
        if open_orders:
            self.ship_all(chance.choice(open_orders))

    def receive(self, _orders, chance):
        self.receive_all(chance.choice(self.chain))

    def cancel(self, orders, chance):
        order = chance.choice(orders) if orders else None
        if order and not order.order_line.qty_delivered:
            try:
                with self.env.cr.savepoint():
                    order.sudo()._action_cancel()
            except UserError:
                return  # it was shipped in the meantime

    def repeat(self, _orders, _chance):
        for company in self.chain:
            company._source(self.soda)
        for purchase in self.purchases_of(self.lake_company):
            self.order_of(purchase)._ask_purchase("again")

    def finish(self, orders):
        """The warehouses work until nothing is left to do."""
        for _round in range(8):
            for order in self.all_orders(orders):
                if order.state == "sale":
                    self.ship_all(order)
            for company in self.chain:
                self.receive_all(company)

    def all_orders(self, orders):
        found = self.env["sale.order"].union(*orders)
        for company in self.chain:
            found |= self.purchases_of(company).sudo().upstream_order_id
        return list(found)

    # --- what holds ---

    def everywhere(self):
        delivered = sum(
            line.qty_delivered
            for line in self.env["sale.order.line"].search(
                [
                    ("product_id", "=", self.soda.id),
                    ("company_id", "=", self.lake_company.id),
                ]
            )
        )
        companies = self.chain + self.company
        return (
            sum(self.on_hand(company, self.soda) for company in companies)
            + self.in_transit(self.soda)
            + delivered
        )

    def check(self, orders, total):
        self.assertEqual(self.everywhere(), total, "goods in, goods out, and stock")
        for company in self.chain + self.company:
            self.check_free(company)
        for order in orders:
            if order.state == "sale":
                self.check_promised(order)
        for company in self.chain:
            for purchase in self.purchases_of(company):
                self.check_hop(purchase)

    def check_free(self, company):
        quants = self.env["stock.quant"].search(
            [
                ("product_id", "=", self.soda.id),
                ("company_id", "=", company.id),
                ("location_id.usage", "=", "internal"),
            ]
        )
        for quant in quants:
            self.assertGreaterEqual(quant.quantity, quant.reserved_quantity)

    def check_promised(self, order):
        """Each line is delivered, there, or asked for."""
        line = order.order_line
        moves = line.move_ids.filtered(
            lambda move: move.state not in ("done", "cancel")
            and move.picking_code in ("internal", "outgoing")
        )
        self.assertEqual(
            line.qty_delivered + sum(moves.mapped("product_qty")), line.product_uom_qty
        )
        self.assertNotIn("not ordered yet", line.supply or "")

    def check_hop(self, purchase):
        order = purchase.sudo().upstream_order_id
        if order:
            self.assertEqual(
                sum(purchase.order_line.mapped("product_qty")),
                sum(order.order_line.mapped("product_uom_qty")),
            )
            self.assertEqual(purchase.state == "cancel", order.state == "cancel")
