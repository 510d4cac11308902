from odoo import api, fields, models
from odoo.exceptions import AccessError


class ChannelCreditSettings(models.TransientModel):
    """What an enterprise decides about the credit of all its customers.

    Odoo's settings belong to the system administrator; this is for the enterprise.
    """

    _name = "channel.credit.settings"
    _description = "Credit Settings"
    _channel_private = True

    company_id = fields.Many2one(
        "res.company",
        string="Seller",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    hold_overdue = fields.Boolean(
        string="Hold Orders of Customers Who Are Overdue",
        compute="_compute_hold_overdue",
        store=True,
        readonly=False,
    )
    late_count = fields.Integer(
        string="Customers Overdue beyond Grace",
        compute="_compute_late_count",
        help="Credit accounts whose new orders are held, or would be.",
    )

    @api.depends("company_id")
    def _compute_hold_overdue(self):
        for settings in self:
            settings._check_company()
            settings.hold_overdue = settings.company_id.sudo().credit_hold_overdue

    @api.depends("company_id")
    def _compute_late_count(self):
        """What the switch would do today, so that nobody is surprised by it."""
        for settings in self:
            settings._check_company()
            settings.late_count = settings.company_id.sudo()._count_late_accounts()

    def _check_company(self):
        """:raise AccessError: when the user does not work for the enterprise"""
        if self.company_id not in self.env.companies:
            raise AccessError(
                self.env._(
                    "Seller: you do not work for %s.", self.company_id.sudo().name
                )
            )

    def action_save(self):
        """Button: write the decision to the enterprise."""
        self.ensure_one()
        self._check_company()
        # sudo: staff of an enterprise do not write its company
        self.company_id.sudo().credit_hold_overdue = self.hold_overdue
        return {"type": "ir.actions.act_window_close"}
