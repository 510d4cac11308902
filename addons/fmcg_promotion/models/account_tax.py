from collections import defaultdict

from odoo import api, models

from ..engine.basket import ZERO


class AccountTax(models.Model):
    _inherit = "account.tax"

    @api.model
    def _prepare_promotion_discounts(self, base_lines, nets, shares, company):
        """Negative lines for money off a document, by promotion and set of taxes.

        As core's global discounts, they carry their taxes with them instead of having
        them computed: each takes its part of the taxes that the document has, so that
        what is wholly given away leaves nothing, whatever the method of rounding.
        Parts are cumulative: discounts that together are everything leave nothing.

        :param base_lines: dict from key to core's base line, with rounded tax details
        :param nets: dict from key to what the line costs before these discounts, as
            prices are quoted (``Decimal``)
        :param shares: list of (promotion id, dict from key to money off)
        :return: list of (promotion id, core's base line)
        """
        groups = defaultdict(dict)
        for key, base_line in base_lines.items():
            groups[base_line["tax_ids"]][key] = base_line
        discounts = []
        for taxes, members in groups.items():
            amounts = [
                (promotion_id, sum((by_key.get(key, ZERO) for key in members), ZERO))
                for promotion_id, by_key in shares
            ]
            discounts += self._prepare_promotion_group_discounts(
                taxes, members, nets, amounts, company
            )
        order = {promotion_id: place for place, (promotion_id, _) in enumerate(shares)}
        return sorted(discounts, key=lambda pair: order[pair[0]])

    @api.model
    def _prepare_promotion_group_discounts(
        self, taxes, members, nets, amounts, company, sample=None
    ):
        """The same for the lines that have one set of taxes.

        :param members: those lines, as in ``_prepare_promotion_discounts``
        :param amounts: list of (promotion id, money off); below zero where a document
            takes back goods, and discounts with them
        :param sample: base line of the document, where ``members`` may be empty
        """
        group = _Discounted(members, nets, company)
        sample = sample or next(iter(members.values()))
        discounts = []
        for promotion_id, amount in amounts:
            if amount:
                values = group.take(amount)
                base_line = self._prepare_promotion_base_line(
                    taxes, sample, promotion_id, values
                )
                discounts.append((promotion_id, base_line))
        return discounts

    @api.model
    def _prepare_promotion_base_line(self, taxes, sample, promotion_id, values):
        return self._prepare_base_line_for_taxes_computation(
            {},
            tax_ids=taxes,
            currency_id=sample["currency_id"],
            rate=sample["rate"],
            partner_id=sample["partner_id"],
            special_type="global_discount",
            computation_key=f"global_discount,promotion-{promotion_id}",
            **{"quantity": 1.0, **values},
        )


class _Discounted:
    """The lines of a document that have the same taxes, while discounts take from them."""

    def __init__(self, base_lines, nets, company):
        currencies = [base_line["currency_id"] for base_line in base_lines.values()]
        self._currency = currencies[0] if currencies else company.currency_id
        self._company_currency = company.currency_id
        self._whole = sum((nets.get(key, ZERO) for key in base_lines), ZERO)
        self._taken = ZERO
        self._totals = self._add_up(base_lines.values())

    @staticmethod
    def _add_up(base_lines):
        """Totals of the document: by currency, and for each tax."""
        totals = {"_currency": 0.0, "": 0.0, "taxes": {}}
        for base_line in base_lines:
            details = base_line["tax_details"]
            for suffix in ("_currency", ""):
                totals[suffix] += (
                    details[f"total_excluded{suffix}"]
                    + details[f"delta_total_excluded{suffix}"]
                )
            for tax_data in details["taxes_data"]:
                tax = totals["taxes"].setdefault(
                    str(tax_data["tax"].id),
                    {"included": tax_data["price_include"]},
                )
                for name in (
                    "tax_amount_currency",
                    "tax_amount",
                    "base_amount_currency",
                    "base_amount",
                ):
                    tax[name] = tax.get(name, 0.0) + tax_data[name]
        return totals

    def take(self, amount):
        """Values of a discount of ``amount``, after those that were taken before.

        Where the document has no such goods, or less of them than that, there are no
        taxes to take a part of: core computes them.
        """
        quantity = 1.0 if amount > 0 else -1.0
        before, after = self._taken, self._taken + amount
        if not self._has(after):
            return {"quantity": quantity, "price_unit": -float(abs(amount))}
        self._taken = after
        before, after = self._get_parts(before), self._get_parts(after)
        return {
            "quantity": quantity,
            "price_unit": -quantity * self._round(after["quoted"] - before["quoted"]),
            "manual_total_excluded_currency": -self._round(
                after["_currency"] - before["_currency"]
            ),
            "manual_total_excluded": -self._round(after[""] - before[""], ""),
            "manual_tax_amounts": {
                tax_id: self._subtract(amounts, before["taxes"][tax_id])
                for tax_id, amounts in after["taxes"].items()
            },
        }

    def _has(self, taken):
        """Whether so much can be taken; of goods that come back it is below zero."""
        return bool(self._whole) and 0 <= taken / self._whole <= 1

    def _subtract(self, amounts, before):
        return {
            name: -self._round(value - before[name], _get_suffix(name))
            for name, value in amounts.items()
        }

    def _get_parts(self, taken):
        """What discounts of ``taken`` in all come to."""
        everything = taken == self._whole
        ratio = 1.0 if everything else float(taken / self._whole)
        taxes = {
            tax_id: {
                name: self._round(amounts[name] * ratio, _get_suffix(name))
                for name in amounts
                if name != "included"
            }
            for tax_id, amounts in self._totals["taxes"].items()
        }
        included = self._get_included(taxes)
        if everything:
            excluded = self._totals["_currency"]
            quoted = excluded + included
        else:
            quoted = float(taken)
            excluded = quoted - included
        return {
            "quoted": quoted,
            "_currency": excluded,
            "": self._round(self._totals[""] * ratio, ""),
            "taxes": taxes,
        }

    def _get_included(self, taxes):
        return sum(
            taxes[tax_id]["tax_amount_currency"]
            for tax_id, amounts in self._totals["taxes"].items()
            if amounts["included"]
        )

    def _round(self, amount, suffix="_currency"):
        currency = self._currency if suffix else self._company_currency
        return currency.round(amount)


def _get_suffix(name):
    """Core's names end in ``_currency`` where they are in the document's currency."""
    return "_currency" if name.endswith("_currency") else ""
