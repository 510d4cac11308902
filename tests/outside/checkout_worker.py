"""A process whose buyer orders from two sellers in one go, told what to do line by line as in
``purchase_worker``."""

import time

from purchase_worker import Worker as PurchaseWorker

from odoo.exceptions import UserError
from odoo.fields import Command

KEY = "checkout-race-key"


class Worker(PurchaseWorker):
    def prepare(self, pieces):
        """A shop that buys from two sellers, each with ``pieces`` of one product.

        :return: ids of the agreements, and of the product
        """
        return self.request(lambda env: self._prepare(env, pieces))

    def _prepare(self, env, pieces):
        company, depot = self._find_depot(env)
        shop = env["channel.node"].create(
            {
                "name": "Hasty Shop",
                "tier_id": env.ref("fmcg_channel.tier_retail").id,
                "parent_id": company.channel_node_id.id,
            }
        )
        agreements = env["channel.agreement"].create(
            [
                {"company_id": one.id, "node_id": shop.id, "date_start": False}
                for one in company + depot.company_id
            ]
        )
        agreements.action_activate()
        product = env["product.product"].create(
            {
                "name": "Cola",
                "is_storable": True,
                "list_price": 5.0,
                "taxes_id": [Command.clear()],
            }
        )
        for one in agreements.company_id:
            warehouse = env["stock.warehouse"].search([("company_id", "=", one.id)], limit=1)
            env["stock.quant"]._update_available_quantity(
                product, warehouse.lot_stock_id, pieces
            )
        return agreements.ids, product.id

    def place(self, agreement_ids, product_id, quantity, number):
        """:return: ids of the orders, their number of the purchase, and whether they had
        been there; or why not"""

        def place(env):
            orders, known = self._place(env, agreement_ids, product_id, quantity, number)
            return orders.ids, orders.mapped("purchase_number"), known

        try:
            return self.request(place)
        except UserError as error:
            return str(error)

    def _place(self, env, agreement_ids, product_id, quantity, number):
        agreements = env["channel.agreement"].browse(agreement_ids)
        cart = {str(product_id): quantity}
        return env["sale.order"]._place_purchase(agreements, cart, f"{KEY}-{number}")

    def place_and_hang(self, *command):
        """Order, say so before the commit, and never come back."""

        def hang(env):
            self._place(env, *command)
            env.flush_all()
            self.answer("hanging")
            time.sleep(600)

        self.request(hang)

    def count(self, agreement_ids):
        def count(env):
            return env["sale.order"].search_count([("agreement_id", "in", agreement_ids)])

        return self.request(count)
