from odoo import models
from odoo.fields import Domain

from odoo.addons.fmcg_sourcing.engine.plan_facts import SHIP_AVAILABLE


class ChannelNode(models.Model):
    _inherit = "channel.node"

    def _plan_purchase(self, wishes, policy=SHIP_AVAILABLE):
        """Which of its sellers serves what this buyer wants, see
        ``channel.agreement._plan_purchase``; the caller has checked that the user buys for
        it."""
        self.ensure_one()
        return self._get_buying_agreements()._plan_purchase(wishes, policy)

    def _get_buying_agreements(self):
        """Those under which it can order now or soon, as superuser."""
        return (
            self.env["channel.agreement"]
            .sudo()
            .search(
                [("node_id", "=", self.id), ("state", "in", ("active", "suspended"))],
                order="priority, id",
            )
        )

    def _make_purchase_number(self, day):
        """The buyer's next number of a purchase. The caller has taken its turn on the
        node, see ``take_turn``, so that no two are the same.

        :param day: date of the purchase
        """
        self.ensure_one()
        begin = f"P{day:%y%m%d}-"
        orders = (
            self.env["sale.order"]
            .sudo()
            .search(
                Domain("buyer_node_id", "=", self.id)
                & Domain("purchase_number", "=like", f"{begin}%")
            )
        )
        last = max(
            (int(number[len(begin) :]) for number in orders.mapped("purchase_number")),
            default=0,
        )
        return f"{begin}{last + 1}"
