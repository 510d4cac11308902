from odoo import models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _action_done(self):
        """What left may have been another one's; what arrived frees who waits."""
        result = super()._action_done()
        Note = self.env["channel.sourcing.note"]
        for company, pickings in self.sudo().grouped("company_id").items():
            if company.channel_node_id:
                Note._leave_for(company, pickings.move_ids.product_id)
        return result
