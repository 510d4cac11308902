"""Processes that confirm orders with promotions, told what to do line by line as in
``quota_worker``."""

import time

from quota_worker import Worker as QuotaWorker

from odoo.fields import Command
from odoo.service import model as service

OFF = 10  # money off each order
GIFTS = 2  # pieces for each order


# Orders of one buyer also meet at its credit account: eight of them at the same moment
# need more attempts than Odoo makes for one request. Clients would ask again.
service.MAX_TRIES_ON_CONCURRENCY_FAILURE = 40


class Worker(QuotaWorker):
    def prepare(self, races):
        """For each race a product, its promotion with a budget, and orders for it.

        :param races: list of dicts: ``racers``, and of the budget ``measure``, ``limit``
            and perhaps ``partial``
        :return: list of lists of order ids
        """
        return self.request(lambda env: self._prepare(env, races))

    def _prepare(self, env, races):
        company, shop, _agreement = self._create_buyer(env, "Racer")
        products = env["product.product"].create(
            [{"name": f"Prize {number}", "type": "service"} for number in range(len(races))]
        )
        gift = env["product.product"].create({"name": "Mug", "type": "consu"})
        promotions = env["channel.promotion"].create(
            [
                self._prepare_promotion(company, product, gift, race)
                for product, race in zip(products, races, strict=True)
            ]
        )
        promotions.action_release()
        orders = env["sale.order"].create(
            [
                self._prepare_order(company, shop, product)
                for product, race in zip(products, races, strict=True)
                for _racer in range(race["racers"])
            ]
        )
        assert len(orders.promotion_application_ids) == len(orders)
        ids = iter(orders.ids)
        return [[next(ids) for _racer in range(race["racers"])] for race in races]

    def _prepare_promotion(self, company, product, gift, race):
        budget = {key: value for key, value in race.items() if key != "racers"}
        kind = "gift" if race["measure"] == "gifts" else "line_amount"
        step = {"threshold": 1}
        if kind == "gift":
            row = {"product_id": gift.id, "quantity": GIFTS}
            step["gift_ids"] = [Command.create(row)]
        else:
            step["amount"] = OFF
        return {
            "name": f"Race for {product.name}",
            "company_id": company.id,
            "date_start": False,
            "kind": kind,
            "level": "set",
            "measure": "value",
            "amount_per": "product",
            "product_ids": product.ids,
            "step_ids": [Command.create(step)],
            "budget_ids": [Command.create(budget)],
        }

    def _prepare_order(self, company, shop, product):
        values = super()._prepare_order(company, shop, product)
        values["order_line"][0][2]["price_unit"] = 100
        return values

    def confirm(self, order_id):
        """:return: what the order has of its promotion, or why it was refused"""
        answer = super().confirm(order_id)
        if answer != "confirmed":
            return answer
        return self.request(lambda env: self._get_worth(env, order_id))

    def _get_worth(self, env, order_id):
        application = env["sale.order"].browse(order_id).promotion_application_ids
        return [application.amount, application.gift_quantity]

    def submit_and_confirm(self, order_id):
        """Hand in, which reserves, and confirm at once, as buyers in the portal do."""
        self.request(lambda env: env["sale.order"].browse(order_id)._submit() or True)
        return self.request(lambda env: self._get_worth(env, order_id))

    def audit(self, races):
        """What counters, ledger and orders say about each race.

        :return: list of dicts
        """
        return self.request(lambda env: [self._audit(env, ids) for ids in races])

    def _audit(self, env, order_ids):
        orders = env["sale.order"].browse(order_ids)
        line = orders.order_line.filtered(lambda line: not line.promotion_role)
        promotion = env["channel.promotion"].search(
            [("product_ids", "in", line.product_id.ids)]
        )
        budget, entries = promotion.budget_ids, promotion.entry_ids
        with_benefit = orders.filtered(
            lambda order: order.state == "sale" and order.promotion_application_ids
        )
        counted = {
            "money": sum(entries.mapped("amount")) + sum(entries.mapped("gift_value")),
            "gifts": sum(entries.mapped("gift_quantity")),
            "uses": sum(entries.mapped("uses")),
        }
        return {
            "used": sum(budget.usage_ids.mapped("used")),
            "limit": budget.limit,
            "entries": counted[budget.measure],
            "winners": len(with_benefit),
            "booked": len(entries.order_id),
            "lost": len(with_benefit - entries.order_id),
            "funded": round(
                sum(entries.funding_ids.mapped("amount"))
                - sum(entries.mapped("amount"))
                - sum(entries.mapped("gift_value")),
                6,
            ),
            "confirmed": len(orders.filtered(lambda order: order.state == "sale")),
        }

    def submit_and_hang(self, order_id):
        """Hand in, say so before the commit, and never come back."""

        def hang(env):
            env["sale.order"].browse(order_id)._submit()
            env.flush_all()
            self.answer("hanging")
            time.sleep(600)

        self.request(hang)
