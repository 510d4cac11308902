from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    order_open_word = fields.Selection(
        related="company_id.order_open_word", readonly=False
    )
