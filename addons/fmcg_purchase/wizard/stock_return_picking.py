from odoo import fields, models
from odoo.exceptions import UserError


class StockReturnPicking(models.TransientModel):
    """Goods go back to a supplier of the channel when it has agreed: by the agreement for
    all of them, or by a return that it opens itself."""

    _inherit = "stock.return.picking"

    def _create_return(self):
        if not self.env.su:
            self._check_supplier_agrees()
        picking = super()._create_return()
        self._reserve_other_returns()
        picking._ask_purchases("returns")
        return picking

    def _create_return_at_once(self):
        """As ``_create_return``, which creates each movement by itself."""
        picking = self.picking_id.copy(
            self._prepare_picking_default_values() | {"carrier_id": False, "user_id": False}
        )
        self.env["stock.move"].create(
            [line._prepare_return_move(picking) for line in self.product_return_moves]
        )
        picking.action_confirm()
        picking.action_assign()
        return picking

    def _reserve_other_returns(self):
        """Core takes away what stands ready of earlier returns of the same transfer."""
        returned = self.product_return_moves.move_id.returned_move_ids
        returned.filtered(lambda move: move.state in ("waiting", "confirmed"))._action_assign()

    def _prepare_picking_default_values_based_on(self, picking):
        """What went to another enterprise comes back from between the two, where core's
        transfer says that it went to customers."""
        values = super()._prepare_picking_default_values_based_on(picking)
        went = picking.move_ids.location_dest_id.filtered(
            lambda place: place.usage == "transit" and not place.company_id
        )
        return values | {"location_id": went.id} if len(went) == 1 else values

    def _check_supplier_agrees(self):
        """:raise UserError: naming the supplier, and what to do"""
        # sudo: the warehouse reads neither purchases nor agreements
        returned = self.product_return_moves.filtered("quantity").move_id.sudo()
        purchases = returned.purchase_line_id.order_id.filtered("follows_order")
        for purchase in purchases:
            supplier = purchase.partner_id.name
            if any(move._is_purchase_return() for move in returned):
                raise UserError(
                    self.env._(
                        "These goods are on their way back to %(supplier)s. Ask it to send "
                        "them again.",
                        supplier=supplier,
                    )
                )
            if not purchase.upstream_order_id.agreement_id.takes_back:
                raise UserError(
                    self.env._(
                        "%(supplier)s takes goods back only after it has agreed. Ask it to "
                        "open the return of its shipment: it then stands ready here, among "
                        "what is to be sent.",
                        supplier=supplier,
                    )
                )


class StockReturnPickingLine(models.TransientModel):
    _inherit = "stock.return.picking.line"

    upstream_move_key = fields.Integer(
        groups="base.group_system",
        help="Number of the other enterprise's movement that this continues.",
    )

    def _prepare_return_move(self, picking):
        values = self._prepare_move_default_values(picking)
        (copied,) = self.move_id.copy_data(values)
        return copied | {"move_orig_ids": [fields.Command.link(self.move_id.id)]}

    def _prepare_move_default_values(self, new_picking):
        values = super()._prepare_move_default_values(new_picking)
        # sudo: written by programs only
        return values | {"upstream_move_key": self.sudo().upstream_move_key}
