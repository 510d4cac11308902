"""A process that decides about orders, told what to do line by line as in
``quota_worker``."""


from quota_worker import Worker as QuotaWorker

from odoo.exceptions import AccessError, UserError


class Worker(QuotaWorker):
    def prepare(self, races, rules):
        """Submitted orders that wait for an administrator, once for each rule.

        :param rules: how many; they are asked side by side
        :return: ids of two administrators, and of the orders
        """
        return self.request(lambda env: self._prepare(env, races, rules))

    def _prepare(self, env, races, rules):
        company, shop, agreement = self._create_buyer(env, "Approved Shop")
        company.order_approval_limit = 1e9
        env["tier.definition"].create(
            [
                {
                    "name": f"Rule {number}",
                    "model_id": env["ir.model"]._get("sale.order").id,
                    "company_id": company.id,
                    "review_type": "group",
                    "reviewer_group_id": env.ref(
                        "fmcg_channel.group_enterprise_admin"
                    ).id,
                    "approve_sequence": False,
                    # other races' orders ask no rule
                    "definition_domain": f"[('agreement_id', '=', {agreement.id})]",
                }
                for number in range(rules)
            ]
        )
        approvers = env["res.users"].union(
            *(
                self._create_staff(
                    env, "enterprise_admin", f"approver-{agreement.id}-{number}"
                )
                for number in range(2)
            )
        )
        product = env["product.product"].create({"name": "Tea", "type": "service"})
        orders = env["sale.order"].create(
            [self._prepare_order(company, shop, product) for _race in range(races)]
        )
        for order in orders:
            order._submit()
        assert set(orders.mapped("channel_stage")) == {"submitted"}
        return approvers.ids, orders.ids

    def decide(self, order_id, user_id, kind, rule=None):
        """Decide as the dialog does, about all that is asked or about one rule.

        :return: ``done``, or why it was refused
        """

        def decide(env):
            order = env(user=user_id)["sale.order"].browse(order_id)
            if rule is None:
                order._decide(kind, "A race")
                return
            reviews = order.sudo().review_ids
            order._validate_tier(reviews.filtered(lambda one: one.name == rule))

        try:
            self.request(decide)
        except (AccessError, UserError) as error:
            return str(error)
        return "done"

    def take_back(self, order_id):
        """As the author who does not want it to be decided any more.

        :return: ``done``, or why it was refused
        """
        try:
            self.request(
                lambda env: env["sale.order"].browse(order_id).restart_validation() and None
            )
        except (AccessError, UserError) as error:
            return str(error)
        return "done"

    def audit(self, order_ids):
        """:return: for each order its state, what was decided, and its reviews"""

        def audit(env):
            return [
                [
                    order.state,
                    sorted(order.decision_ids.mapped("kind")),
                    sorted(order.review_ids.mapped("status")),
                ]
                for order in env["sale.order"].browse(order_ids)
            ]

        return self.request(audit)
