from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.fmcg_channel.quantities import to_quantity

from ..engine import rhythm as engine

# How far back purchases tell something about the next one
DAYS_BACK = 180


class ChannelOrderDesk(models.AbstractModel):
    """Loads what ``engine/rhythm.py`` thinks about, and shows what it suggests."""

    _inherit = "channel.order.desk"

    @api.model
    def suggest(self, agreement_id):
        """What the customer should order now, by its rhythm and what it has left.

        :return: list of rows with quantities, what runs out first comes first; each has
            ``run_out`` (day), ``interval`` (days) and ``rate`` (pieces a day)
        """
        agreement = self._find_agreement(agreement_id)
        purchases, units = self._load_purchases(agreement)
        Order = self.env["sale.order"]
        products = Order._find_channel_products(agreement, list(units))
        suggestions = engine.suggest(
            purchases,
            agreement.company_id._get_channel_today(),
            self._get_rhythm_limits(agreement, products, units),
        )
        found = {one.product: one for one in suggestions}
        quantities = {}
        for product_id, one in found.items():
            product = products.browse(product_id)
            pair, quantity = self._to_unit(product, units[product_id], one.quantity)
            quantities[pair] = quantity
        return [
            row | self._prepare_rhythm(found[row["product_id"]], row)
            for row in self._prepare_rows(agreement, quantities)
        ]

    @api.model
    def _prepare_rhythm(self, suggestion, row):
        rhythm = suggestion.rhythm
        product = self.env["product.product"].sudo().browse(row["product_id"])
        piece = self.env["uom.uom"].sudo().browse(row["piece"]["id"])
        rate = float(rhythm.rate) * product.uom_id.factor / piece.factor
        return {
            "run_out": rhythm.run_out.isoformat(),
            "interval": round(float(rhythm.interval), 1),
            "rate": round(rate, 2),
        }

    @api.model
    def _load_purchases(self, agreement):
        """Confirmed purchases of the last months.

        :return: list of the engine's ``Purchase``, and dict from product id to the unit
            (``uom.uom``) in which it was bought the last time
        """
        company = agreement.company_id
        start = company._get_channel_today() - timedelta(days=DAYS_BACK)
        lines = (
            self.env["sale.order.line"]
            .sudo()
            .search(
                self._get_bought_domain(agreement)
                & Domain("state", "=", "sale")
                & Domain("product_uom_qty", ">", 0)
                & Domain("order_id.date_order", ">=", start),
                order="id",
            )
        )
        units = {line.product_id.id: line.product_uom_id for line in lines}
        purchases = [
            engine.Purchase(
                line.product_id.id,
                company._get_channel_day(line.order_id.date_order),
                to_quantity(line.product_uom_qty * self._get_factor(line)),
            )
            for line in lines
        ]
        return purchases, units

    @api.model
    def _get_factor(self, line):
        """How many of the product's own unit are in the line's."""
        return line.product_uom_id.factor / line.product_id.uom_id.factor

    @api.model
    def _get_rhythm_limits(self, agreement, products, units):
        """What can be ordered of each product, for the engine, in its own unit.

        Whoever buys in cases goes on to do so, unless the unit is not sold any more.
        """
        pairs = {
            product: (product, self._get_buying_unit(product, units[product.id]))
            for product in products
        }
        limits = agreement._get_order_limits(list(pairs.values()))
        return {
            product.id: self._prepare_rhythm_limits(pair, limits[pair])
            for product, pair in pairs.items()
        }

    @api.model
    def _get_buying_unit(self, product, unit):
        sold = self.env["sale.order"]._get_channel_units(product)
        return unit if unit in sold else product.uom_id

    @api.model
    def _prepare_rhythm_limits(self, pair, limit):
        product, unit = pair
        factor = to_quantity(unit.factor / product.uom_id.factor)
        most = limit["most"]
        return engine.Limits(
            least=to_quantity(limit["least"]) * factor,
            step=to_quantity(limit["step"]) * factor,
            most=None if most is None else to_quantity(most) * factor,
        )

    @api.model
    def _to_unit(self, product, unit, quantity):
        """The pair and the quantity in which the customer buys."""
        unit = self._get_buying_unit(product, unit)
        number = float(quantity) * product.uom_id.factor / unit.factor
        return (product, unit), round(number, 3)
