from odoo import api, models
from odoo.tools import float_compare

from odoo.addons.fmcg_channel.words import join_names
from odoo.addons.fmcg_order.engine.blocker import Blocker


class SaleOrder(models.Model):
    """What the gate says about prices."""

    _inherit = "sale.order"

    def _collect_blockers(self):
        return super()._collect_blockers() + self._collect_price_blockers()

    def _collect_price_blockers(self):
        self.ensure_one()
        if not self.buyer_node_id or self.state not in ("draft", "sent"):
            return []
        return [*self._collect_no_price_blockers(), *self._collect_floor_blockers()]

    def _collect_no_price_blockers(self):
        """Products that no list of the buyer's chain has a price for."""
        lines = self.order_line.filtered(lambda line: line._lacks_price())
        if not lines:
            return []
        message = self.env._(
            "No price for: %s. Add it to a price list of this customer, or remove it "
            "from the order.",
            join_names(self.env, lines.product_id.mapped("display_name")),
        )
        return [Blocker("no_price", message, line_ids=lines._ids)]

    def _collect_floor_blockers(self):
        """Prices and discounts given by hand that go below a floor price."""
        found = self.order_line._get_below_floor()
        if not found:
            return []
        currency = self.company_id.currency_id
        low = [
            self.env._(
                "%(product)s at %(price)s instead of %(floor)s",
                product=line.product_id.display_name,
                price=currency.format(price),
                floor=currency.format(floor),
            )
            for line, (price, floor) in found.items()
        ]
        message = self.env._(
            "Below the floor price: %s. Raise the price, or have the floor lowered.",
            join_names(self.env, low),
        )
        lines = self.env["sale.order.line"].union(*found)
        return [Blocker("below_floor", message, line_ids=lines._ids)]

    def _get_gate_dependencies(self):
        return super()._get_gate_dependencies() + [
            "order_line.price_unit",
            "order_line.discount",
        ]


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _get_below_floor(self):
        """Lines whose price was given by hand and lies below the product's floor.

        What lists and promotions give is their affair, and stands: it is the price
        before promotions that is looked at, free goods included.

        :return: dict from line to its net price and the floor, both for one of the
            product's own unit in the company's currency
        """
        lines = self.filtered(
            lambda line: line._needs_price() and not line._lacks_price()
        )
        if not lines:
            return {}
        company = lines.company_id[:1]
        floors = lines.product_id._get_floor_prices(company)
        low = {}
        for line in lines:
            price, floor = line._get_net_product_price(), floors[line.product_id]
            if line._is_price_below(price, floor):
                low[line] = (price, floor)
        if not low:
            return {}
        quotes = self.union(*low)._get_quotes()
        return {
            line: pair
            for line, pair in low.items()
            if line._is_price_below(line._get_net_price(), quotes[line.id].price or 0.0)
            or quotes[line.id].price is None
        }

    def _get_net_price(self):
        """After the line's discount and before promotions, per ordered unit in the
        order's currency."""
        self.ensure_one()
        price, discount = self.sudo()._get_list_terms()
        return price * (1 - (discount or 0.0) / 100)

    def _get_net_product_price(self):
        """As ``_get_net_price``, per product unit in the company's currency."""
        self.ensure_one()
        price = self.product_uom_id._compute_price(
            self._get_net_price(), self.product_id.uom_id
        )
        return self.currency_id._convert(
            price,
            self.company_id.currency_id,
            self.company_id,
            self._get_order_date(),
            round=False,
        )

    @api.model
    def _is_price_below(self, price, other):
        digits = self.env["decimal.precision"].precision_get("Product Price")
        return float_compare(price, other, precision_digits=digits) < 0
