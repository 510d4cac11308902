from odoo import models

from ..engine.blocker import Blocker


class SaleOrder(models.Model):
    """What the gate says about prices."""

    _inherit = "sale.order"

    def _collect_blockers(self):
        blockers = super()._collect_blockers()
        if not self.buyer_node_id:
            return blockers
        return blockers + self._collect_price_blockers()

    def _collect_price_blockers(self):
        """Products that no list of the buyer's chain has a price for."""
        lines = self.order_line.filtered(lambda line: line._lacks_price())
        if not lines:
            return []
        message = self.env._(
            "No price for: %s. Add it to a price list of this customer, or remove the "
            "line.",
            ", ".join(lines.product_id.mapped("display_name")),
        )
        return [Blocker("no_price", message, line_ids=tuple(lines.ids))]

    def _get_gate_dependencies(self):
        return super()._get_gate_dependencies() + [
            "order_line.price_unit",
            "order_line.technical_price_unit",
        ]
