"""Processes that confirm orders on credit, told what to do line by line as in
``quota_worker``."""

from promotion_worker import Worker as PromotionWorker

from odoo.exceptions import UserError
from odoo.fields import Command

AMOUNT = 60.0  # of an order


class Worker(PromotionWorker):
    def _prepare(self, env, races):
        """For each race a buyer of its own with a limit, and orders of it.

        :param races: list of dicts: ``racers`` and ``fits``, how many orders fit
        :return: list of lists of order ids
        """
        company = env.ref("base.main_company")
        company._ensure_channel_node()
        shops = env["channel.node"].create(
            [
                {
                    "name": f"Racer {number}",
                    "tier_id": env.ref("fmcg_channel.tier_retail").id,
                    "parent_id": company.channel_node_id.id,
                }
                for number in range(len(races))
            ]
        )
        env["channel.agreement"].create(
            [
                {
                    "company_id": company.id,
                    "node_id": shop.id,
                    "date_start": False,
                    "state": "active",
                    "credit_limit": AMOUNT * (race["fits"] + 0.5),
                }
                for shop, race in zip(shops, races, strict=True)
            ]
        )
        product = env["product.product"].create(
            {"name": "Prize", "type": "service", "taxes_id": [Command.clear()]}
        )
        orders = env["sale.order"].create(
            [
                self._prepare_order(company, shop, product)
                for shop, race in zip(shops, races, strict=True)
                for _racer in range(race["racers"])
            ]
        )
        ids = iter(orders.ids)
        return [[next(ids) for _racer in range(race["racers"])] for race in races]

    def _prepare_order(self, company, shop, product):
        values = super()._prepare_order(company, shop, product)
        values["order_line"][0][2]["price_unit"] = AMOUNT
        return values

    def confirm(self, order_id):
        """:return: ``confirmed``, or why it was refused"""
        try:
            self.request(lambda env: env["sale.order"].browse(order_id).action_confirm())
        except UserError as error:
            return str(error)
        return "confirmed"

    def bill(self, order_id):
        """Invoice a confirmed order: what is committed becomes a receivable."""

        def bill(env):
            order = env["sale.order"].browse(order_id)
            order.with_company(order.company_id)._create_invoices().action_post()

        self.request(bill)
        return "billed"

    def submit_and_confirm(self, order_id):
        """Hand in, as buyers in the portal do: it is confirmed or held."""
        self.request(lambda env: env["sale.order"].browse(order_id)._submit() or True)
        return self.request(lambda env: env["sale.order"].browse(order_id).channel_stage)

    def _audit(self, env, order_ids):
        orders = env["sale.order"].browse(order_ids)
        account = orders.agreement_id.credit_account_id
        confirmed = orders.filtered(lambda order: order.state == "sale")
        open_invoices = confirmed.invoice_ids.filtered(lambda move: move.state == "posted")
        found = account._get_exposure()
        return {
            "limit": found.limit,
            "committed": account.committed,
            "counted": sum(orders.mapped("credit_committed")),
            "used": found.used,
            "confirmed": len(confirmed),
            "recount": sum(
                order.amount_total for order in confirmed if not order.invoice_ids
            )
            + sum(open_invoices.mapped("amount_residual")),
        }
