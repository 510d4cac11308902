"""A process that works off what is noted between the tiers, told what to do line by line as
in ``quota_worker``; it may be told to hang in the middle, to be killed there."""

import time

from purchase_worker import PIECES
from purchase_worker import Worker as PurchaseWorker

from odoo.fields import Command


class Worker(PurchaseWorker):
    def prepare_shipped(self, number):
        """Purchases of a distributor that its supplier has shipped.

        :return: ids of the purchases, ids of the supplier's orders
        """
        purchases = self.prepare(number)
        orders = [self.hand_in(purchase) for purchase in purchases]
        for order in orders:
            self.ship(order)
        return purchases, orders

    def work_off(self, model):
        """What the scheduled action does."""
        self.request(lambda env: env[model]._cron_work_off())
        return "worked off"

    def work_off_and_hang(self, model, record_id):
        """Work notes off, and hang before what is about one record is committed."""

        def hang(env):
            Note = type(env[model])
            ask = Note._ask

            def ask_and_hang(note, record):
                ask(note, record)
                if record.id == record_id:
                    self.answer("hanging")
                    time.sleep(600)

            Note._ask = ask_and_hang
            env[model]._cron_work_off()

        self.request(hang)

    def send_back(self, purchase_id, quantity):
        """The distributor's warehouse sends back a part of what it has received."""

        def send_back(env):
            purchase = self._purchase(env, purchase_id)
            receipt = purchase.picking_ids.filtered(lambda p: p.state == "done")
            move = receipt.move_ids
            back = receipt._return_goods([(move.id, quantity, True, 0)])
            back.button_validate()

        self.request(send_back)
        return "sent back"

    def take_in(self, order_id):
        """The supplier's warehouse takes in what stands ready.

        :return: how many transfers it took in
        """

        def take_in(env):
            order = env["sale.order"].browse(order_id)
            standing = order.picking_ids.filtered(
                lambda p: p.picking_type_id.code == "incoming" and p.state == "assigned"
            )
            for picking in standing:
                picking.with_company(picking.company_id).button_validate()
            return len(standing)

        return self.request(take_in)

    def balance(self, purchase_id):
        """:return: pieces delivered by the supplier, received and kept by the buyer, and
        lying between them"""

        def balance(env):
            line = self._purchase(env, purchase_id).order_line
            transit = env.ref("stock.stock_location_inter_company")
            quants = env["stock.quant"].search(
                [("product_id", "=", line.product_id.id), ("location_id", "=", transit.id)]
            )
            return [
                line.upstream_line_id.qty_delivered,
                line.qty_received,
                sum(quants.mapped("quantity")),
            ]

        return self.request(balance)

    # --- what is lacking ---

    def prepare_lacking(self):
        """A shop's order of what its distributor has none of.

        :return: id of the order, id of the distributor's company
        """
        return self.request(self._prepare_lacking)

    def _prepare_lacking(self, env):
        company, depot = self._find_depot(env)
        purchase = env["purchase.order"].browse(self._prepare(env, 1, 0))
        product = purchase.order_line.product_id
        purchase.button_cancel()  # only the product is needed
        purchase.unlink()
        seller = depot.company_id
        seller.sourcing_release = "at_once"
        Rule = env["channel.sourcing.rule"]
        # other tests' rules of the same distributor
        Rule.search([("company_id", "=", seller.id)]).unlink()
        Rule.create({"company_id": seller.id})
        shop = env["channel.node"].create(
            {
                "name": "Lacking Shop",
                "tier_id": env.ref("fmcg_channel.tier_retail").id,
                "parent_id": depot.id,
            }
        )
        env["channel.agreement"].create(
            {"company_id": seller.id, "node_id": shop.id, "date_start": False}
        ).action_activate()
        order = env["sale.order"].with_company(seller).create(
            {
                "company_id": seller.id,
                "partner_id": shop.partner_id.id,
                "order_line": [
                    Command.create({"product_id": product.id, "product_uom_qty": PIECES - 3})
                ],
            }
        )
        order.action_submit()
        return order.id, seller.id

    def ordered_for(self, order_id):
        """:return: quantities and states of the purchases of what the order lacks, and how
        much of them is for it"""

        def ordered(env):
            line = env["sale.order"].browse(order_id).order_line
            bought = env["purchase.order.line"].search(
                [
                    ("product_id", "=", line.product_id.id),
                    ("company_id", "=", line.company_id.id),
                ]
            )
            found = [[one.product_qty, one.order_id.state] for one in bought]
            return [found, line.sourcing_share_ids.mapped("quantity")]

        return self.request(ordered)
