"""A process that replenishes within a budget, told what to do line by line as in
``quota_worker``."""


from purchase_worker import Worker as PurchaseWorker

from odoo.fields import Command

PRICE, BUDGET = 5.0, 1000.0
PIECES = 200  # what the stock needs: all of the budget


class Worker(PurchaseWorker):
    def prepare_race(self):
        """A product that the depot lacks, and money for it once.

        :return: ids of the depot's company and of the product
        """
        return self.request(self._prepare_race)

    def _prepare_race(self, env):
        company, depot = self._find_depot(env)
        depot.agreement_ids.min_order_amount = 0
        product = env["product.product"].create(
            {
                "name": "Cola",
                "is_storable": True,
                "list_price": PRICE,
                "taxes_id": [Command.clear()],
                "supplier_taxes_id": [Command.clear()],
            }
        )
        warehouse = env["stock.warehouse"].search([("company_id", "=", company.id)], limit=1)
        env["stock.quant"]._update_available_quantity(
            product, warehouse.lot_stock_id, 10 * PIECES
        )
        buyer = depot.company_id
        spent = buyer._get_budget_spent(buyer._get_channel_today())
        buyer.write(
            {
                "replenishment_release": "within_budget",
                "replenishment_period": "day",
                "replenishment_budget": float(spent) + BUDGET,
            }
        )
        env["channel.replenishment.rule"].search([("company_id", "=", buyer.id)]).unlink()
        env["channel.replenishment.rule"].create(
            {
                "company_id": buyer.id,
                "product_tmpl_id": product.product_tmpl_id.id,
                "kind": "min_max",
                "least": PIECES,
                "most": PIECES,
            }
        )
        return [buyer.id, product.id]

    def replenish(self, company_id):
        self.request(lambda env: env["res.company"].browse(company_id)._replenish())
        return "replenished"

    def audit_race(self, company_id, product_id):
        """:return: pieces ordered by itself, pieces that wait, and money left"""

        def audit(env):
            lines = env["purchase.order.line"].search(
                [("company_id", "=", company_id), ("product_id", "=", product_id)]
            )
            waiting = lines.filtered(lambda line: line.order_id.state == "draft")
            left = env["res.company"].browse(company_id)._get_budget_left()
            return [
                sum((lines - waiting).mapped("product_qty")),
                sum(waiting.mapped("product_qty")),
                float(left),
            ]

        return self.request(audit)
