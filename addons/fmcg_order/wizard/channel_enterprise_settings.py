from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..models.res_company import PRICE_TAXES


class ChannelEnterpriseSettings(models.TransientModel):
    """What an enterprise decides about orders as a whole.

    Odoo's settings belong to the system administrator; this is for the administrator of
    the enterprise. How to use: an add-on declares a field of the same name as on
    ``res.company``, with ``_compute_settings`` as its compute, and names it in
    ``_get_setting_names``.
    """

    _name = "channel.enterprise.settings"
    _description = "Enterprise Settings"
    _channel_private = True

    company_id = fields.Many2one(
        "res.company",
        string="Seller",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    shown_price_tax = fields.Selection(
        PRICE_TAXES,
        string="Prices Shown to Customers",
        compute="_compute_settings",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )

    @api.depends("company_id")
    def _compute_settings(self):
        for settings in self:
            for name in self._get_setting_names():
                settings[name] = settings.company_id[name]

    def action_save(self):
        """Button: write the decision to the enterprise.

        :raise AccessError: when the user does not work for it
        """
        self.ensure_one()
        company = self.company_id
        if company not in self.env.companies:
            raise AccessError(
                self.env._("Seller: you do not work for %s.", company.sudo().name)
            )
        # sudo: an administrator of an enterprise does not write its company
        company.sudo().write({name: self[name] for name in self._get_setting_names()})
        return {"type": "ir.actions.act_window_close"}

    @api.model
    def _get_setting_names(self):
        """Decisions are kept on the enterprise, in fields of the same names."""
        return ["shown_price_tax"]
