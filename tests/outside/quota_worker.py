"""A process that works as an HTTP worker of Odoo does, told what to do line by line.

Each line of its input is a JSON list ``[function, argument …]``; each answer is a line.
"""

import json
import sys
import time

import odoo
from odoo import api
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.service import model as service


class Hurry:
    """Instead of ``time`` in Odoo's retry loop: wait, but a hundredth of it."""

    @staticmethod
    def sleep(seconds):
        time.sleep(seconds / 100)


class Worker:
    def __init__(self, config, database):
        odoo.tools.config.parse_config(["-c", config, "-d", database, "--no-http"])
        self.registry = Registry(database)
        service.time = Hurry

    def request(self, function):
        """Run in a fresh transaction, repeated by Odoo's own loop; caches that others
        cleared are cleared before, as at the start of each request."""
        self.registry = self.registry.check_signaling()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {"tracking_disable": True})
            return service.retrying(lambda: function(env), env)

    def prepare(self, races):
        """For each race a product, a quota of one piece, and two orders for it.

        :return: list of pairs of order ids
        """
        return self.request(lambda env: self._prepare(env, races))

    def _prepare(self, env, races):
        company, shop, _agreement = self._create_buyer(env, "Racer")
        products = env["product.product"].create(
            [{"name": f"Prize {number}", "type": "service"} for number in range(races)]
        )
        env["channel.quota"].create(
            [
                {
                    "company_id": company.id,
                    "product_tmpl_id": product.product_tmpl_id.id,
                    "quantity": 1,
                    "scope": "all",
                    "period": "once",
                }
                for product in products
            ]
        )
        orders = env["sale.order"].create(
            [
                self._prepare_order(company, shop, product)
                for product in products
                for _racer in range(2)
            ]
        )
        return list(zip(orders.ids[::2], orders.ids[1::2], strict=True))

    def _create_buyer(self, env, name):
        """:return: the seller's company, a shop, and the agreement between them"""
        company = env.ref("base.main_company")
        company._ensure_channel_node()
        shop = env["channel.node"].create(
            {
                "name": name,
                "tier_id": env.ref("fmcg_channel.tier_retail").id,
                "parent_id": company.channel_node_id.id,
            }
        )
        agreement = env["channel.agreement"].create(
            {"company_id": company.id, "node_id": shop.id, "date_start": False}
        )
        agreement.action_activate()
        return company, shop, agreement

    def _create_staff(self, env, role, login):
        """A user of the seller."""
        return env["res.users"].with_context(no_reset_password=True)._create_channel_staff(
            env.ref("base.main_company"),
            login,
            f"{login}@test.example",
            env.ref(f"fmcg_channel.role_{role}"),
        )

    def _prepare_order(self, company, shop, product):
        line = {"product_id": product.id, "product_uom_qty": 1, "price_unit": 1}
        return {
            "company_id": company.id,
            "partner_id": shop.partner_id.id,
            "order_line": [Command.create(line)],
        }

    def confirm(self, order_id):
        """:return: ``confirmed``, or why it was refused"""

        def confirm(env):
            env["sale.order"].browse(order_id).action_confirm()

        try:
            self.request(confirm)
        except UserError as error:
            return str(error)
        return "confirmed"

    def confirm_and_hang(self, order_id):
        """Confirm, say so before the commit, and never come back."""

        def hang(env):
            env["sale.order"].browse(order_id).action_confirm()
            env.flush_all()
            self.answer("hanging")
            time.sleep(600)

        self.request(hang)

    def give_back(self, order_id):
        def cancel(env):
            env["sale.order"].browse(order_id)._action_cancel()

        self.request(cancel)
        return "cancelled"

    def audit(self, order_ids):
        """What counters, ledger and orders say about the quotas of these orders.

        :return: list of (used, sum of entries, confirmed orders), one for each quota
        """

        def audit(env):
            orders = env["sale.order"].browse(order_ids)
            quotas = env["channel.quota"].search(
                [("product_tmpl_id", "in", orders.order_line.product_template_id.ids)]
            )
            return [
                (
                    sum(quota.usage_ids.mapped("used")),
                    sum(quota.usage_ids.entry_ids.mapped("quantity")),
                    len(
                        orders.order_line.filtered(
                            lambda line, quota=quota: (
                                line.product_template_id == quota.product_tmpl_id
                                and line.order_id.state == "sale"
                            )
                        )
                    ),
                )
                for quota in quotas
            ]

        return self.request(audit)

    def answer(self, value):
        print(json.dumps(value), flush=True)

    def serve(self):
        self.answer("ready")
        for line in sys.stdin:
            name, *arguments = json.loads(line)
            self.answer(getattr(self, name)(*arguments))
