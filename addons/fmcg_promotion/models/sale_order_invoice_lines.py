from odoo import models

from odoo.addons.fmcg_channel.quantities import to_quantity

from ..engine import parts
from ..engine.basket import ZERO
from ..engine.definition import ORDER, PHASES, RECONSIDER
from ..engine.shares import part

IN_THE_ORDER = PHASES[ORDER]


class SaleOrder(models.Model):
    """Benefits of lines on documents. What stays in proportion is a part of the line's
    price; what is counted again depends on everything that is kept, and documents
    remember what they carry of it (``promotion_share``)."""

    _inherit = "sale.order"

    def _fit_invoice_lines(self, goods):
        """Make the goods of a document cost what they shall.

        :param goods: list of pairs of a line and its values on the document, which are
            changed
        """
        self.ensure_one()
        if goods and self._counts_lines_again():
            self._fit_lines_counted_again(goods)
        else:
            for line, vals in goods:
                line._fit_invoice_values(vals)

    def _counts_lines_again(self):
        ids = [
            one.promotion
            for one in self._get_first_applied()
            if one.shares and one.phase != IN_THE_ORDER
        ]
        promotions = self.env["channel.promotion"].browse(ids)
        return any(one.return_rule == RECONSIDER for one in promotions)

    def _fit_lines_counted_again(self, goods):
        now = {}
        for line, vals in goods:
            now[line.id] = now.get(line.id, 0.0) + vals["quantity"]
        before, after = self._get_invoiced_after({}), self._get_invoiced_after(now)
        gross = {
            line: line._get_listed_part(after[line.id])
            - line._get_listed_part(before[line.id])
            for line, _vals in goods
        }
        shares = self._get_line_benefit_changes(gross, before, after)
        for line, vals in goods:
            line._set_invoice_net(vals, gross[line], shares[line])

    def _get_line_benefit_changes(self, gross, before, after):
        """What a document takes off its lines, or takes back.

        :param gross: dict from line to what it costs on the document without
        :param before: dict from line id to what was invoiced
        :param after: the same with the document
        :return: dict from line to money off
        """
        goods = self.order_line._get_basket_lines()
        earned = self._get_line_benefits_earned(after)
        own = self._get_line_benefits_earned(before)
        booked = goods.invoice_lines._filter_promotion_booked()._get_promotion_booked()
        change = sum(earned.values(), ZERO) - booked
        own = {line: earned[line.id] - own[line.id] for line in gross}
        rest = change - sum(own.values(), ZERO)
        return parts.spread(own, rest, gross, self.currency_id.decimal_places)

    def _get_line_benefits_earned(self, invoiced):
        """Dict from line id to what promotions of lines take off, when so much is
        invoiced in all."""
        kept = self._get_invoice_kept(invoiced)
        shares = self._get_promotion_entitlement(kept).shares
        phases = {one.promotion: one.phase for one in self._get_first_applied()}
        digits = self.currency_id.decimal_places
        earned = {}
        for id_, quantity in kept.items():
            share = sum(
                (
                    by_key.get(id_, ZERO)
                    for promotion, by_key in shares.items()
                    if phases[promotion] != IN_THE_ORDER
                ),
                ZERO,
            )
            earned[id_] = part(share, invoiced.get(id_, ZERO), quantity, digits)
        return earned


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _get_listed_part(self, quantity):
        """What so much of the line costs without promotions, cumulatively."""
        self.ensure_one()
        whole = to_quantity(self.product_uom_qty)
        amount = self._get_listed_amount()
        if quantity > whole or not whole:
            price, discount = self._get_list_terms()
            return self.currency_id._to_exact(
                float(quantity) * price * (1 - discount / 100)
            )
        return part(amount, quantity, whole, self.currency_id.decimal_places)

    def _set_invoice_net(self, values, gross, share):
        """Make the line of a document cost ``gross`` less ``share``.

        :param values: of the document's line; they are changed
        """
        self.ensure_one()
        net, quantity = float(gross - share), values["quantity"]
        shown = quantity * values["price_unit"] * (1 - values["discount"] / 100)
        if quantity and abs(shown - net) > 1e-6:
            values |= {"price_unit": net / quantity, "discount": 0.0}
        values["promotion_share"] = float(share if quantity > 0 else -share)
