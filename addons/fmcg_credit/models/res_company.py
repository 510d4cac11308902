from odoo import fields, models


class ResCompany(models.Model):
    """Whether what is overdue holds orders; it does once the enterprise says so."""

    _inherit = "res.company"

    _insider_fields = ("credit_hold_overdue",)  # see channel.author.guard

    credit_hold_overdue = fields.Boolean(
        string="Hold Orders of Customers Who Are Overdue",
        help="Off at first, so that open invoices of the past hold nobody unasked.",
    )

    def write(self, vals):
        result = super().write(vals)
        if "credit_hold_overdue" in vals:
            self._ask_overdue_again()
        return result

    def _ask_overdue_again(self):
        """Held orders may go on now; those that come will be held, or not."""
        accounts = self.env["channel.credit.account"].sudo().search(
            [("company_id", "in", self.ids)]
        )
        held = accounts._get_held_orders() if accounts else self.env["sale.order"]
        held.agreement_id.credit_account_id._ask_later()

    def _count_late_accounts(self):
        """How many accounts are overdue beyond their days of grace, held or not."""
        accounts = self.env["channel.credit.account"].search(
            [("company_id", "in", self.ids)]
        )
        exposures = accounts._get_exposures()
        return sum(found.is_late for found in exposures.values())
