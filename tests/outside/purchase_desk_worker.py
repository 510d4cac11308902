"""A process at the desk of purchasing, told what to do line by line as in
``quota_worker``."""

import time

from purchase_worker import Worker as PurchaseWorker

from odoo.exceptions import UserError


class Worker(PurchaseWorker):
    def prepare_desk(self):
        """:return: id of an agreement, id of a product, id of who buys"""
        return self.request(self._prepare_desk)

    def _prepare_desk(self, env):
        company, depot = self._find_depot(env)
        depot.agreement_ids.min_order_amount = 0
        purchases = env["purchase.order"].browse(self._prepare(env, 1, 0))
        user = env["res.users"]._create_channel_staff(
            depot.company_id,
            "Buyer",
            f"buyer-{purchases.id}@test.example",
            env.ref("fmcg_purchase.role_purchaser"),
        )
        agreement = depot.agreement_ids.filtered(lambda one: one.company_id == company)
        return agreement.id, purchases.order_line.product_id.id, user.id

    def save(self, agreement_id, product_id, user_id, key, quantity, submit):
        """Save what the desk shows.

        :return: id of the purchase and whether this call has made it; or why not
        """

        def save(env):
            return self._save(
                env, agreement_id, product_id, user_id, key, quantity, submit
            )

        try:
            answer = self.request(save)
        except UserError as error:
            return str(error)
        return answer["order_id"], answer["created"]

    def _save(self, env, agreement_id, product_id, user_id, key, quantity, submit):
        product = env["product.product"].browse(product_id)
        row = {"id": 1, "product_id": product_id}
        row["quantities"] = {str(product.uom_id.id): quantity}
        user = env["res.users"].browse(user_id)
        context = {"allowed_company_ids": user.company_ids.ids}
        desk = env(user=user_id, context=context)["channel.purchase.desk"]
        return desk.save(agreement_id, [row], key, submit=submit)

    def save_and_hang(self, *command):
        """Hand in, say so before the commit, and never come back."""

        def hang(env):
            self._save(env, *command)
            env.flush_all()
            self.answer("hanging")
            time.sleep(600)

        self.request(hang)

    def entered(self, user_id):
        """:return: for each purchase of the user its quantities, and how many orders the
        supplier has of it"""

        def entered(env):
            purchases = env["purchase.order"].search([("user_id", "=", user_id)])
            Order = env["sale.order"]
            return [
                [
                    one.order_line.mapped("product_qty"),
                    Order.search_count([("client_order_ref", "=", one.name)]),
                ]
                for one in purchases.sorted("id")
            ]

        return self.request(entered)
