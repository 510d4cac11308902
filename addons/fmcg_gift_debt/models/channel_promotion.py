from odoo import fields, models

from odoo.addons.fmcg_promotion.engine import definition


class ChannelPromotion(models.Model):
    """Promotions may owe the gifts that are out of stock."""

    _inherit = "channel.promotion"

    shortage = fields.Selection(
        selection_add=[
            (definition.SUBSTITUTE,),
            (definition.OWED, "Owe it, and deliver it later"),
            (definition.NOTHING,),
        ],
        ondelete={definition.OWED: "set default"},
    )

    def _filter_used(self):
        owing = self.env["channel.gift.debt"].sudo()._read_group(
            [("promotion_id", "in", self.ids)], ["promotion_id"]
        )
        ids = {promotion.id for (promotion,) in owing}
        return super()._filter_used() | self.filtered(lambda one: one.id in ids)
