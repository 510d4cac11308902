from dataclasses import dataclass, field

from odoo import api, models
from odoo.exceptions import UserError


@dataclass(frozen=True)
class LineChange:
    """Order lines that are created, changed or deleted by one call.

    ``orders``: whose lines they are
    ``confirmed``: those that were confirmed already, and that people change; what
    programs do, they answer for themselves
    ``goods``: those of the confirmed ones whose goods are changed; freight, gifts and
    payments are the program's
    ``totals``: dict from confirmed order to its total before; without those that get
    lines which they did not have
    ``fields``: names of what is written; None where lines are created or deleted
    """

    orders: models.Model
    confirmed: models.Model
    goods: models.Model
    totals: dict = field(default_factory=dict)
    fields: frozenset | None = None

    def joined_by(self, after):
        """With the orders that lines were moved to."""
        return LineChange(
            self.orders | after.orders,
            self.confirmed | after.confirmed,
            self.goods | after.goods,
            self.totals,
            self.fields,
        )

    def touches(self, names):
        """Whether one of these fields may be another one now, of whatever line."""
        return self.fields is None or not self.fields.isdisjoint(names)

    def is_dearer(self, order):
        """Whether a confirmed order costs more now, or may do so."""
        return order not in self.totals or order.amount_total > self.totals[order]


class SaleOrder(models.Model):
    """What follows when lines of orders are changed."""

    _inherit = "sale.order"

    def _act_on_line_change(self, change):
        """Hook: the lines of these orders have been changed, by people or by programs.

        Called once for each call that creates, changes or deletes lines.

        :param change: :class:`LineChange`
        :raise UserError: when the orders may not be what they are now
        """
        change.goods._check_changed_when_confirmed()

    @api.model
    def _get_codes_of_changes(self):
        """Codes of reasons that also stop a change of a confirmed order.

        Others do not matter any more once the order is confirmed.
        """
        return set()

    def _check_changed_when_confirmed(self):
        """People may not make of a confirmed order what would not have been confirmed.

        :raise UserError: when a confirmed order is now one that would have to wait
        """
        codes = self._get_codes_of_changes()
        for order in self.filtered("buyer_node_id"):
            messages = [
                blocker.message
                for blocker in order._get_blockers()
                if blocker.stops and blocker.code in codes
            ]
            if messages:
                raise UserError(order._describe_refused_change(messages))

    def _describe_refused_change(self, messages):
        heading = self.env._(
            "%s is confirmed. With this change it would have to wait: enter another "
            "order for what is to be added, or cancel it and enter it again.",
            self.name,
        )
        return "\n".join([heading, *messages])
