from odoo import api, models


class SaleOrder(models.Model):
    """Nobody sets by hand what is derived."""

    _inherit = "sale.order"

    @api.model
    def _get_derived_fields(self):
        """Stored fields that only their own computation or buttons write. The moment of
        submission decides what the order is priced by, its author who may not approve;
        the key of an intake which order a repetition returns."""
        return super()._get_derived_fields() | {
            "buyer_node_id",
            "seller_node_id",
            "agreement_id",
            "channel_stage",
            "submitted_date",
            "submitted_by_id",
            "confirmed_by_id",
            "cancelled_date",
            "cancelled_by_id",
            "intake_key",
            "order_channel",
            "gate_reason_ids",
            "is_held",
            "held_since",
        }
