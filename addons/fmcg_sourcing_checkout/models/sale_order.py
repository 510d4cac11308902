from odoo import api, fields, models


class SaleOrder(models.Model):
    """Orders to several sellers that the buyer made in one go know each other by the
    buyer's number of the purchase. A seller sees the number and its own order."""

    _inherit = "sale.order"

    purchase_number = fields.Char(
        string="Purchase No.",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The buyer's own number, the same on all orders that it made of one cart.",
    )

    _purchase_number_unique = models.UniqueIndex(
        "(buyer_node_id, company_id, purchase_number) WHERE purchase_number IS NOT NULL",
        "This purchase has an order of this seller already.",
    )

    @api.model
    def _find_purchase_orders(self, node, number):
        """All orders of one purchase, as superuser; the caller has checked that the user
        buys for ``node``."""
        return self.sudo().search(
            [("buyer_node_id", "=", node.id), ("purchase_number", "=", number)], order="id"
        )

    def _get_orders_of_purchase(self):
        """The other orders of the same purchase, for its buyer only."""
        self.ensure_one()
        order = self.sudo()
        if not order.purchase_number:
            return order.browse()
        return self._find_purchase_orders(order.buyer_node_id, order.purchase_number) - order
