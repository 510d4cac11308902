from decimal import Decimal

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.fmcg_channel.quantities import to_quantity
from odoo.addons.fmcg_channel.words import join_names
from odoo.addons.fmcg_order.engine.blocker import Blocker


class SaleOrder(models.Model):
    """Some buyers want all of an order or none of it: what is not there as a whole is not
    ordered. What is to ship in parts, and what waits until all is there, is core's shipping
    policy."""

    _inherit = "sale.order"

    only_complete = fields.Boolean(
        string="Only If All Is There",
        help="The order is confirmed only while everything on it is in stock, and ships at "
        "once. What is lacking is not ordered from suppliers.",
    )

    def _collect_blockers(self):
        return super()._collect_blockers() + self._collect_incomplete_blockers()

    @api.model
    def _get_gate_dependencies(self):
        return [*super()._get_gate_dependencies(), "only_complete"]

    def _collect_incomplete_blockers(self):
        """What is not in stock, all in one reason."""
        if not self.only_complete or self.state not in ("draft", "sent"):
            return []
        lacking = self._find_lacking()
        if not lacking:
            return []
        parts = [self._describe_lack(product, *two) for product, two in lacking.items()]
        message = self.env._(
            "Not all of the order is there, and it was to be all or nothing: %s. Order "
            "less, or let the rest come later.",
            join_names(self.env, parts),
        )
        lines = self.order_line.filtered(lambda line: line.product_id in lacking)
        return [Blocker("not_complete", message, line_ids=lines._ids)]

    def _find_lacking(self):
        """What stock does not have of the order, gifts included.

        :return: dict from ``product.product`` to what is wanted and what of it is lacking,
            in the product's own unit
        """
        self.ensure_one()
        wanted = {}
        for line in self.order_line:
            product = line.product_id
            if product.is_storable and line.product_uom_qty > 0:
                quantity = line.product_uom_id._compute_quantity(
                    line.product_uom_qty, product.uom_id, round=False
                )
                wanted[product] = wanted.get(product, Decimal(0)) + to_quantity(quantity)
        if not wanted:
            return {}
        products = self.env["product.product"].union(*wanted)
        free = self.company_id._in_own_books()._get_free_for(self.agreement_id, products)
        return {
            product: (quantity, lack)
            for product, quantity in wanted.items()
            if (lack := quantity - max(free.get(product.id, 0), 0)) > 0
        }

    @api.model
    def _describe_lack(self, product, wanted, lack):
        return self.env._(
            "%(product)s, %(lack)g of %(wanted)g %(unit)s lacking",
            product=product.with_context(display_default_code=False).display_name,
            lack=lack,
            wanted=wanted,
            unit=product.uom_id.name,
        )

    @api.model
    def _ask_incomplete(self, company, products):
        """Have the orders asked again that wait for all of their goods, some of
        ``products`` among them."""
        orders = self.search(
            self._get_held_domain()
            & Domain("company_id", "=", company.id)
            & Domain("only_complete", "=", True)
            & Domain("order_line.product_id", "in", products.ids)
        )
        self.env["channel.gate.note"]._leave(orders, "stock")

    def _action_confirm(self):
        """What is all or nothing leaves as a whole, also where goods went to another order
        in the same moment."""
        self.filtered("only_complete").picking_policy = "one"
        return super()._action_confirm()
