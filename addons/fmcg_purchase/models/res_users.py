from odoo import models

BUYERS = (
    "fmcg_purchase.group_purchaser",
    "fmcg_channel.group_finance",
)


class ResUsers(models.Model):
    _inherit = "res.users"

    def _channel_sees_purchase_prices(self):
        """What an enterprise buys for is for purchasing, finance and administrators."""
        return not self._channel_is_confined() or any(map(self.has_group, BUYERS))

    def _channel_get_priced_papers(self):
        papers = super()._channel_get_priced_papers()
        if self._channel_sees_purchase_prices():
            return papers
        return [*papers, "purchase.order", "purchase.order.line"]
