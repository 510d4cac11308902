from odoo import api, fields, models
from odoo.exceptions import UserError


class ChannelLedger(models.AbstractModel):
    """A trail that is only ever added to, and by programs alone.

    Nobody changes or deletes an entry, programs that run as superuser included.

    How to use: inherit it instead of ``channel.trail``, give nobody the right to create,
    and say in ``_describe_refusal`` why entries stay.
    """

    _name = "channel.ledger"
    _description = "Ledger"
    _inherit = "channel.trail"

    user_id = fields.Many2one(
        "res.users",
        string="By",
        required=True,
        readonly=True,
        ondelete="restrict",
        default=lambda self: self.env.uid,
    )
    date = fields.Datetime(
        required=True, readonly=True, default=lambda self: fields.Datetime.now()
    )

    @api.model
    def _describe_refusal(self):
        """A sentence for whoever tries to change an entry."""
        raise NotImplementedError

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            self.check_access("create")
            self._refuse_change()
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_change()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        self._refuse_change()

    @api.model
    def _refuse_change(self):
        raise UserError(self._describe_refusal())
