from odoo import api, models
from odoo.fields import Domain


class ChannelCreditAccount(models.Model):
    """Held orders are asked again when something may have cured them."""

    _inherit = "channel.credit.account"

    def _ask_later(self):
        """Have the held orders of these accounts asked again after this transaction."""
        if self:
            self.env["channel.gate.note"]._leave(self._get_held_orders(), "credit")

    @api.model
    def _find_for_partners(self, pairs):
        """:param pairs: iterable of (company id, commercial partner id)"""
        pairs = set(pairs)
        if not pairs:
            return self.browse()
        agreements = self.env["channel.agreement"].sudo().search(
            [
                ("company_id", "in", [company for company, _partner in pairs]),
                ("node_id.partner_id", "in", [partner for _company, partner in pairs]),
            ]
        )
        return agreements.filtered(
            lambda a: (a.company_id.id, a.node_id.partner_id.id) in pairs
        ).credit_account_id

    def _get_held_orders(self):
        """Submitted orders that are not confirmed.

        All of them, not only those that credit keeps: a limit that was lowered holds
        others than before.
        """
        orders = self.env["sale.order"].sudo()
        return orders.search(
            orders._get_held_domain()
            & Domain("agreement_id.credit_account_id", "in", self.ids)
        )
