from odoo import api, models


class SaleOrder(models.Model):
    """Nobody sets by hand what is derived."""

    _inherit = "sale.order"

    @api.model
    def _has_field_access(self, field, operation):
        """Core lets programs write stored computed fields, whatever views show: an
        order could be given a stage, or another enterprise's agreement."""
        return super()._has_field_access(field, operation) and (
            self.env.su
            or operation == "read"
            or field.name not in self._get_derived_fields()
        )

    @api.model
    def _get_derived_fields(self):
        """Stored fields that only their own computation or buttons write; addons add
        theirs. The day of submission decides which promotions apply, its author who may
        not approve; the key of an intake which order a repetition returns."""
        return {
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
            "kept_addresses",
        }
