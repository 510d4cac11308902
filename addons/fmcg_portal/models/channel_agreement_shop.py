from odoo import models

from odoo.addons.fmcg_catalog.engine import packing

from ..engine import cart_key


class ChannelAgreement(models.Model):
    """What a card of the shop shows of a product: prices and limits, unit by unit."""

    _inherit = "channel.agreement"

    def _get_shop_cards(self, products, search=""):
        """The products with all units they can be ordered in.

        The number of queries does not grow with the products.

        :param search: what the buyer searched for: the barcode of a unit chooses it
        :return: list of dicts with ``product``, ``offers`` (see
            :meth:`_prepare_shop_offer`), the ``chosen`` one of these, and whether it
            was ``scanned``
        """
        self.ensure_one()
        Order = self.env["sale.order"]
        units = {
            product: Order._get_channel_units(product).sorted(
                lambda unit, own=product.uom_id: (unit != own, unit.factor)
            )
            for product in products
        }
        pairs = [(product, unit) for product in products for unit in units[product]]
        prices = Order._get_channel_prices(self, pairs)
        prices = Order._get_shown_prices(self, prices)
        limits = self._get_order_limits(pairs)
        offers = {
            pair: self._prepare_shop_offer(*pair, prices[pair], limits[pair])
            for pair in pairs
        }
        scanned = self._get_scanned_units(products, search)
        preferred = self._get_last_units(products) | scanned
        return [
            {
                "product": product,
                "offers": [offers[product, unit] for unit in units[product]],
                "chosen": offers.get(
                    (product, preferred.get(product)), offers[product, product.uom_id]
                ),
                "scanned": product in scanned,
            }
            for product in products
        ]

    def _prepare_shop_offer(self, product, unit, price, limit):
        """One unit of one product.

        :return: dict with the ``key`` in the cart, the ``unit``, the ``word`` that it is
            called by where ``contains`` stands beside it, its ``price``
            as the seller shows it (``None``: none yet) and ``price_text``, the ``limit``
            as of :meth:`_get_order_limits`, how many of the product's own unit it
            ``contains`` (``None`` for that unit itself), and the ``data`` that the
            page's script reads
        """
        own = product.uom_id
        currency = self._get_price_currency()
        data = {
            "key": cart_key.write(product.id, unit.id, own.id),
            "price": price,
            "digits": self.env["sale.order"]._get_quantity_digits(unit),
            **{name: limit[name] for name in ("least", "step", "most")},
        }
        return {
            "key": data["key"],
            "unit": unit,
            "word": unit.name if unit == own else packing.short(unit.name),
            "price": price,
            "price_text": price is not None and currency._format_price(price),
            "limit": limit,
            "contains": None if unit == own else round(unit.factor / own.factor, 3),
            "data": {
                f"data-{name}": str(value)
                for name, value in data.items()
                if value is not None
            },
        }
