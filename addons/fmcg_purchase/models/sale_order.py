from psycopg2.errors import UniqueViolation

from odoo import fields, models
from odoo.exceptions import ConcurrencyError

from odoo.addons.fmcg_channel.turns import take_turn


class SaleOrder(models.Model):
    """A seller's order that is the purchase of another enterprise."""

    _inherit = "sale.order"

    purchase_ids = fields.One2many(
        "purchase.order",
        "upstream_order_id",
        string="Customer's Purchase",
        readonly=True,
        groups="base.group_system",
    )

    # --- what the purchase follows ---

    def _act_on_state_change(self, change):
        result = super()._act_on_state_change(change)
        change.orders._ask_purchase("state")
        return result

    def _act_on_line_change(self, change):
        result = super()._act_on_line_change(change)
        change.orders._ask_purchase("lines")
        return result

    def _ask_purchase(self, topic):
        """Have the purchases follow these orders after this transaction."""
        self.env["channel.purchase.note"]._leave(self._filter_purchased(), topic)

    def _filter_purchased(self):
        """Orders that stand, or have stood, as a purchase in the books of an enterprise."""
        orders = self.sudo().filtered(
            lambda order: order.buyer_node_id.company_id
            and (
                order.submitted_date or order.state in ("sale", "cancel")
                or order.purchase_ids
            )
        )
        return orders.with_env(self.env)

    # --- following ---

    def _follow_purchase(self):
        """Bring the customer's purchase, its receipts and bills in line with this order.

        Derived from what the documents say now: safe to be called at any time, however
        often, in whatever order things came about.

        :return: the ``purchase.order`` as superuser of the customer, or an empty one
        """
        self.ensure_one()
        take_turn(self)
        order = self.sudo()
        purchase = order._find_purchase() or order._make_purchase()
        if purchase:
            purchase._follow_upstream()
        return purchase

    def _find_purchase(self):
        company = self.buyer_node_id.company_id
        if not company:
            return self.env["purchase.order"]
        purchases = company._in_own_books().env["purchase.order"]
        return purchases.search([("upstream_order_id", "=", self.id)])

    def _make_purchase(self):
        """What was never handed in, or is over before anybody heard of it, is no purchase."""
        company = self.buyer_node_id.company_id
        is_open = self.submitted_date and self.state in ("draft", "sent")
        if not company or not (is_open or self.state == "sale"):
            return self.env["purchase.order"]
        env = company._in_own_books().env
        try:
            with self.env.cr.savepoint():
                return env["purchase.order"].create(
                    env["purchase.order"]._prepare_followed_values(self)
                )
        except UniqueViolation as error:
            raise ConcurrencyError(str(error)) from error
