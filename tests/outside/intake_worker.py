"""A process that enters orders, told what to do line by line as in ``quota_worker``."""

import time

from quota_worker import Worker as QuotaWorker

from odoo.exceptions import UserError


class Worker(QuotaWorker):
    def prepare(self, races):
        """:return: id of an agreement, id of a product, and for each race the id of an
        import dialog whose preview is accepted by everybody who races"""
        return self.request(lambda env: self._prepare(env, races))

    def _prepare(self, env, races):
        _company, _shop, agreement = self._create_buyer(env, "Impatient Shop")
        product = env["product.product"].create(
            {"name": "Tea", "type": "consu", "default_code": f"RACE-{agreement.id}"}
        )
        wizards = env["channel.order.import"].create(
            [
                {
                    "agreement_id": agreement.id,
                    "text": f"{product.default_code} x {number + 1}",
                }
                for number in range(races)
            ]
        )
        for wizard in wizards:
            wizard.action_check()
        return agreement.id, product.id, wizards.ids

    def order(self, agreement_id, product_id, key):
        """:return: id of the order, and whether this call has made it"""
        answer = self.request(lambda env: self._order(env, agreement_id, product_id, key))
        return answer["order_id"], answer["created"]

    def _order(self, env, agreement_id, product_id, key):
        return env["sale.order"].submit_channel_order(
            [{"product_id": product_id, "quantity": 2}],
            key,
            agreement_id=agreement_id,
            submit=False,
        )

    def place(self, agreement_id, product_id, key):
        """Hand in as the portal does.

        :return: id of the order
        """

        def place(env):
            agreement = env["channel.agreement"].browse(agreement_id)
            product = env["product.product"].browse(product_id)
            return env["sale.order"]._place_channel_order(agreement, {product: 2}, key).id

        return self.request(place)

    def hand_in(self, agreement_id, product_id, key):
        """Hand in as a program does.

        :return: id of the order
        """

        def hand_in(env):
            lines = [{"product_id": product_id, "quantity": 2}]
            return env["sale.order"].submit_channel_order(
                lines, key, agreement_id=agreement_id
            )["order_id"]

        return self.request(hand_in)

    def order_and_hang(self, agreement_id, product_id, key):
        """Order, say so before the commit, and never come back."""

        def hang(env):
            self._order(env, agreement_id, product_id, key)
            env.flush_all()
            self.answer("hanging")
            time.sleep(600)

        self.request(hang)

    def accept(self, wizard_id):
        """Press the dialog's button."""

        def accept(env):
            return env["channel.order.import"].browse(wizard_id).action_import()["res_id"]

        return self.request(accept)

    def prepare_desk(self):
        """:return: id of an agreement, id of a product, id of who sells it"""
        return self.request(self._prepare_desk)

    def _prepare_desk(self, env):
        agreement_id, product_id, _wizards = self._prepare(env, 0)
        user = self._create_staff(env, "salesperson", f"seller-{agreement_id}")
        return agreement_id, product_id, user.id

    def save(self, agreement_id, product_id, user_id, key, quantity, submit):
        """Save what the desk shows.

        :return: id of the order and whether this call has made it; or why not
        """

        def save(env):
            product = env["product.product"].browse(product_id)
            row = {"id": 1, "product_id": product_id}
            row["quantities"] = {str(product.uom_id.id): quantity}
            desk = env(user=user_id)["channel.order.desk"]
            return desk.save(agreement_id, [row], key, submit=submit)

        try:
            answer = self.request(save)
        except UserError as error:
            return str(error)
        return answer["order_id"], answer["created"]

    def audit(self, agreement_id):
        """:return: for each order of the agreement its id, and its quantities"""

        def audit(env):
            orders = env["sale.order"].search([("agreement_id", "=", agreement_id)])
            return [
                [order.id, order.order_line.mapped("product_uom_qty")]
                for order in orders.sorted("id")
            ]

        return self.request(audit)

    def count(self, agreement_id):
        def count(env):
            return env["sale.order"].search_count([("agreement_id", "=", agreement_id)])

        return self.request(count)
