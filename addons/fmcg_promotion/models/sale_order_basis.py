from decimal import Decimal

from odoo import fields, models

from odoo.addons.fmcg_channel.quantities import to_quantity

from ..engine import basket as engine
from ..engine.corrections import take_back
from .channel_promotion_loader import exact
from .promotion_context import APPLYING


class SaleOrder(models.Model):
    """What a confirmed order was before somebody changed it: what its promotions were
    given for. Whatever happens to it later is counted from there, so that the way (12 to
    8 to 4, or 12 to 4) does not matter, and 12 again gives what 12 gave."""

    _inherit = "sale.order"

    promotion_basis = fields.Json(
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="Lines and promotions of the order as it was confirmed; empty as long as "
        "nobody has changed it since.",
    )

    def _keep_promotion_basis(self):
        """Remember confirmed orders as they are, before their first change."""
        for order in self.sudo():
            if order.state != "sale" or order.promotion_basis:
                continue
            applied = (order.promotion_result or {}).get("applied")
            if applied:
                lines = order.order_line._get_basket_lines()
                order.with_context(**APPLYING).promotion_basis = {
                    "lines": [_pack_line(line._prepare_basket_line()) for line in lines],
                    "applied": applied,
                }

    def _get_promotion_basis(self):
        """:return: (the engine's ``Basket``, list of its ``Applied``), as confirmed"""
        self.ensure_one()
        return self._get_basis_basket(), self._get_first_applied()

    def _get_first_applied(self):
        """What was given when the order was confirmed: list of the engine's
        ``Applied``."""
        self.ensure_one()
        return self._unpack_applied(self.promotion_basis or self.promotion_result)

    def _get_basis_basket(self):
        # who bought it, when and how does not matter any more
        nobody = engine.Buyer()
        promotions = self.env["channel.promotion"]
        if not self.promotion_basis:
            return self._build_basket(nobody, promotions)
        rows = self.promotion_basis["lines"]
        products = self.env["product.product"].browse([row["product"] for row in rows])
        by_id = products.exists().grouped("id")
        lines = tuple(
            _unpack_line(row, by_id[row["product"]]._prepare_basket_facts())
            for row in rows
            if row["product"] in by_id
        )
        return self._build_basket(nobody, promotions, lines)

    def _get_basis_quantities(self):
        """What the order was confirmed with, by line id in the line's present unit; of
        lines that stand in it still."""
        self.ensure_one()
        lines = self.order_line._get_basket_lines()
        if not self.promotion_basis:
            return {line.id: to_quantity(line.product_uom_qty) for line in lines}
        rows = {row["key"]: row for row in self.promotion_basis["lines"]}
        found = {}
        for line in lines:
            row = rows.get(line.id)
            if row and row["product"] == line.product_id.id:
                quantity = Decimal(row["quantity"]) * Decimal(row["factor"])
                found[line.id] = quantity / line._get_basket_factor()
        return found

    def _convert_kept(self, basket, kept):
        """What is kept of the lines that the order was confirmed with, in the units of
        then. What was deleted since, or made another product, is not.

        :param kept: dict from line id to quantity, in the lines' present units
        """
        lines = {line.id: line for line in self.order_line._get_basket_lines()}
        converted = {}
        for line in basket.lines:
            now = lines.get(line.key)
            if now and now.product_id.id == line.product:
                quantity = kept.get(now.id, line.quantity)
                factor = now._get_basket_factor()
                same = factor == line.factor
                converted[line.key] = (
                    quantity if same else quantity * factor / line.factor
                )
            else:
                converted[line.key] = engine.ZERO
        typed = [
            (one.product_id.id, one._get_basket_factor() * exact(one.product_uom_qty))
            for id_, one in lines.items()
            if id_ not in converted and one.product_uom_qty < 0 and not one.is_delivery
        ]
        return take_back(basket, converted, typed)


def _pack_line(line):
    return {
        "key": line.key,
        "product": line.product,
        "quantity": str(line.quantity),
        "factor": str(line.factor),
        "amount": str(line.amount),
        "fixed": line.fixed,
        "freight": line.freight,
    }


def _unpack_line(row, facts):
    return engine.Line(
        key=row["key"],
        **{name: Decimal(row[name]) for name in ("quantity", "factor", "amount")},
        fixed=row["fixed"],
        freight=row["freight"],
        **facts,
    )
