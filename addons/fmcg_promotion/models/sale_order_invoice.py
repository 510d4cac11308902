from functools import cached_property

from odoo import models
from odoo.fields import Command

from odoo.addons.fmcg_channel.quantities import to_quantity

from ..engine import definition, parts
from ..engine.basket import ZERO


class SaleOrder(models.Model):
    """Invoices and credit notes of a part of the order carry their part of discounts,
    and charge gifts that should have come back."""

    _inherit = "sale.order"

    def _get_invoiceable_lines(self, final=False):
        """Nobody gets a document with nothing but a discount, or nothing but gifts that
        cost nothing; only what takes back a discount, or charges a gift, stands alone."""
        lines = super()._get_invoiceable_lines(final)
        discounts = lines._get_promotion_discounts()
        gifts = lines._get_promotion_gifts()
        if not all(line.display_type for line in lines - discounts - gifts):
            return lines
        lines -= discounts.filtered(lambda line: line.qty_to_invoice > 0)
        if not (final and gifts and self.sudo()._get_gift_charges({})):
            lines -= gifts
        return lines

    def _create_account_invoices(self, invoice_vals_list, final):
        for vals in invoice_vals_list:
            _Document(self.sudo(), vals).complete(final)
        return super()._create_account_invoices(invoice_vals_list, final)

    # --- discounts ---

    def _get_discounts_earned(self, invoiced):
        """Money off by discount line, for what is invoiced in all.

        What has been invoiced and not credited yet counts as kept, so that goods that
        came back change nothing before they are refunded.

        :param invoiced: dict from the id of each line of goods to its quantity
        """
        self.ensure_one()
        kept = self._get_invoice_kept(invoiced)
        shares = self._get_promotion_entitlement(kept).shares
        return {
            line: parts.earned(
                line._get_discount_shares(shares),
                invoiced,
                kept,
                self.currency_id.decimal_places,
            )
            for line in self.order_line._get_promotion_discounts()
        }

    def _get_invoice_kept(self, invoiced):
        kept = self._get_kept_quantities()
        ordered, first = self._get_ordered_quantities(), self._get_basis_quantities()
        return {
            id_: max(
                quantity,
                min(invoiced.get(id_, ZERO), max(ordered[id_], first.get(id_, ZERO))),
            )
            for id_, quantity in kept.items()
        }

    def _get_discount_changes(self, now):
        """What a document of these goods adds to each discount, or takes back.

        :param now: dict from line id to the quantity on the document
        :return: dict from discount line to money off
        """
        self.ensure_one()
        earned = self._get_discounts_earned(self._get_invoiced_after(now))
        changes = {}
        for line, amount in earned.items():
            booked = line.invoice_lines._filter_promotion_booked()
            changes[line] = amount - booked._get_promotion_booked()
        return self._limit_discount_changes(changes, now)

    def _get_invoiced_after(self, now):
        """Dict from line id to what is invoiced with ``now`` on top."""
        return {
            line.id: to_quantity(line.qty_invoiced + now.get(line.id, 0.0))
            for line in self.order_line._get_basket_lines()
        }

    def _limit_discount_changes(self, changes, now):
        """What is lost for good by a return is never more than what comes back. On a
        document of goods that are delivered it is what was given too early on others."""
        lost = {
            line: change
            for line, change in changes.items()
            if change < ZERO and line.promotion_id.return_rule == definition.RECONSIDER
        }
        if not lost:
            return changes
        goods = sum(
            (
                line.currency_id._to_exact(
                    now[line.id] * line.price_unit * (1 - line.discount / 100)
                )
                for line in self.order_line
                if now.get(line.id)
            ),
            ZERO,
        )
        if goods > ZERO or (not goods and not self._has_returns()):
            return changes
        others = sum((changes[line] for line in changes if line not in lost), ZERO)
        digits = self.currency_id.decimal_places
        return changes | parts.limit_refunds(lost, others - goods, digits)

    def _get_promotion_discounts_to_come(self, expected):
        """What discounts will still change on documents, when in all so much of the goods
        is invoiced.

        :param expected: dict from line id to its quantity
        :return: money, tax included; below zero, as discounts take off
        """
        self.ensure_one()
        order = self.sudo()
        goods = order.order_line._get_basket_lines()
        quantities = {line.id: to_quantity(expected.get(line.id, 0.0)) for line in goods}
        return sum(
            line.price_total * (line._to_discount_part(money) - line._get_posted_part())
            for line, money in order._get_discounts_earned(quantities).items()
        )

    # --- gifts ---

    def _get_gift_charges(self, now):
        """Pieces to charge, or below zero to take back, by gift line."""
        self.ensure_one()
        kept = self._get_invoice_kept(self._get_invoiced_after(now))
        charges = {}
        for line, pieces in self._get_gifts_due(kept, charged=True).items():
            before = line.promotion_charge_ids._filter_promotion_booked()
            charge = pieces - to_quantity(before._get_promotion_charged())
            if charge:
                charges[line] = charge
        return charges


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _prepare_gift_charge_values(self, pieces):
        """Values of a document's line: a gift that did not come back, or did at last."""
        self.ensure_one()
        return {
            "display_type": "product",
            "product_id": self.product_id.id,
            "product_uom_id": self.product_uom_id.id,
            "quantity": float(pieces),
            "price_unit": float(self._get_gift_value()),
            "discount": 0.0,
            "tax_ids": [Command.set(self.tax_ids.ids)],
            "promotion_gift_line_id": self.id,
            "name": self.env._(
                "%(product)s: gift of “%(promotion)s” that was not given back",
                product=self.product_id.display_name,
                promotion=self.promotion_id.name,
            ),
        }

    def _get_gift_value(self):
        """What one piece of this gift is worth, as the promotion said."""
        self.ensure_one()
        for applied in self.order_id._get_first_applied():
            if applied.promotion == self.promotion_id.id:
                for gift in applied.gifts:
                    if gift.product == self.product_id.id:
                        return gift.value
        return ZERO


