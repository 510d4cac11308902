from dataclasses import dataclass

from odoo import models

# What an order counts as, for whom and on which day
COUNTED_BY = {"company_id", "date_order", "partner_id", "state", "submitted_date"}


@dataclass(frozen=True)
class StateChange:
    """Orders that one call confirms, cancels, reopens or submits, or whose buyer, seller
    or day it changes.

    ``orders``: all of them
    ``before``: those that were confirmed before the call
    ``after``: those that are confirmed now
    """

    orders: models.Model
    before: models.Model
    after: models.Model

    @property
    def confirmed(self):
        """Orders that were not confirmed before."""
        return self.after - self.before

    @property
    def undone(self):
        """Orders that are not confirmed any more: cancelled or reopened."""
        return self.before - self.after

    @property
    def counted(self):
        """Orders that count now, or counted before."""
        return self.before | self.after


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _act_on_state_change(self, change):
        """Hook: what these orders count as has changed, by whatever way.

        Called once for each call that creates or writes orders, all of a batch at once.
        An order may be told of although nothing has changed: what listens is safe to be
        called again.

        :param change: :class:`StateChange`
        :raise UserError: when the orders may not be what they are now
        """

    def _filter_confirmed(self):
        return self.filtered(lambda order: order.state == "sale")
