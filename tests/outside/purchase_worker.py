"""A process that buys and ships between two enterprises, told what to do line by line as in
``quota_worker``."""

import time

from quota_worker import Worker as QuotaWorker

from odoo.exceptions import UserError
from odoo.fields import Command

PIECES = 10


class Worker(QuotaWorker):
    def prepare(self, purchases, minimum=0):
        """A distributor that is an enterprise, and purchases that are not handed in.

        :return: ids of the purchases
        """
        return self.request(lambda env: self._prepare(env, purchases, minimum))

    def _prepare(self, env, purchases, minimum):
        company, depot = self._find_depot(env)
        depot.agreement_ids.min_order_amount = minimum
        product = env["product.product"].create(
            {
                "name": "Cola",
                "is_storable": True,
                "list_price": 5.0,
                "taxes_id": [Command.clear()],
                "supplier_taxes_id": [Command.clear()],
            }
        )
        warehouse = env["stock.warehouse"].search([("company_id", "=", company.id)], limit=1)
        env["stock.quant"]._update_available_quantity(
            product, warehouse.lot_stock_id, PIECES * purchases
        )
        values = {
            "company_id": depot.company_id.id,
            "partner_id": company.partner_id.id,
            "order_line": [
                Command.create({"product_id": product.id, "product_qty": PIECES})
            ],
        }
        Purchase = env["purchase.order"].with_company(depot.company_id)
        return Purchase.create([dict(values) for _number in range(purchases)]).ids

    def _find_depot(self, env):
        """:return: the seller's company, and the node of an enterprise that buys from it"""
        company = env.ref("base.main_company")
        company._ensure_channel_node()
        Node = env["channel.node"]
        depot = Node.search([("name", "=", "Racing Depot")])
        if not depot:
            depot = Node.create(
                {
                    "name": "Racing Depot",
                    "tier_id": env.ref("fmcg_channel.tier_city").id,
                    "parent_id": company.channel_node_id.id,
                }
            )
            dialog = env["channel.enterprise.open"].create(
                {
                    "node_id": depot.id,
                    "country_id": env.ref("base.cn").id,
                    "admin_name": "Boss",
                    "admin_login": "racing-boss@test.example",
                }
            )
            dialog._open(password="a-Secret-1")
            env["channel.agreement"].create(
                {"company_id": company.id, "node_id": depot.id, "date_start": False}
            ).action_activate()
        return company, depot

    def hand_in(self, purchase_id):
        """:return: id of the supplier's order"""

        def hand_in(env):
            purchase = self._purchase(env, purchase_id)
            purchase.button_confirm()
            return purchase.upstream_order_id.id

        return self.request(hand_in)

    def hand_in_and_hang(self, purchase_id):
        """Hand in, say so before the commit, and never come back."""

        def hang(env):
            self._purchase(env, purchase_id).button_confirm()
            env.flush_all()
            self.answer("hanging")
            time.sleep(600)

        self.request(hang)

    def withdraw(self, purchase_id):
        """:return: ``withdrawn``, or why it was refused"""

        def withdraw(env):
            self._purchase(env, purchase_id).action_withdraw()

        try:
            self.request(withdraw)
        except UserError as error:
            return str(error)
        return "withdrawn"

    def _purchase(self, env, id_):
        purchase = env["purchase.order"].browse(id_)
        return purchase.with_company(purchase.company_id)

    def follow(self, order_id):
        """What the scheduled action does for one order."""

        def follow(env):
            env["channel.purchase.note"]._ask(env["sale.order"].browse(order_id))

        self.request(follow)
        return "followed"

    def follow_and_hang(self, order_id):
        def hang(env):
            env["channel.purchase.note"]._ask(env["sale.order"].browse(order_id))
            self.answer("hanging")
            time.sleep(600)

        self.request(hang)

    def ship(self, order_id):
        """The supplier's warehouse ships all that is ordered."""

        def ship(env):
            order = env["sale.order"].browse(order_id)
            for picking in order.picking_ids.filtered(lambda p: p.state == "assigned"):
                picking.button_validate()

        self.request(ship)
        self.request(ship)  # where preparation is a step of its own
        return "shipped"

    def receive(self, purchase_id):
        """The buyer's warehouse takes in what stands ready.

        :return: how many transfers it took in
        """

        def receive(env):
            purchase = self._purchase(env, purchase_id)
            ready = purchase.picking_ids.filtered(lambda p: p.state == "assigned")
            for picking in ready:
                picking.button_validate()
            return len(ready)

        return self.request(receive)

    def audit(self, purchase_id):
        """:return: state, stage at the supplier, the supplier's orders for it, receipts by
        state, pieces received, and notes that are left"""

        def audit(env):
            purchase = self._purchase(env, purchase_id)
            orders = env["sale.order"].search([("client_order_ref", "=", purchase.name)])
            orders_open = orders.filtered(lambda order: order.state != "cancel")
            return {
                "state": purchase.state,
                "stage": purchase.channel_stage,
                "orders": len(orders_open),
                "receipts": sorted(purchase.picking_ids.mapped("state")),
                "received": purchase.order_line.qty_received,
                "told": len(orders_open.receipt_ids),
                "notes": env["channel.purchase.note"].search_count(
                    [("order_id", "in", orders.ids)]
                ),
            }

        return self.request(audit)
