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

    @api.model
    def _get_setting_names(self):
        return [*super()._get_setting_names(), "sourcing_release", "sourcing_cutoff"]
