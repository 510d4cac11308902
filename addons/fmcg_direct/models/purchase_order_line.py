from dataclasses import replace

from odoo import models

from odoo.addons.fmcg_channel.quantities import to_quantity
from odoo.addons.fmcg_sourcing.engine.upstream import Share

from ..engine.direct import Part


class PurchaseOrderLine(models.Model):
    """What of a purchase line goes straight to whom stands in its shares."""

    _inherit = "purchase.order.line"

    def _is_confirmed_direct(self):
        order = self.order_id
        return bool(order.direct_address_id) and order.state in ("purchase", "cancel")

    def _share(self, quantities):
        """What the supplier has confirmed is for whom it was asked for, until that one
        gives it up."""
        if self._is_confirmed_direct():
            return None
        return super()._share(quantities)

    def _get_direct_parts(self):
        """For the engine, the oldest first."""
        return tuple(
            Part(
                share.sale_line_id.id,
                to_quantity(share.quantity),
                to_quantity(share._get_moved_quantity()),
                share.sale_line_id.state == "sale",
            )
            for share in self.share_ids.sorted("id")
        )

    def _get_open_direct_moves(self):
        """What is to go straight to customers and has not left the supplier."""
        return self.move_ids.filtered(
            lambda move: move.picking_type_id.is_direct
            and move.state not in ("done", "cancel")
        )

    # --- what is coming ---

    def _get_quantity_to_arrive(self):
        quantity = super()._get_quantity_to_arrive()
        if self.order_id.state == "purchase":
            quantity += sum(self._get_open_direct_moves().mapped("product_qty"))
        return quantity

    def _to_coming(self):
        coming = super()._to_coming()
        place = self.order_id.direct_address_id.id
        if not place:
            return coming
        if not self._is_confirmed_direct():
            return replace(coming, place=place)
        shares = tuple(
            Share(share.sale_line_id.id, self.id, quantity)
            for share in self.share_ids
            if share.sale_line_id.state == "sale"
            and (quantity := to_quantity(share._get_open_quantity())) > 0
        )
        if not shares:
            # nobody wants it: it comes to the warehouse
            return coming
        quantity = min(coming.quantity, sum(share.quantity for share in shares))
        return replace(coming, place=place, quantity=quantity, shares=shares)

    # --- receipts ---

    def _get_expected_moves(self):
        """What goes straight to customers is none of the warehouse's."""
        return super()._get_expected_moves() - self._get_open_direct_moves()

    def _prepare_direct_move(self, picking, sale_line, quantity):
        """One movement is the receipt of the purchase and the delivery to the customer.

        :param quantity: in the product's own unit
        """
        destination = sale_line._get_location_final()
        return self._prepare_followed_move(picking, float(quantity)) | {
            "sale_line_id": sale_line.id,
            "origin": sale_line.order_id.name,
            "partner_id": sale_line.order_id.partner_shipping_id.id,
            "location_dest_id": destination.id,
            "location_final_id": destination.id,
            "picking_type_id": picking.picking_type_id.id,
            "warehouse_id": False,
        }
