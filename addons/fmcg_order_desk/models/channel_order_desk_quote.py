from odoo import api, models

from odoo.addons.fmcg_catalog.models.channel_quantity_rule import exact
from odoo.addons.fmcg_order.engine.blocker import WARN
from odoo.addons.fmcg_promotion.models.sale_order_line import DISCOUNT, GIFT


class ChannelOrderDesk(models.AbstractModel):
    """What the whole grid would be as an order: one call for all rows."""

    _inherit = "channel.order.desk"

    @api.model
    def quote(self, agreement_id, rows):
        """Prices, promotions and reasons of the gate for what was typed.

        Nothing is stored: an order that is not saved gets its prices and promotions by
        the code of real orders, as in the review of the portal.

        :param rows: see ``_read_rows``
        :return: dict with ``rows`` (by id, see ``_prepare_quoted_row``), ``totals``
            (formatted), ``gifts``, ``discounts``, ``applied``, ``near`` and
            ``reasons``: what the gate says of the order as a whole
        """
        agreement = self._find_agreement(agreement_id)
        quantities, places, problems = self._read_rows(agreement, rows)
        order = self.env["sale.order"]._preview_channel_order(agreement, quantities)
        before = order._get_shown_total()
        order._apply_promotions()
        marks, reasons = self._collect_marks(order, quantities)
        quoted = self._quote_rows(order, places)
        for row in rows:
            answer = quoted.setdefault(row["id"], {"units": {}, "amount": 0.0})
            answer["marks"] = [
                {"code": "row", "severity": "block", "message": message}
                for message in problems.get(row["id"], ())
            ]
        for pair, mark in marks:
            for id_ in places[pair]:
                if mark not in quoted[id_]["marks"]:
                    quoted[id_]["marks"].append(mark)
        return {
            # pairs: a key of JSON is always a text, an id of a row need not be
            "rows": list(quoted.items()),
            "totals": order._prepare_preview_totals(before),
            "reasons": reasons,
            **self._prepare_benefits(order),
        }

    @api.model
    def _quote_rows(self, order, places):
        """:return: dict from id of a row to a dict with its ``amount`` and its ``units``
        (by id: ``price``, and ``before`` where promotions or discounts lower it)"""
        quoted = {}
        seen = set()
        for line in order.order_line.filtered(lambda line: line._is_traded()):
            pair = self._get_pair(line)
            for id_ in places.get(pair, ()):
                row = quoted.setdefault(id_, {"units": {}, "amount": 0.0})
                row["units"][pair[1].id] = self._prepare_quoted_unit(line)
                if pair not in seen:  # of rows with the same product, the first has it
                    row["amount"] += line._get_shown_amount()
                seen.add(pair)
        return quoted

    @api.model
    def _prepare_quoted_unit(self, line):
        price = line._get_shown_unit_price()
        listed, discount = line._get_list_terms()
        before = line._get_shown_unit_price(listed * (1 - discount / 100))
        lowered = line.currency_id.compare_amounts(before, price) > 0
        lacks = line._lacks_price()
        return {
            "price": False if lacks else price,
            "price_text": "" if lacks else line._format_shown_price(),
            "before": before if lowered else False,
            "before_text": line._format_shown_list_price() if lowered else "",
        }

    @api.model
    def _get_pair(self, line):
        """The key of the line in the quantities of the desk."""
        return line.product_id._origin, line.product_uom_id._origin

    # Reasons

    @api.model
    def _collect_marks(self, order, quantities):
        """What stands against rows and against the whole order.

        :return: list of (pair, mark), and list of marks; a mark is a dict with
            ``code``, ``severity`` and ``message``
        """
        if not quantities:
            return [], []
        marks, reasons = self._get_stock_marks(order, quantities), []
        pairs = {line.id: self._get_pair(line) for line in order.order_line}
        for blocker in order._get_blockers():
            mark = self._prepare_mark(order, blocker)
            found = {pairs.get(id_) for id_ in blocker.line_ids} & quantities.keys()
            marks += [(pair, mark) for pair in found]
            if not found and mark not in reasons:
                reasons.append(mark)
        return marks, reasons

    @api.model
    def _prepare_mark(self, order, blocker):
        """One reason of the gate, in words for who works at this desk."""
        return {
            "code": blocker.code,
            "severity": blocker.severity,
            "message": blocker.message,
        }

    @api.model
    def _get_stock_marks(self, order, quantities):
        """Where more is ordered than is free: a warning, as the seller may get more."""
        wanted = {}
        for (product, unit), quantity in quantities.items():
            own = quantity * unit.factor / product.uom_id.factor
            wanted[product] = wanted.get(product, 0.0) + own
        products = self.env["product.product"].union(*wanted)
        stock = self._get_stock(order.agreement_id, products)
        return [
            (pair, self._prepare_stock_mark(order.agreement_id, pair[0], stock[pair[0]]))
            for pair in quantities
            if pair[0] in stock
            and pair[0].uom_id.compare(wanted[pair[0]], stock[pair[0]]) > 0
        ]

    @api.model
    def _prepare_stock_mark(self, agreement, product, free):
        if product.uom_id.compare(free, 0.0) > 0:
            message = self.env._(
                "%s are free in stock. The rest will wait for new goods.",
                agreement._format_quantity(exact(round(free, 2)), product.uom_id),
            )
        else:
            message = self.env._("Out of stock. It will wait for new goods.")
        return {"code": "stock", "severity": WARN, "message": message}

    # Promotions

    @api.model
    def _prepare_benefits(self, order):
        """What promotions give and nearly give to the basket."""
        promotions = (
            self.env["channel.promotion"]
            .sudo()
            .with_company(order.company_id)
            .with_context(display_default_code=False)
        )
        lines = order.order_line
        why = promotions._explain_result(order._get_shown_result(), order.currency_id)
        return {
            "applied": why["applied"],
            "near": why["near"],
            "gifts": [
                {
                    "name": line.product_id.display_name,
                    "quantity": line.product_uom_qty,
                    "unit": line.product_uom_id.name,
                    "promotion": line.promotion_id.name,
                }
                for line in lines.filtered(lambda line: line.promotion_role == GIFT)
            ],
            "discounts": [
                {"name": line.promotion_id.name, "amount": line._get_shown_amount()}
                for line in lines.filtered(lambda line: line.promotion_role == DISCOUNT)
            ],
        }
