from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    channel_node_id = fields.Many2one(related="company_id.channel_node_id")
    channel_open_applications = fields.Boolean(
        related="company_id.channel_open_applications", readonly=False
    )
