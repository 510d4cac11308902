from odoo import api, models
from odoo.fields import Domain

from .channel_order_desk import read_limit


class ChannelOrderDesk(models.AbstractModel):
    """Goods at the desk: found, and shown with all that a row of the grid needs."""

    _inherit = "channel.order.desk"

    # Search

    @api.model
    def search_goods(self, agreement_id, text="", limit=12):
        """Products that the customer may order, as ``channel.goods.search`` finds them.

        :return: list of rows, see ``_prepare_row``, without quantities; what has just
            this code or barcode comes alone, and ``scanned`` is the unit that the
            barcode stands on
        """
        agreement = self._find_agreement(agreement_id)
        text = text.strip()[:100] if isinstance(text, str) else ""
        found = self._find_goods(agreement, text, read_limit(limit))
        scanned = agreement._get_scanned_units(found, text)
        rows = self._prepare_rows(agreement, {(one, one.uom_id): 0.0 for one in found})
        for product, row in zip(found, rows, strict=True):
            row["scanned"] = scanned[product].id if product in scanned else False
        return rows

    @api.model
    def _find_goods(self, agreement, text, limit):
        return self.env["channel.goods.search"]._find_goods(
            self._get_goods(agreement), self._get_goods_domain(agreement), text, limit
        )

    @api.model
    def _get_goods(self, agreement):
        """The model, as superuser in the seller's company: what is offered under the
        agreement may be shown to whoever sells under it."""
        return (
            self.env["product.product"]
            .sudo()
            .with_company(agreement.company_id)
            .with_context(display_default_code=False)
        )

    @api.model
    def _get_goods_domain(self, agreement):
        Order = self.env["sale.order"].sudo().with_company(agreement.company_id)
        return Domain(Order._get_channel_products_domain(agreement))

    # Rows

    @api.model
    def _prepare_rows(self, agreement, quantities):
        """Rows of the grid, one for each product.

        :param quantities: dict from pairs of ``product.product`` and ``uom.uom``
        """
        by_product = {}
        for (product, unit), quantity in quantities.items():
            by_product.setdefault(product, {})[unit] = quantity
        goods = self._get_goods(agreement).browse(one.id for one in by_product)
        units = {product: self._get_desk_units(product) for product in goods}
        pairs = [(one, unit) for one in goods for unit in units[one] if unit]
        Order = self.env["sale.order"]
        prices = Order._get_channel_prices(agreement, pairs)
        facts = {
            "currency": agreement._get_price_currency(),
            "prices": Order._get_shown_prices(agreement, prices),
            "limits": agreement._get_order_limits(pairs),
            "stock": self._get_stock(agreement, goods),
            "last": self._get_last_lines(agreement, goods),
            **self._load_more_facts(agreement, goods),
        }
        return [
            self._prepare_row(product, units[product], facts)
            | {"quantities": self._share_out(wanted, *units[product])}
            for product, wanted in zip(goods, by_product.values(), strict=True)
        ]

    @api.model
    def _load_more_facts(self, agreement, goods):
        """Hook: what ``_prepare_row`` of another add-on needs, of all goods at once."""
        return {}

    @api.model
    def _get_desk_units(self, product):
        """The two units that a row has quantities in.

        :return: (piece, case): the product's own unit and its largest one, the smaller
            first; the case is empty where a product has one unit
        """
        return product._get_packing()

    @api.model
    def _share_out(self, wanted, piece, case):
        """Quantities by id of the row's units; other units count in pieces."""
        shared = {unit.id: 0.0 for unit in (piece, case) if unit}
        for unit, quantity in wanted.items():
            if unit.id in shared:
                shared[unit.id] += quantity
            else:
                shared[piece.id] += unit._compute_quantity(quantity, piece)
        return shared

    @api.model
    def _prepare_row(self, product, units, facts):
        """What the grid shows of a product.

        :return: dict with ``product_id``, ``name``, ``code``, ``piece`` and ``case``
            (see ``_prepare_unit``; ``case`` may be False), ``stock``: what is free at
            the seller, in pieces, False where no stock is kept; and ``last``
        """
        piece, case = units
        stock = facts["stock"].get(product, False)
        if stock is not False:
            stock = self._to_pieces(product, piece, stock)
        return {
            "product_id": product.id,
            "name": product.display_name,
            "code": product.default_code or "",
            "piece": self._prepare_unit(product, piece, piece, facts),
            "case": bool(case) and self._prepare_unit(product, case, piece, facts),
            "stock": stock,
            "last": facts["last"].get(product, False),
        }

    @api.model
    def _to_pieces(self, product, piece, quantity):
        """A quantity in the product's own unit, in pieces of the row."""
        return round(float(quantity) * product.uom_id.factor / piece.factor, 2)

    @api.model
    def _prepare_unit(self, product, unit, piece, facts):
        """One unit of a row: its price (False: none), what it ``contains``, limits."""
        price = facts["prices"][product, unit]
        return {
            "id": unit.id,
            "name": unit.name,
            "contains": round(unit.factor / piece.factor, 3),
            "digits": self.env["sale.order"]._get_quantity_digits(unit),
            "price": False if price is None else price,
            "price_text": "" if price is None else facts["currency"]._format_price(price),
            **facts["limits"][product, unit],
        }

    @api.model
    def _get_warehouse(self, agreement):
        """Where the goods of the agreement come from."""
        warehouses = self.env["stock.warehouse"].sudo()
        return agreement.sudo().warehouse_id or warehouses.search(
            [("company_id", "=", agreement.company_id.id)], limit=1
        )

    @api.model
    def _get_stock(self, agreement, products):
        """What is free at the seller's warehouse, by product, in its own unit."""
        kept = products.filtered("is_storable").with_context(
            warehouse_id=self._get_warehouse(agreement).id
        )
        return {products.browse(one.id): one.free_qty for one in kept}

    @api.model
    def _get_last_lines(self, agreement, products):
        """What the customer ordered of each product the last time.

        :return: dict from product to a dict with ``quantity``, ``unit`` and ``day``
        """
        groups = (
            self.env["sale.order.line"]
            .sudo()
            ._read_group(
                Domain("product_id", "in", products.ids)
                & self._get_bought_domain(agreement),
                ["product_id"],
                ["id:max"],
            )
        )
        lines = self.env["sale.order.line"].sudo().browse(id_ for _one, id_ in groups)
        company = agreement.company_id
        return {
            products.browse(line.product_id.id): {
                "quantity": line.product_uom_qty,
                "unit": line.product_uom_id.name,
                "day": company._get_channel_day(line.order_id.date_order).isoformat(),
            }
            for line in lines
        }

    @api.model
    def _get_bought_domain(self, agreement):
        """Lines by which the customer bought from this seller; no gifts."""
        return (
            Domain("order_id.buyer_node_id", "=", agreement.node_id.id)
            & Domain("company_id", "=", agreement.company_id.id)
            & Domain("state", "in", ("sent", "sale"))
            & Domain("is_delivery", "=", False)
            & Domain("promotion_role", "=", False)
        )
