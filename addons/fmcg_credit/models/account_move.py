from odoo import models


class AccountMove(models.Model):
    """What is posted may cure held orders, and uses up prepayments."""

    _inherit = "account.move"

    def _post(self, soft=True):
        posted = super()._post(soft)
        posted._apply_prepayments()
        return posted

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:
            self._ask_credit_again()
        return result

    def _ask_credit_again(self):
        """Leave a note for the buyers whose debts this entry changes."""
        lines = self.sudo().line_ids.filtered(
            lambda line: line.account_id.account_type == "asset_receivable"
        )
        lines._ask_credit_again()

    def _apply_prepayments(self):
        """Pay new invoices from what buyers have paid in advance, where the agreement
        says so."""
        invoices = self.sudo().filtered(
            lambda move: move.move_type == "out_invoice" and move.state == "posted"
        )
        if not invoices:
            return
        Agreement = self.env["channel.agreement"]
        agreements = Agreement._find_for_pairs(
            invoices.mapped(
                lambda move: (
                    move.commercial_partner_id.channel_node_id.id,
                    move.company_id.id,
                )
            )
        )
        for move in invoices:
            node = move.commercial_partner_id.channel_node_id
            if agreements[node.id, move.company_id.id].use_prepayment_first:
                move._apply_own_prepayments()

    def _apply_own_prepayments(self):
        debts = self.line_ids.filtered(
            lambda line: line.account_id.account_type == "asset_receivable"
            and not line.reconciled
        )
        for account, lines in debts.grouped("account_id").items():
            credits = self.env["account.move.line"].search(
                [
                    ("account_id", "=", account.id),
                    ("company_id", "=", self.company_id.id),
                    ("partner_id.commercial_partner_id", "=", self.commercial_partner_id.id),
                    ("parent_state", "=", "posted"),
                    ("reconciled", "=", False),
                    ("amount_residual", "<", 0),
                ],
                order="date, id",
            )
            if credits:
                (lines | credits).reconcile()
