from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..models.res_company import CATALOG_DEFAULTS


class ChannelCatalogSettings(models.TransientModel):
    """What an enterprise decides about its catalogue as a whole.

    Odoo's settings belong to the system administrator; this is for the administrator of
    the enterprise.
    """

    _name = "channel.catalog.settings"
    _description = "Catalogue Settings"
    _channel_private = True

    company_id = fields.Many2one(
        "res.company",
        string="Seller",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    catalog_default = fields.Selection(
        CATALOG_DEFAULTS,
        string="Products without a Listing Rule",
        compute="_compute_catalog_default",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )

    @api.depends("company_id")
    def _compute_catalog_default(self):
        for settings in self:
            settings.catalog_default = settings.company_id.catalog_default

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
        return ["catalog_default"]
