from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.fmcg_channel.quantities import to_quantity

from ..engine import cover as engine

OUTSIDE = ("customer", "transit")
WAITING = "waiting"


class ChannelPurchaseDesk(models.AbstractModel):
    """Own stock of the supplier's goods: there, on its way, and how long it lasts."""

    _inherit = "channel.purchase.desk"

    @api.model
    def _get_warehouse(self, agreement):
        """Where the goods of a purchase arrive."""
        company = self._get_own_company(agreement)
        Purchase = self.env["purchase.order"].sudo().with_company(company)
        return Purchase._get_picking_type(company.id).warehouse_id

    @api.model
    def _get_own_goods(self, agreement, products):
        """The products as the buyer's warehouse sees them, those that stock is kept of."""
        return (
            products.sudo()
            .with_company(self._get_own_company(agreement))
            .with_context(warehouse_id=self._get_warehouse(agreement).id)
            .filtered("is_storable")
        )

    @api.model
    def _get_stock(self, agreement, products):
        """What is on hand in the buyer's own warehouse, by product, in its own unit."""
        own = self._get_own_goods(agreement, products)
        return {products.browse(one.id): one.qty_available for one in own}

    @api.model
    def _get_stock_marks(self, order, quantities):
        """What the supplier has is the supplier's business."""
        return []

    @api.model
    def _prepare_mark(self, order, blocker):
        """What only the supplier can cure is one thing: waiting."""
        message = order._word_for_buyer(blocker)
        code = blocker.code if message == blocker.message else WAITING
        return super()._prepare_mark(order, blocker) | {"code": code, "message": message}

    # Facts

    @api.model
    def _load_more_facts(self, agreement, goods):
        return {
            "cover": self._load_stocks(agreement, goods),
            "waiting": self._get_waiting_quantities(agreement, goods),
            "must": set(agreement._get_must_stock_products().ids),
            "gaps": self._get_gap_ids(agreement),
        }

    @api.model
    def _get_gap_ids(self, agreement):
        gaps = agreement._get_must_stock_gaps()[agreement]
        return {product.id for product, _last in gaps}

    @api.model
    def _prepare_row(self, product, units, facts):
        """As at the order desk; ``stock`` is the buyer's own, and beside it stand

        ``coming`` (pieces on their way), ``waiting`` (pieces that the supplier has been
        asked for and has not confirmed), ``rate`` (pieces sold a day), ``cover`` (days
        that the stock lasts, False where nothing is sold) and ``must`` (``gap``,
        ``listed`` or empty)
        """
        piece, _case = units
        row = super()._prepare_row(product, units, facts)
        found = facts["cover"].get(product.id)
        waiting = facts["waiting"].get(product.id, 0.0)
        listed = "listed" if product.id in facts["must"] else ""
        return row | {
            "coming": self._to_pieces(product, piece, found.coming - to_quantity(waiting))
            if found
            else 0.0,
            "waiting": self._to_pieces(product, piece, waiting),
            "rate": self._to_pieces(product, piece, found.rate) if found else 0.0,
            "cover": self._show_cover(found),
            "must": "gap" if product.id in facts["gaps"] else listed,
        }

    @api.model
    def _show_cover(self, stock):
        if not stock or stock.cover is None:
            return False
        return round(float(stock.cover), 1)

    # What the engine thinks about

    @api.model
    def _load_stocks(self, agreement, products):
        """:return: dict from id of a product to the engine's ``Stock``; of products that no
        stock is kept of there is none"""
        own = self._get_own_goods(agreement, products)
        waiting = self._get_waiting_quantities(agreement, own)
        sold, first = self._load_sales(agreement, own)
        today = self._get_own_company(agreement)._get_channel_today()
        return {
            one.id: engine.Stock(
                one.id,
                on_hand=to_quantity(one.qty_available),
                coming=to_quantity(one.incoming_qty + waiting.get(one.id, 0.0)),
                sold=to_quantity(sold.get(one.id, 0.0)),
                days=engine.count_days(first.get(one.id), today),
            )
            for one in own
        }

    @api.model
    def _get_waiting_quantities(self, agreement, products):
        """What the supplier has been asked for and has not confirmed: no receipt expects
        it yet.

        :return: dict from id of a product to a quantity in its own unit
        """
        groups = (
            self.env["purchase.order.line"]
            .sudo()
            ._read_group(
                Domain("order_id.agreement_id", "=", agreement.id)
                & Domain("order_id.state", "=", "sent")
                & Domain("product_id", "in", products.ids),
                ["product_id"],
                ["product_uom_qty:sum"],
            )
        )
        return {product.id: quantity for product, quantity in groups}

    @api.model
    def _load_sales(self, agreement, products):
        """What left the buyer's warehouse for customers lately, returns taken off.

        :return: dict from id of a product to a quantity, and dict to the first day
        """
        company, sold, first = self._get_own_company(agreement), {}, {}
        for product, quantity, moment in self._read_moves(agreement, products, "out"):
            sold[product.id] = quantity
            first[product.id] = company._get_channel_day(moment)
        for product, quantity, _moment in self._read_moves(agreement, products, "back"):
            sold[product.id] = sold.get(product.id, 0.0) - quantity
        return sold, first

    @api.model
    def _read_moves(self, agreement, products, way):
        """:param str way: ``out`` or ``back``
        :return: triples of product, quantity in its own unit, and first moment"""
        inside = self._get_warehouse(agreement).view_location_id.id
        here, there = ("location_id", "location_dest_id")
        if way == "back":
            here, there = there, here
        start = self._get_own_company(agreement)._get_channel_today() - timedelta(
            days=engine.DAYS_BACK - 1
        )
        return (
            self.env["stock.move.line"]
            .sudo()
            ._read_group(
                Domain("product_id", "in", products.ids)
                & Domain("state", "=", "done")
                & Domain("date", ">=", start)
                & Domain("move_id.sale_line_id", "!=", False)
                & Domain(here, "child_of", inside)
                & Domain(f"{there}.usage", "in", OUTSIDE),
                ["product_id"],
                ["quantity_product_uom:sum", "date:min"],
            )
        )
