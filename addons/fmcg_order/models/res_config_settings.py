from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    shipping_cutoff = fields.Float(
        related="company_id.shipping_cutoff", readonly=False
    )
    order_hold_days = fields.Integer(
        related="company_id.order_hold_days", readonly=False
    )
    shown_price_tax = fields.Selection(
        related="company_id.shown_price_tax", readonly=False
    )
