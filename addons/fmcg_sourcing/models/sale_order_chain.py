from collections import defaultdict

from odoo import api, fields, models

from .order_chain import Goods


class SaleOrder(models.Model):
    """Whom an order serves and who serves it, see ``order_chain.py``."""

    _inherit = "sale.order"

    # for channel.author.guard: whom the seller buys from is its business
    _insider_fields = ("has_chain",)

    has_chain = fields.Boolean(compute="_compute_has_chain", compute_sudo=True)

    @api.depends("order_line.sourcing_share_ids", "purchase_ids.order_line.share_ids")
    def _compute_has_chain(self):
        for order in self:
            order.has_chain = (
                order.order_line.sourcing_share_ids
                or order.purchase_ids.order_line.share_ids
            )

    def action_open_chain(self):
        """The orders around this one, in a dialog."""
        return self.env["channel.order.chain"]._open(self)

    def _get_chain_name(self):
        """Number and customer, for whoever sells."""
        return f"{self.name} · {self.partner_id.name}"

    def _get_chain_goods(self):
        """What the order itself is about, for ``order_chain``."""
        lines = self.sudo().order_line.filtered("product_id.is_storable")
        return [line._to_chain_goods() for line in lines]

    def _get_chain_supplies(self, companies):
        """Dict from the purchases that serve this order to what of them is for it.

        :param companies: the reader's
        """
        found = defaultdict(list)
        for share in self.order_line.sourcing_share_ids:
            if share.company_id in companies:
                found[share.purchase_line_id.order_id].append(share._to_supplied_goods())
        return found

    def _get_chain_customers(self, companies):
        """Dict from orders that this one serves, in the books of the customer, to what of
        this one is for them."""
        found = defaultdict(list)
        for purchase in self.purchase_ids:
            if purchase.company_id in companies:
                found.update(purchase._get_chain_customers(companies))
        return found


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _to_chain_goods(self, coming=None):
        """:param coming: see ``order_chain.Goods``"""
        return Goods(
            self.product_id,
            self._to_own_unit(self.product_uom_qty),
            self._to_own_unit(self.qty_delivered),
            coming,
            self.promised_date or None,
        )

    def _to_own_unit(self, quantity):
        """``quantity`` of the line, in the product's own unit."""
        return self.product_uom_id._compute_quantity(quantity, self.product_id.uom_id)


class ChannelSourcingShare(models.Model):
    _inherit = "channel.sourcing.share"

    def _to_supplied_goods(self):
        """The purchase's line, with what of it comes for the customer."""
        return self.purchase_line_id._to_chain_goods(self._get_open_quantity())

    def _to_served_goods(self):
        """The customer's line, with what comes for it."""
        return self.sale_line_id._to_chain_goods(self._get_open_quantity())
