from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _ships_past_buyer(self):
        """Whether goods go straight to a customer of the enterprise that buys them."""
        self.ensure_one()
        order = self.sudo()
        return bool(order.buyer_node_id.company_id) and (
            order.partner_shipping_id.commercial_partner_id
            != order.partner_id.commercial_partner_id
        )

    def _confirm_receipt(self, signed_by, note=False, pickings=None):
        """What came straight is received from whom it came, too."""
        receipt = super()._confirm_receipt(signed_by, note, pickings)
        direct = receipt.sudo().picking_ids.filtered("picking_type_id.is_direct")
        direct.upstream_picking_id.sale_id._ask_purchase("receipt")
        return receipt

    def _act_on_state_change(self, change):
        """Who does not buy any more gives up what has not left for it."""
        result = super()._act_on_state_change(change)
        change.undone.order_line._give_up_direct()
        return result
