from odoo import api, models


class AccountPartialReconcile(models.Model):
    """Applying a payment leaves the debt as it is, but not what of it is overdue."""

    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        partials = super().create(vals_list)
        debits = partials.sudo().debit_move_id
        debits.filtered(
            lambda line: line.account_id.account_type == "asset_receivable"
        )._ask_credit_again()
        return partials
