from odoo import api, fields, models


class ChannelGateReleaseAsk(models.TransientModel):
    """Say why an order goes through in spite of the gate."""

    _name = "channel.gate.release.ask"
    _description = "Release an Order"
    _inherit = "channel.reference.guard"
    _channel_private = True

    _visible_fields = ("order_id",)

    order_id = fields.Many2one(
        "sale.order", required=True, readonly=True, ondelete="cascade"
    )
    reasons = fields.Text(string="What Is Let Through", compute="_compute_reasons")
    remaining = fields.Text(
        string="What Still Stands",
        compute="_compute_reasons",
        help="You cannot release the order from this.",
    )
    comment = fields.Char(string="Why", required=True)

    @api.depends("order_id")
    def _compute_reasons(self):
        for wizard in self:
            order = wizard.order_id
            order.check_access("read")
            released = order._get_releasable_blockers() if order else []
            waiting = order.sudo()._get_waiting_blockers() if order else []
            others = [blocker for blocker in waiting if blocker not in released]
            wizard.reasons = "\n".join(b.message for b in released) or False
            wizard.remaining = "\n".join(b.message for b in others) or False

    def action_release(self):
        self.ensure_one()
        self.env["channel.gate.release"]._release(self.order_id, self.comment)
        return {"type": "ir.actions.act_window_close"}
