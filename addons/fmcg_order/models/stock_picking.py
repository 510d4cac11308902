from odoo import api, fields, models
from odoo.exceptions import UserError


class StockPicking(models.Model):
    _inherit = "stock.picking"

    # the seller's people: channel.author.guard
    _insider_fields = ("done_by_id", "preparation_user_id")

    # channel.step.guard: who prepared and shipped, and when, is not said by hand
    _step_fields = ("state", "preparation_date", "preparation_user_id", "done_by_id")

    preparation_date = fields.Datetime(
        string="Preparation Started", readonly=True, copy=False
    )
    preparation_user_id = fields.Many2one(
        "res.users", string="Prepared by", readonly=True, copy=False
    )
    done_by_id = fields.Many2one(
        "res.users", string="Finished by", readonly=True, copy=False
    )
    receipt_id = fields.Many2one(
        "channel.receipt",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups="base.group_user",
        help="The customer's word that this shipment has arrived.",
    )
    can_start_preparation = fields.Boolean(compute="_compute_can_start_preparation")

    @api.model
    def _get_derived_fields(self):
        """A receipt is the customer's word: nobody writes it onto a transfer by hand."""
        return super()._get_derived_fields() | {"receipt_id"}

    @api.depends("state", "preparation_date", "picking_type_id.code")
    def _compute_can_start_preparation(self):
        for picking in self:
            picking.can_start_preparation = (
                not picking.preparation_date
                and picking.state in ("confirmed", "assigned")
                and picking.picking_type_id.code in ("internal", "outgoing")
            )

    def action_start_preparation(self):
        """Button of the warehouse: this transfer is being prepared now."""
        for picking in self:
            if not picking.can_start_preparation:
                raise UserError(
                    self.env._(
                        "%s cannot be started: it waits for another transfer, or it "
                        "was started or finished before.",
                        picking.name,
                    )
                )
        self._take_step().write(
            {
                "preparation_date": fields.Datetime.now(),
                "preparation_user_id": self.env.uid,
            }
        )
        return True

    def _is_preparation_started(self):
        return (
            bool(self.preparation_date)
            or self.state == "done"
            or any(move.picked for move in self.move_ids)
        )

    def _is_all_picked(self):
        moves = self.move_ids.filtered(lambda move: move.state != "cancel")
        return bool(moves) and all(move.picked for move in moves)

    def _is_part_of_order(self):
        """Whether something of the order had still to leave when this shipment left."""
        self.ensure_one()
        pickings = self.sale_id.picking_ids.filtered(
            lambda picking: picking.state != "cancel"
            and picking.picking_type_id.code in ("internal", "outgoing")
        )
        return any(
            picking.state != "done"
            or (
                picking.picking_type_id.code == "outgoing"
                and (picking.date_done, picking.id) > (self.date_done, self.id)
            )
            for picking in pickings - self
        )

    def _is_delivered_to_customer(self):
        """Whether the carrier has reported the arrival; tracking extends this."""
        return False

    def _action_done(self):
        result = super()._action_done()
        self.filtered(lambda p: p.state == "done").sudo().done_by_id = self.env.uid
        return result
