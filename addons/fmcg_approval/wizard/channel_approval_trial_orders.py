from datetime import timedelta

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..engine import rules as engine

MOST_ORDERS = 2000
SHOWN_ORDERS = 10
# What an order's credit was at that time is not known any more.
UNKNOWN_LATER = {engine.CREDIT}


class ChannelApprovalTrial(models.TransientModel):
    """Past orders: how many would have needed which approval.

    The number of queries does not grow with the orders.
    """

    _inherit = "channel.approval.trial"

    def _try_past(self):
        orders, total = self._find_past_orders()
        definitions = self._get_definitions()
        asked = engine.get_asked(definitions._prepare_rules()) - UNKNOWN_LATER
        matches = orders._match_approval_rules(definitions, asked)
        met = {definition: [] for definition in definitions}
        for order, found in matches.items():
            for match in found:
                met[definitions.browse(match.rule)].append(order)
        return {
            "orders": len(orders),
            "needed": sum(bool(found) for found in matches.values()),
            "rules": [self._prepare_rule_row(*item) for item in met.items()],
            "notes": self._get_past_notes(definitions, total - len(orders)),
        }

    def _find_past_orders(self):
        """The newest orders that the user may read, and how many there are in all."""
        if not (self.date_from and self.date_to) or self.date_from > self.date_to:
            raise UserError(
                self.env._(
                    "From, Until: enter two days, the first one not after the second."
                )
            )
        Order = self.env["sale.order"]
        company = self.company_id
        domain = (
            Domain("company_id", "=", company.id)
            & Domain("agreement_id", "!=", False)
            & Domain("state", "=", "sale")
            & Domain("date_order", ">=", company._channel_day_start(self.date_from))
            & Domain(
                "date_order",
                "<",
                company._channel_day_start(self.date_to + timedelta(days=1)),
            )
        )
        found = Order.search(domain, order="date_order desc, id desc", limit=MOST_ORDERS)
        total = len(found)
        if total == MOST_ORDERS:
            total = Order.search_count(domain)
        # sudo: what the user may read is looked at with prices and agreements
        return found.sudo(), total

    def _prepare_rule_row(self, definition, orders):
        amounts = [order._get_approval_amount() for order in orders]
        return {
            "rule": definition.name,
            "who": definition._describe_who(),
            "count": len(orders),
            "amount": sum(amounts),
            "orders": [
                {
                    "name": order.name,
                    "customer": order.partner_id.display_name,
                    "amount": amount,
                }
                for order, amount in zip(orders[:SHOWN_ORDERS], amounts, strict=False)
            ],
        }

    def _get_past_notes(self, definitions, left_out):
        notes = [
            self.env._("Orders are looked at with today's rules and their own dates.")
        ]
        if any(definition.credit_overrun for definition in definitions):
            notes.append(
                self.env._(
                    "What customers owed at that time is not known: rules on credit "
                    "count as not met."
                )
            )
        if left_out:
            notes.append(
                self.env._("%s older orders of the period were left out.", left_out)
            )
        return notes
