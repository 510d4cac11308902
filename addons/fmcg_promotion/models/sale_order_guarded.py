from odoo import api, models

# What is decided by codes, buttons and promotions, never by a value that a client sends
ORDER_GUARDED = frozenset(
    {
        "coupon_ids",
        "promotion_application_ids",
        "promotion_basis",
        "promotion_choices",
        "promotion_declined_ids",
        "promotion_result",
    }
)


class SaleOrder(models.Model):
    """Nobody sets by hand what promotions found, or which of them an order is for.

    Views show these fields read-only, but core lets programs write them.
    """

    _inherit = "sale.order"

    @property
    def _visible_fields(self):
        """Forms show the names of whatever they are told to."""
        return (
            *super()._visible_fields,
            "coupon_ids",
            "promotion_declined_ids",
        )

    @api.model
    def _get_derived_fields(self):
        return super()._get_derived_fields() | ORDER_GUARDED
