"""A process that reduces confirmed orders, told what to do line by line as in
``quota_worker``."""


from quota_worker import Worker as QuotaWorker

from odoo.fields import Command

PRICE, QUANTITY = 100, 12  # of each of the two lines of an order


class Worker(QuotaWorker):
    def prepare(self, orders):
        """Confirmed orders of two lines, 120 off from 1,200 on out of a budget.

        :return: for each order its id and those of its two lines
        """
        return self.request(lambda env: self._prepare(env, orders))

    def _prepare(self, env, number):
        company, shop, agreement = self._create_buyer(env, "Reducing Shop")
        goods = env["product.product"].create(
            [
                {
                    "name": name,
                    "type": "service",
                    "list_price": PRICE,
                    "taxes_id": [Command.clear()],
                }
                for name in ("Tea", "Water")
            ]
        )
        promotion = env["channel.promotion"].create(
            {
                "name": f"Reduced {agreement.id}",
                "company_id": company.id,
                "date_start": False,
                "kind": "order",
                "level": "order",
                "return_rule": "proportional",
                "product_ids": goods.ids,
                "step_ids": [Command.create({"threshold": 1200, "amount": 120})],
                "budget_ids": [Command.create({"measure": "money", "limit": 1e6})],
            }
        )
        promotion.action_release()
        orders = env["sale.order"].create(
            [
                {
                    "company_id": company.id,
                    "partner_id": shop.partner_id.id,
                    "order_line": [
                        Command.create(
                            {"product_id": product.id, "product_uom_qty": QUANTITY}
                        )
                        for product in goods
                    ],
                }
                for _order in range(number)
            ]
        )
        orders.action_confirm()
        assert set(orders.mapped("state")) == {"sale"}
        return [[order.id, *self._get_goods(order).ids] for order in orders]

    def _get_goods(self, order):
        return order.order_line.filtered(lambda line: not line.promotion_role)

    def reduce(self, line_id, quantity):
        def reduce(env):
            env["sale.order.line"].browse(line_id).product_uom_qty = quantity

        self.request(reduce)
        return "done"

    def audit(self, order_ids):
        """:return: for each order its quantities, total, what its entries and its use of
        the budget say, and what its buyer has in use by it"""
        return self.request(
            lambda env: [
                self._audit(env["sale.order"].browse(order_id)) for order_id in order_ids
            ]
        )

    def _audit(self, order):
        entries = order.env["channel.promotion.entry"].search(
            [("order_id", "=", order.id)]
        )
        discounts = order.order_line.filtered("promotion_role")
        return {
            "quantities": self._get_goods(order).mapped("product_uom_qty"),
            "total": order.amount_total,
            "discount": -sum(discounts.mapped("price_total")),
            "entries": sum(entries.mapped("amount")),
        }

    def stand(self, order_id):
        """What is counted over all orders of the buyer.

        :return: used of the budget, sum of entries; committed, sum of orders
        """

        def stand(env):
            order = env["sale.order"].browse(order_id)
            promotion = order.promotion_application_ids.promotion_id
            orders = env["sale.order"].search([("agreement_id", "=", order.agreement_id.id)])
            account = order.agreement_id.credit_account_id
            return [
                sum(promotion.budget_ids.usage_ids.mapped("used")),
                sum(promotion.entry_ids.mapped("amount")),
                account.committed,
                sum(orders.mapped("amount_total")),
            ]

        return self.request(stand)
