from odoo import fields, models


class ChannelAgreement(models.Model):
    """Who else pays for what a buyer orders."""

    _inherit = "channel.agreement"

    @property
    def _visible_fields(self):
        return (*super()._visible_fields, "payer_ids")

    payer_ids = fields.Many2many(
        "res.partner",
        "channel_agreement_payer_rel",
        string="Other Payers",
        groups="base.group_user",
        help="Orders may be billed to these too; to nobody else but the customer itself.",
    )
