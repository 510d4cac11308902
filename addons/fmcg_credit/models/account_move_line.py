from odoo import models


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def _ask_credit_again(self):
        pairs = {
            (line.company_id.id, line.partner_id.commercial_partner_id.id)
            for line in self
        }
        self.env["channel.credit.account"]._find_for_partners(pairs)._ask_later()
