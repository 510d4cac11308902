"""A process in which a distributor has goods shipped straight to a shop, told what to do line
by line as in ``quota_worker``."""

from purchase_worker import PIECES
from purchase_worker import Worker as PurchaseWorker

from odoo.fields import Command


class Worker(PurchaseWorker):
    def prepare_direct(self, orders):
        """Confirmed orders of a shop, whose goods nobody has ordered yet.

        :return: ids of the orders
        """
        return self.request(lambda env: self._prepare_direct(env, orders))

    def _prepare_direct(self, env, orders):
        company, depot = self._find_depot(env)
        agreement = depot.agreement_ids
        agreement.write({"min_order_amount": 0, "delivers_to_customers": True})
        middle = depot.company_id
        middle.sourcing_release = "at_once"
        Rule = env["channel.sourcing.rule"]
        # other tests' rules of the same distributor
        Rule.search([("company_id", "=", middle.id)]).unlink()
        Rule.create({"company_id": middle.id, "mode": "direct"})
        shop = self._find_shop(env, depot)
        warehouse = env["stock.warehouse"].search([("company_id", "=", company.id)], limit=1)
        made = env["sale.order"]
        for _number in range(orders):
            product = env["product.product"].create(
                {
                    "name": "Soda",
                    "is_storable": True,
                    "list_price": 5.0,
                    "taxes_id": [Command.clear()],
                    "supplier_taxes_id": [Command.clear()],
                }
            )
            env["stock.quant"]._update_available_quantity(
                product, warehouse.lot_stock_id, PIECES
            )
            made |= self._order(env, middle, shop, product)
        env["channel.sourcing.note"].search([("company_id", "=", middle.id)]).unlink()
        return made.ids

    def _find_shop(self, env, depot):
        Node = env["channel.node"]
        shop = Node.search([("name", "=", "Racing Shop")])
        if not shop:
            shop = Node.create(
                {
                    "name": "Racing Shop",
                    "tier_id": env.ref("fmcg_channel.tier_retail").id,
                    "parent_id": depot.id,
                }
            )
            env["channel.agreement"].create(
                {
                    "company_id": depot.company_id.id,
                    "node_id": shop.id,
                    "date_start": False,
                }
            ).action_activate()
        return shop

    def _order(self, env, company, shop, product):
        line = {"product_id": product.id, "product_uom_qty": PIECES}
        order = (
            env["sale.order"]
            .with_company(company)
            .create(
                {
                    "company_id": company.id,
                    "partner_id": shop.partner_id.id,
                    "order_line": [Command.create(line)],
                }
            )
        )
        order.action_submit()
        return order

    def source(self, order_id):
        """What the scheduled action does for the goods of one order."""

        def source(env):
            order = env["sale.order"].browse(order_id)
            order.company_id._source(order.order_line.product_id)

        self.request(source)
        return "sourced"

    def find_upstream(self, order_id):
        """:return: id of the supplier's order"""

        def find(env):
            order = env["sale.order"].browse(order_id)
            return self._find_purchases(order).upstream_order_id.id

        return self.request(find)

    def _find_purchases(self, order):
        return order.order_line.sourcing_share_ids.purchase_line_id.order_id

    def cancel(self, order_id):
        def cancel(env):
            order = env["sale.order"].browse(order_id)
            order.with_company(order.company_id)._action_cancel()

        self.request(cancel)
        return "cancelled"

    def audit_direct(self, order_id):
        """:return: purchases of the order's goods, what was delivered, the states of what
        went or goes straight, what was received, and what stands ready to be received"""

        def audit(env):
            order = env["sale.order"].browse(order_id)
            product = order.order_line.product_id
            lines = env["purchase.order.line"].search(
                [("product_id", "=", product.id), ("state", "!=", "cancel")]
            )
            moves = lines.move_ids.filtered(lambda move: move.state != "cancel")
            direct = moves.filtered("picking_type_id.is_direct")
            return {
                "purchases": len(lines),
                "delivered": order.order_line.qty_delivered,
                "direct": sorted(direct.mapped("state")),
                "received": sum(lines.mapped("qty_received")),
                "ready": sum((moves - direct).mapped("quantity")),
            }

        return self.request(audit)
