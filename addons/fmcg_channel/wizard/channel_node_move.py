from odoo import api, fields, models
from odoo.exceptions import UserError


class ChannelNodeMove(models.TransientModel):
    """Move a node to another upstream, with a reason and what it buys from whom."""

    _name = "channel.node.move"
    _description = "Move to Another Upstream"
    _inherit = "channel.reference.guard"
    _channel_private = True

    _visible_fields = ("node_id", "parent_id")

    node_id = fields.Many2one("channel.node", required=True, ondelete="cascade")
    current_id = fields.Many2one(related="node_id.parent_id", string="Current Upstream")
    parent_id = fields.Many2one(
        "channel.node",
        string="New Upstream",
        required=True,
        domain="[('id', '!=', node_id), ('id', '!=', current_id)]",
    )
    reason = fields.Char(required=True)
    close_agreement = fields.Boolean(
        string="Close the agreement with the current upstream",
    )
    has_agreement = fields.Boolean(compute="_compute_has_agreement")

    @api.depends("node_id")
    def _compute_has_agreement(self):
        for wizard in self:
            wizard.has_agreement = bool(wizard._get_current_agreement())

    def _get_current_agreement(self):
        company = self.node_id.parent_id.company_id
        if not company:
            return self.env["channel.agreement"]
        agreement = self.node_id._get_seller_agreement(company)
        return agreement.filtered(lambda a: a.state != "closed")

    def action_move(self):
        self.ensure_one()
        if self.parent_id == self.current_id:
            raise UserError(
                self.env._(
                    "New Upstream: %s is the upstream already.", self.parent_id.name
                )
            )
        agreement = self._get_current_agreement()
        node = self.node_id.with_context(channel_transfer_reason=self.reason)
        node.parent_id = self.parent_id
        if self.close_agreement and agreement:
            agreement.with_user(self.env.user)._set_state("closed", self.reason)
        return {"type": "ir.actions.act_window_close"}
