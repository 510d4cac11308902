from odoo import api, fields, models


class ChannelEnterpriseSettings(models.TransientModel):
    _inherit = "channel.enterprise.settings"

    sourcing_release = fields.Selection(
        selection=lambda self: self.env["res.company"]
        ._fields["sourcing_release"]
        ._description_selection(self.env),
        string="What Customers Wait For",
        compute="_compute_settings",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    sourcing_cutoff = fields.Float(
        string="Cut-off Time",
        compute="_compute_settings",
        store=True,
        precompute=True,
        readonly=False,
    )
    replenishment_release = fields.Selection(
        selection=lambda self: self.env["res.company"]
        ._fields["replenishment_release"]
        ._description_selection(self.env),
        string="What the Stock Needs",
        compute="_compute_settings",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    replenishment_budget = fields.Monetary(
        compute="_compute_settings", store=True, precompute=True, readonly=False
    )
    replenishment_period = fields.Selection(
        selection=lambda self: self.env["res.company"]
        ._fields["replenishment_period"]
        ._description_selection(self.env),
        string="Budget Is For",
        compute="_compute_settings",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    replenishment_days = fields.Integer(
        string="Days of Sell-out",
        compute="_compute_settings",
        store=True,
        precompute=True,
        readonly=False,
    )

    @api.model
    def _get_setting_names(self):
        return [
            *super()._get_setting_names(),
            "sourcing_release",
            "sourcing_cutoff",
            "replenishment_release",
            "replenishment_budget",
            "replenishment_period",
            "replenishment_days",
        ]
