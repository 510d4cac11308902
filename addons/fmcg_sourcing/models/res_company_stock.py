from collections import defaultdict

from odoo import fields, models

from odoo.addons.fmcg_channel.quantities import to_quantity

from ..engine.free_stock import Lot, make_shelf

# Moves that still want goods
OPEN = ("waiting", "confirmed", "partially_available", "assigned")


class ResCompany(models.Model):
    """What lies in an enterprise's warehouses, and who waits for it."""

    _inherit = "res.company"

    def _get_waiting_moves(self, products):
        """What takes goods for customers out of the stock, and has not done so."""
        return self.env["stock.move"].search(self._get_waiting_domain(products))

    def _get_waiting_domain(self, products):
        return [
            ("company_id", "=", self.id),
            ("product_id", "in", products.ids),
            ("state", "in", OPEN),
            ("sale_line_id", "!=", False),
            ("picking_code", "in", ("internal", "outgoing")),
            ("move_orig_ids", "=", False),
        ]

    def _reserve_what_is_free(self, products):
        """Goods that came in or were given back go to who waits, the oldest promise first."""
        waiting = self._get_waiting_moves(products)._filter_to_reserve()
        waiting._filter_where_goods_are()._action_assign()

    def _get_free_stock(self, products, safety, days=()):
        """What lies free in the enterprise's warehouses.

        :param safety: dict from product to the stock that stays
        :param days: for how many days buyers want goods to last
        :return: dict from id of a product to the engine's shelf
        """
        lots = defaultdict(list)
        for (_warehouse, product), found in self._get_lots(products).items():
            lots[product] += found
        today = self._get_channel_today()
        return {
            product.id: make_shelf(lots[product], today, days, safety.get(product, 0))
            for product in products
        }

    def _get_free_for(self, agreement, products):
        """What can be promised to the buyer of ``agreement``: what lasts long enough for it,
        without the safety stock. In the own books (``_in_own_books``).

        :return: dict from id of a product to Decimal in its own unit
        """
        Rule = self.env["channel.sourcing.rule"]
        safety = Rule._find_safety_stock(Rule._find_for_products(self, products))
        days = agreement.sudo()._get_days_to_last()
        shelves = self._get_free_stock(products, safety, {days})
        return {product: shelf.get_for(days) for product, shelf in shelves.items()}

    def _get_free_by_warehouse(self, products, days=()):
        """Dict from (warehouse, product) to the engine's shelf."""
        today = self._get_channel_today()
        return {
            key: make_shelf(lots, today, days)
            for key, lots in self._get_lots(products).items()
        }

    def _get_lots(self, products):
        """Dict from (warehouse, product) to the engine's lots; what is past its day of
        removal nobody reserves any more."""
        rows = self.env["stock.quant"]._read_group(
            [
                ("product_id", "in", products.ids),
                ("company_id", "=", self.id),
                ("location_id.usage", "=", "internal"),
            ],
            ["product_id", "location_id", "lot_id"],
            ["quantity:sum", "reserved_quantity:sum"],
        )
        found = defaultdict(list)
        now = fields.Datetime.now()
        for product, location, lot, quantity, reserved in rows:
            if not (lot.removal_date and lot.removal_date < now):
                key = location.warehouse_id, product
                found[key].append(self._to_lot(lot, quantity, reserved))
        return found

    def _to_lot(self, lot, quantity, reserved):
        """For the engine."""
        last = lot.expiration_date
        return Lot(
            to_quantity(quantity),
            self._get_channel_day(last) if last else None,
            to_quantity(reserved),
        )
