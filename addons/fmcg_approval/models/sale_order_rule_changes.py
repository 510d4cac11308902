from datetime import timedelta

from odoo import SUPERUSER_ID, fields, models
from odoo.fields import Domain
from odoo.tools import format_datetime
from odoo.tools.i18n import format_list

from odoo.addons.fmcg_order.engine.blocker import WARN, Blocker

from .sale_order_content import OPEN_STATES

# How long before an order is handed in a change of rules is told to belong to it.
WATCHED_HOURS = 24


class SaleOrder(models.Model):
    """Nobody loosens a rule for an order of their own without its being said."""

    _inherit = "sale.order"

    def _collect_rule_change_blockers(self):
        """Changes of approval rules by authors of the order, shortly before it was
        handed in or since. They stop nothing: the confirmation keeps them in the
        order's chatter."""
        if self.state not in OPEN_STATES:
            return []
        found = self._find_rule_changes_by_authors()
        if not found:
            return []
        message = self.env._(
            "Somebody who had a hand in this order changed approval rules less than "
            "%(hours)s hours before it was handed in, or since then: %(changes)s. Look at "
            "Orders > Approval > Changes of Rules.",
            hours=WATCHED_HOURS,
            changes=format_list(
                self.env, [self._describe_rule_change(*one) for one in found]
            ),
        )
        return [Blocker("approval_rules_changed", message, WARN)]

    def _find_rule_changes_by_authors(self):
        """:return: list of tuples of rule name, kind of change, user and last moment"""
        since = (self.submitted_date or fields.Datetime.now()) - timedelta(
            hours=WATCHED_HOURS
        )
        # programs that set up an enterprise have no orders to get through
        changes = self.env["channel.approval.rule.change"].sudo()._read_group(
            Domain("company_id", "in", (False, self.company_id.id))
            & Domain("date", ">=", since)
            & Domain("user_id", "!=", SUPERUSER_ID),
            ["name", "kind", "user_id"],
            ["date:max"],
            order="date:max",
        )
        if not changes:
            return []
        authors = self._get_authors()
        return [change for change in changes if change[2] in authors]

    def _describe_rule_change(self, rule, kind, user, moment):
        kinds = self.env["channel.approval.rule.change"]._fields["kind"]
        return self.env._(
            "%(rule)s (%(kind)s by %(user)s, %(moment)s)",
            rule=rule,
            kind=dict(kinds._description_selection(self.env))[kind],
            user=user.name,
            moment=format_datetime(self.env, moment),
        )
