from odoo import fields, models


class ChannelPromotionBudget(models.Model):
    _inherit = "channel.promotion.budget"

    show_left = fields.Boolean(
        string="Tell Customers",
        help="Customers read in the portal what is left. Of a budget that every customer "
        "has on its own, they always read their own part.",
    )

    @property
    def _free_fields(self):
        return super()._free_fields | {"show_left"}

    def _get_left_for(self, node):
        """What is left of those of these budgets that a customer may know of.

        One query, however many there are.

        :param node: the customer's ``channel.node``
        :return: dict from budget to what is left now
        """
        told = self.filtered(lambda budget: budget.scope == "each" or budget.show_left)
        if not told:
            return {}
        today = {
            company: company._get_channel_today() for company in told.company_id
        }
        starts = {
            budget: budget._get_period_start(today[budget.company_id]) for budget in told
        }
        usages = self.env["channel.promotion.usage"].search(
            [
                ("budget_id", "in", told.ids),
                ("period_start", "in", list(set(starts.values()))),
                ("node_id", "in", (False, node.id)),
            ]
        )
        used = {
            (usage.budget_id, usage.period_start, usage.node_id): usage.used
            for usage in usages
        }
        nobody = node.browse()
        return {
            budget: budget._get_rest(
                used.get((budget, start, node if budget.scope == "each" else nobody), 0)
            )
            for budget, start in starts.items()
        }

    def _get_rest(self, used):
        self.ensure_one()
        return max(self.limit - used, 0.0)

    def _describe_left_for_buyer(self, rest):
        self.ensure_one()
        amount = self._describe_measure(rest)
        if self.scope == "each":
            return self.env._("Left for you: %s", amount)
        return self.env._("Left for all customers: %s", amount)