class _Document:
    """The values of one invoice or credit note before it is created."""

    def __init__(self, orders, vals):
        self._env = orders.env
        self._vals = vals
        self._company = orders.env["res.company"].browse(vals["company_id"])
        self._currency = orders.env["res.currency"].browse(vals["currency_id"])
        self._lines = self._find_lines()
        self._orders = self._find_orders()

    def _find_lines(self):
        """Pairs of a sale line and the values of its line on the document."""
        line = self._env["sale.order.line"]
        found = []
        for command in self._vals["invoice_line_ids"]:
            vals = command[2] if command[0] == Command.CREATE else {}
            ids = [one[1] for one in vals.get("sale_line_ids", ())]
            if len(ids) == 1 and vals.get("display_type", "product") == "product":
                found.append((line.browse(ids), vals))
        return found

    def _find_orders(self):
        lines = self._env["sale.order.line"].union(*[line for line, _ in self._lines])
        return lines.order_id.filtered("promotion_result")

    def complete(self, final):
        """Put on it what its goods earn and, where it refunds, what gifts cost."""
        if not self._orders:
            return
        goods = self._get_goods()
        self._remove_discounts()
        for order in self._orders:
            mine = [(line, vals) for line, vals in goods if line.order_id == order]
            order._fit_invoice_lines(mine)
        for order in self._orders:
            mine = [(line, vals) for line, vals in goods if line.order_id == order]
            self._add_discounts(order, mine)
            if final:
                self._add_charges(order, mine)

    def _get_goods(self):
        goods = self._orders.order_line._get_basket_lines()
        return [(line, vals) for line, vals in self._lines if line in goods]

    def _remove_discounts(self):
        """What core put there: discounts as a whole."""
        discounts = self._orders.order_line._get_promotion_discounts()
        removed = [vals for line, vals in self._lines if line in discounts]
        self._vals["invoice_line_ids"] = [
            command
            for command in self._vals["invoice_line_ids"]
            if not any(command[2] is vals for vals in removed)
        ]
        self._lines = [pair for pair in self._lines if pair[0] not in discounts]

    @cached_property
    def _base_lines(self):
        """Core's base lines of all that has taxes of its own, with taxes as they will
        be on the document: (sale line, values, base line)."""
        tax = self._env["account.tax"]
        found = [
            (line, vals, self._prepare_base_line(vals))
            for line, vals in self._lines
            if not vals.get("extra_tax_data")
        ]
        base_lines = [base_line for _line, _vals, base_line in found]
        tax._add_tax_details_in_base_lines(base_lines, self._company)
        tax._round_base_lines_tax_details(base_lines, self._company)
        return found

    def _prepare_base_line(self, vals):
        env = self._env
        return env["account.tax"]._prepare_base_line_for_taxes_computation(
            {},
            tax_ids=env["account.tax"].browse(vals["tax_ids"][0][2]),
            product_id=env["product.product"].browse(vals["product_id"]),
            quantity=vals["quantity"],
            price_unit=vals["price_unit"],
            discount=vals["discount"],
            currency_id=self._currency,
            rate=self._get_rate(),
            partner_id=env["res.partner"].browse(self._vals["partner_id"]),
        )

    def _get_rate(self):
        return self._env["res.currency"]._get_conversion_rate(
            self._company.currency_id,
            self._currency,
            self._company,
            self._vals.get("invoice_date"),
        )

    def _add_discounts(self, order, goods):
        now = _add_up(goods)
        changes = {
            line: change
            for line, change in order._get_discount_changes(now).items()
            if change
        }
        for taxes, lines in _group_by_taxes(changes).items():
            members, nets = self._get_members(now, taxes)
            discounts = self._env["account.tax"]._prepare_promotion_group_discounts(
                taxes,
                members,
                nets,
                [(line.id, changes[line]) for line in lines],
                self._company,
                sample=self._get_sample(lines[0]),
            )
            for line, (_id, base_line) in zip(lines, discounts, strict=True):
                self._add_discount(line, base_line, abs(changes[line]))

    def _get_sample(self, line):
        """A base line of the document, for its currency and partner."""
        if self._base_lines:
            return self._base_lines[0][2]
        return line._prepare_base_line_for_taxes_computation()

    def _get_members(self, now, taxes):
        """The goods that have these taxes, and what they cost as prices are quoted."""
        members, nets = {}, {}
        for index, (line, vals, base_line) in enumerate(self._base_lines):
            if line.id in now and base_line["tax_ids"] == taxes:
                rate = 1 - vals["discount"] / 100
                amount = vals["quantity"] * vals["price_unit"] * rate
                members[index] = base_line
                nets[index] = self._currency._to_exact(amount)
        return members, nets

    def _add_discount(self, line, base_line, share):
        tax = self._env["account.tax"]
        self._add(
            line._prepare_invoice_line(
                quantity=base_line["quantity"],
                price_unit=base_line["price_unit"],
                extra_tax_data=tax._export_base_line_extra_tax_data(base_line),
                promotion_share=float(share),
            )
        )

    def _add_charges(self, order, goods):
        for line, pieces in order._get_gift_charges(_add_up(goods)).items():
            self._add(line._prepare_gift_charge_values(pieces))

    def _add(self, vals):
        commands = self._vals["invoice_line_ids"]
        last = max((command[2].get("sequence", 0) for command in commands), default=0)
        commands.append(Command.create(vals | {"sequence": last + 1}))


def _add_up(goods):
    """Dict from line id to its quantity on the document."""
    now = {}
    for line, vals in goods:
        now[line.id] = now.get(line.id, 0.0) + vals["quantity"]
    return now


def _group_by_taxes(lines):
    groups = {}
    for line in lines:
        groups.setdefault(line.tax_ids, []).append(line)
    return groups
