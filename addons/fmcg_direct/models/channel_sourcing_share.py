from odoo import fields, models


class ChannelSourcingShare(models.Model):
    """Of what goes straight to a customer, a share says all that is the customer's, shipped
    or not; elsewhere it says what is still to arrive."""

    _inherit = "channel.sourcing.share"

    given_up = fields.Float(
        digits="Product Unit",
        readonly=True,
        help="What the customer does not want any more, and the supplier has not been asked "
        "to leave out yet. In the product's own unit.",
    )

    def _is_direct(self):
        self.ensure_one()
        return bool(self.purchase_line_id.order_id.direct_address_id)

    def _get_direct_moves(self):
        """What went, or is to go, straight to the customer."""
        self.ensure_one()
        return self.purchase_line_id.move_ids.filtered(
            lambda move: move.sale_line_id == self.sale_line_id
            and move.state != "cancel"
            and move.picking_type_id.is_direct
        )

    def _get_moved_quantity(self):
        """What has left the supplier, in the product's own unit."""
        done = self._get_direct_moves().filtered(lambda move: move.state == "done")
        return sum(move._get_moved_quantity() for move in done)

    def _balance(self):
        """What comes straight and what the warehouse delivers add up to what is wanted.

        What will not come straight any more leaves the share, once.
        """
        for share in self:
            coming = share._get_moved_quantity() + share._get_expected_quantity()
            lost = share.quantity - coming
            if share.purchase_line_id.product_id.uom_id.compare(lost, 0) > 0:
                share.quantity = coming
                share.sale_line_id._deliver_from_warehouse(lost)
        self.sale_line_id._leave_out_of_warehouse()

    def _get_expected_quantity(self):
        """What is to leave the supplier, in the product's own unit."""
        expected = self._get_direct_moves().filtered(lambda move: move.state != "done")
        return sum(expected.mapped("product_qty"))

    def _get_open_quantity(self):
        if not self.purchase_line_id._is_confirmed_direct():
            return super()._get_open_quantity()
        return max(self.quantity - self._get_moved_quantity(), 0.0)

    def _describe(self, quantity):
        if not self._is_direct():
            return super()._describe(quantity)
        return self.env._("%s, straight to the customer", super()._describe(quantity))
