from collections import defaultdict

from odoo import models

from .order_chain import Goods


class PurchaseOrder(models.Model):
    """Whom a purchase serves and who serves it, see ``order_chain.py``."""

    _inherit = "purchase.order"

    def action_open_chain(self):
        """The orders around this one, in a dialog."""
        return self.env["channel.order.chain"]._open(self)

    def _get_chain_name(self):
        """The supplier's number, once it has the order, and the supplier."""
        return f"{self.partner_ref or self.name} · {self.partner_id.name}"

    def _get_chain_goods(self):
        lines = self.sudo().order_line.filtered("product_id.is_storable")
        return [line._to_chain_goods() for line in lines]

    def _get_chain_supplies(self, companies):
        """What serves the supplier's order, where the reader works there too."""
        upstream = self.upstream_order_id
        if upstream.company_id not in companies:
            return {}
        return upstream._get_chain_supplies(companies)

    def _get_chain_customers(self, companies):
        found = defaultdict(list)
        for share in self.order_line.share_ids:
            found[share.sale_line_id.order_id].append(share._to_served_goods())
        return found

    def _get_stage_word(self):
        """Where the purchase stands, in the reader's words."""
        if not self.follows_order:
            return self.env._("Not handed in yet")
        words = dict(self._fields["channel_stage"]._description_selection(self.env))
        return words.get(self.channel_stage, "")


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    def _to_chain_goods(self, coming=None):
        """:param coming: see ``order_chain.Goods``"""
        return Goods(
            self.product_id,
            self._to_own_unit(self.product_qty),
            self._to_own_unit(self.qty_received),
            coming,
            self._get_arrival_day() or None,
        )

    def _to_own_unit(self, quantity):
        """``quantity`` of the line, in the product's own unit."""
        return self.product_uom_id._compute_quantity(quantity, self.product_id.uom_id)
