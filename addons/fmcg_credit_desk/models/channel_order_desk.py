from odoo import api, models


class ChannelOrderDesk(models.AbstractModel):
    """Whoever takes an order knows before the first line whether it may be owed."""

    _inherit = "channel.order.desk"

    @api.model
    def _get_credit_facts(self, agreement):
        # sudo: the desk has checked that the user sells under this agreement
        account = agreement.sudo().credit_account_id
        if not account:
            return super()._get_credit_facts(agreement)
        return {
            "statement": account.statement,
            "is_over": account.is_over,
            "is_late": account.is_late,
        }
