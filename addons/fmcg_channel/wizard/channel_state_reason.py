from odoo import api, fields, models
from odoo.exceptions import UserError

# Models that may be given a new state with a reason; each has ``_set_state``.
MODELS = (
    "channel.agreement",
    "channel.node",
    "channel.application",
    "channel.identity.change",
)


class ChannelStateReason(models.TransientModel):
    """Ask for the reason before something is suspended, closed or rejected."""

    _name = "channel.state.reason"
    _description = "Reason of a Change"
    _channel_private = True

    model = fields.Char(required=True, readonly=True)
    res_ids = fields.Json(required=True, readonly=True)
    state = fields.Char(required=True, readonly=True)
    reason = fields.Char(required=True)

    @api.model
    def _open_for(self, records, state):
        """Action that asks for the reason and then calls ``_set_state``."""
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "name": self.env._("Reason"),
            "context": {
                "default_model": records._name,
                "default_res_ids": records.ids,
                "default_state": state,
            },
        }

    @api.model
    def _get_models(self):
        """Names of the models that may be given a state; each has ``_set_state``."""
        return MODELS

    def action_apply(self):
        self.ensure_one()
        if self.model not in self._get_models():
            raise UserError(self.env._("Nothing to change here."))
        records = self.env[self.model].browse(self.res_ids)
        records.check_access("write")
        records._set_state(self.state, self.reason)
        return {"type": "ir.actions.act_window_close"}
