from odoo import fields, models


class SaleReport(models.Model):
    """Channel dimensions of core's sales analysis."""

    _inherit = "sale.report"

    buyer_node_id = fields.Many2one("channel.node", readonly=True)
    seller_node_id = fields.Many2one("channel.node", readonly=True)
    agreement_id = fields.Many2one("channel.agreement", readonly=True)
    buyer_tier_id = fields.Many2one("channel.tier", readonly=True)
    buyer_territory_id = fields.Many2one("channel.territory", readonly=True)
    buyer_grade_id = fields.Many2one("channel.grade", readonly=True)
    channel_stage = fields.Selection(
        selection=lambda self: self.env["sale.order"]
        ._fields["channel_stage"]
        ._description_selection(self.env),
        string="Stage",
        readonly=True,
    )

    def _get_channel_columns(self):
        """Report field -> SQL column; extend it together with ``_from_sale``."""
        return {
            "buyer_node_id": "s.buyer_node_id",
            "seller_node_id": "s.seller_node_id",
            "agreement_id": "s.agreement_id",
            "buyer_tier_id": "buyer_node.tier_id",
            "buyer_territory_id": "buyer_node.territory_id",
            "buyer_grade_id": "agreement.grade_id",
            "channel_stage": "s.channel_stage",
        }

    def _select_additional_fields(self):
        return super()._select_additional_fields() | self._get_channel_columns()

    def _from_sale(self):
        return (
            super()._from_sale()
            + """
            LEFT JOIN channel_node buyer_node ON buyer_node.id = s.buyer_node_id
            LEFT JOIN channel_agreement agreement ON agreement.id = s.agreement_id
            """
        )

    def _group_by_sale(self):
        return ", ".join(
            [super()._group_by_sale(), *self._get_channel_columns().values()]
        )
