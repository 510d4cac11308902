from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

ASKED_FOR = {"account_id", "amount", "date_from", "date_to", "reason"}


class ChannelCreditRaise(models.Model):
    """A higher limit for a time. Entering one grants it; it can only be revoked."""

    _name = "channel.credit.raise"
    _description = "Temporary Raise of a Credit Limit"
    _inherit = ["channel.price.guard", "channel.trail"]
    _order = "date_to desc, id desc"
    _rec_name = "account_id"

    account_id = fields.Many2one(
        "channel.credit.account", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="account_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(required=True, help="On top of the permanent limit.")
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env.company._get_channel_today(),
    )
    date_to = fields.Date(string="Until", required=True, help="The last day it counts.")
    reason = fields.Char(required=True)
    state = fields.Selection(
        [("granted", "Granted"), ("revoked", "Revoked")],
        default="granted",
        required=True,
        readonly=True,
    )
    granted_by_id = fields.Many2one(
        "res.users",
        string="Granted by",
        required=True,
        readonly=True,
        default=lambda self: self.env.uid,
    )

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "Amount: a raise must be more than zero."
    )
    _dates_ordered = models.Constraint(
        "CHECK (date_to >= date_from)",
        "Until: the end of a raise cannot lie before its start.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Nobody grants in somebody else's name."""
        raises = super().create(
            [
                {key: value for key, value in vals.items() if key in ASKED_FOR}
                for vals in vals_list
            ]
        )
        raises._check_reason()
        for account in raises.account_id:
            account.check_access("read")
        self._record_events(raises, "raise")
        raises.account_id._ask_later()
        return raises

    def write(self, vals):
        """A granted raise is a promise on record; revoke it and grant another one."""
        if not self.env.su or vals.keys() - {"state"}:
            raise UserError(
                self.env._("A raise cannot be changed: revoke it and grant a new one.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A raise cannot be deleted: revoke it."))

    def _check_reason(self):
        if not all((one.reason or "").strip() for one in self):
            raise ValidationError(self.env._("Reason: say why the limit is raised."))

    def action_revoke(self):
        """Button: end it now. Whoever may grant raises may revoke them."""
        self.check_access("read")
        self.check_access("create")
        granted = self.filtered(lambda one: one.state == "granted")
        granted.sudo().write({"state": "revoked"})
        self._record_events(granted, "revoke")
        return True

    @api.model
    def _record_events(self, raises, kind):
        self.env["channel.credit.event"]._record(
            [
                {
                    "account_id": one.account_id.id,
                    "kind": kind,
                    "raise_id": one.id,
                    "reason": one.reason,
                    "before": 0.0 if kind == "raise" else one.amount,
                    "after": one.amount if kind == "raise" else 0.0,
                }
                for one in raises.sudo()
            ]
        )

    @api.model
    def _find_in_force(self, accounts):
        """Raises of ``accounts`` that count today, where each seller is."""
        domains = []
        for company, own in accounts.grouped("company_id").items():
            today = company._get_channel_today()
            domains.append(
                Domain("account_id", "in", own.ids)
                & Domain("date_from", "<=", today)
                & Domain("date_to", ">=", today)
            )
        if not domains:
            return self.browse()
        return self.search(Domain("state", "=", "granted") & Domain.OR(domains))
