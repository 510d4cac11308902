from odoo import models
from odoo.exceptions import UserError

# What a confirmed order is about: another one is another order
FIXED = {"company_id", "date_order", "partner_id"}
# What would have been a reason of the gate, to where it is found
ASKED = {
    "fiscal_position_id": "_collect_position_blockers",
    "partner_invoice_id": "_collect_payer_blockers",
    "payment_term_id": "_collect_term_blockers",
}


class SaleOrder(models.Model):
    """What the gate asks about before the confirmation is not set after it instead.

    Whoever may release an order from the reason, and is no author of it, may set it.
    """

    _inherit = "sale.order"

    def _filter_changed_terms(self, vals):
        """Confirmed orders of the channel of which people change such terms."""
        names = (FIXED | ASKED.keys()) & vals.keys()
        if self.env.su or not names or "state" in vals:
            return self.browse()
        return self.filtered(
            lambda order: (
                order.state == "sale"
                and order.buyer_node_id
                and any(_is_changed(order, name, vals[name]) for name in names)
            )
        )

    def _check_fixed_terms(self, vals):
        """:raise UserError: when a confirmed order shall be another one"""
        for order in self:
            for name in sorted(FIXED & vals.keys()):
                if _is_changed(order, name, vals[name]):
                    raise UserError(
                        self.env._(
                            "%(field)s: %(order)s is confirmed, it stays as it is. Cancel "
                            "it and enter it again.",
                            field=self._fields[name].get_description(self.env)["string"],
                            order=order.name,
                        )
                    )

    def _check_changed_terms(self, vals):
        """:raise UserError: when somebody else has to agree to what these orders say now"""
        for order in self:
            found = order.sudo().with_company(order.company_id)
            messages = [
                blocker.message
                for name in sorted(ASKED.keys() & vals.keys())
                for blocker in getattr(found, ASKED[name])()
                if not order._may_agree_to(blocker)
            ]
            if messages:
                raise UserError(order._describe_refused_change(messages))

    def _may_agree_to(self, blocker):
        """Whether the user could have released this order from it."""
        reason = self.env["channel.gate.reason"]._find([blocker.code])
        user = self.env.user
        return reason._may_release(user) and user not in self._get_authors()


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _get_confirmed_taxes(self):
        """Dict from each line of a confirmed order of the channel, that people write, to
        its taxes."""
        if self.env.su:
            return {}
        return {
            line: line.tax_ids
            for line in self
            if line.order_id.state == "sale" and line.order_id.buyer_node_id
        }

    def _check_confirmed_taxes(self, before):
        """:param before: as of ``_get_confirmed_taxes``; lines that are new had none
        :raise UserError: when people give goods of a confirmed order taxes of their own
        """
        for line in self._get_confirmed_taxes():
            if line.tax_ids == before.get(line) or not line._has_own_taxes():
                continue
            order = line.order_id
            (blocker,) = order.sudo()._collect_tax_blockers()
            if not order._may_agree_to(blocker):
                raise UserError(order._describe_refused_change([blocker.message]))


def _is_changed(order, name, value):
    field = order._fields[name]
    new = field.convert_to_cache(value, order)
    return field.convert_to_cache(order[name], order) != new
