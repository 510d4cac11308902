from dataclasses import replace
from decimal import Decimal

from odoo import models
from odoo.fields import Command

from odoo.addons.fmcg_order.models.order_context import is_pending

from ..engine import definition
from ..engine.basket import ZERO
from ..engine.evaluate import evaluate
from .channel_promotion_loader import exact
from .promotion_context import APPLYING, is_applying
from .sale_order_line import DISCOUNT, GIFT

# Below everything that people enter
PROMOTION_SEQUENCE = 900


class SaleOrder(models.Model):
    """What promotions do to an order."""

    _inherit = "sale.order"

    def _apply_promotions_unless_pending(self):
        """Whoever changes a whole order applies promotions once, at the end."""
        if not (is_pending(self) or is_applying(self)):
            self._apply_promotions()
            self._recount_promotions()

    def _apply_promotions(self):
        """Compute what promotions give, and write it to these orders.

        Safe to call at any time: an order whose promotions are right stays as it is.
        Orders that are not open any more, or outside of the channel, are left alone.
        """
        opened = self.filtered(lambda order: order._takes_promotions())
        agreements = opened._get_buying_agreements()
        for company, orders in opened.grouped("company_id").items():
            # sudo: promotions are applied whoever changes the order, and tell nothing
            book = self.env["channel.promotion"].sudo()._get_book(company)
            for order in orders.sudo().with_company(company):
                if book.promotions or order._has_promotions():
                    order.with_context(**APPLYING)._apply_book(
                        book, agreements[order.with_env(opened.env)].sudo()
                    )
        # an order that holds budget takes more of it, or gives back
        opened.filtered(
            lambda order: order._holds_promotion_budget()
        )._sync_promotion_entries()

    def _has_promotions(self):
        self.ensure_one()
        return bool(
            self.promotion_result or self.order_line.filtered("promotion_role")
        )

    def _apply_book(self, book, agreement):
        if agreement:
            result = self._respect_hands(self._evaluate_promotions(book, agreement))
        else:
            result = None
        self._write_line_benefits(result)
        self._write_promotion_lines(result)
        self._write_applications(result)
        data = self._pack_promotion_result(result) if result else False
        if (self.promotion_result or False) != data:
            self.promotion_result = data
        if self.promotion_basis:
            self.promotion_basis = False  # what is given now is the first again

    def _respect_hands(self, result):
        """Where somebody gave fewer gifts than are due, fewer were given."""
        most = {
            (line.promotion_id.id, line.product_id.id): exact(line.product_uom_qty)
            for line in self.order_line
            if line.promotion_role == GIFT and line.promotion_by_hand
        }
        if not most:
            return result
        return replace(
            result,
            applied=tuple(_give_at_most(applied, most) for applied in result.applied),
        )

    def _evaluate_promotions(self, book, agreement):
        """What the engine says about this order, saved or not."""
        self.ensure_one()
        basket = self._prepare_basket(agreement, book)
        candidates = [promotion for promotion, _lines in book.candidates(basket)]
        return evaluate(
            book,
            basket,
            self._get_promotion_budgets(candidates, agreement),
            self._get_gift_stock(
                [one for one in candidates if one.kind == definition.GIFT]
            ),
        )

    # --- benefits of lines ---

    def _write_line_benefits(self, result):
        rates = result.get_line_rates() if result else {}
        for line in self.order_line._get_basket_lines():
            net = result.line_net.get(line.id) if result else None
            values = line._prepare_promoted_values(net, rates.get(line.id))
            if values:
                line.write(values)

    # --- gifts and discounts on the order ---

    def _write_promotion_lines(self, result):
        """Create, change and remove lines so that they are what promotions give."""
        wanted = {}
        if result:
            wanted |= self._prepare_gift_lines(result)
            wanted |= self._prepare_discount_lines(result)
        wanted |= self._prepare_owed_lines(result)
        made = self.order_line.filtered("promotion_role")
        commands = []
        for line in made:
            values = wanted.pop(line._get_promotion_key(), None)
            if values is None:
                commands.append(Command.delete(line.id))
            else:
                line._update_promotion_line(values)
        commands += [Command.create(values) for values in wanted.values()]
        if commands:
            known = self.order_line
            self.write({"order_line": commands})
            if not isinstance(self.id, int):
                (self.order_line - known)._keep_given_taxes(wanted.values())

    def _prepare_owed_lines(self, result):
        """Gifts from earlier orders that go with this one, whatever it earns itself.

        :param result: the engine's ``Result``, or ``None``
        :return: dict from ``_get_promotion_key`` to values of a line
        """
        return {}

    def _prepare_gift_lines(self, result):
        """:return: dict from ``_get_promotion_key`` to values of a line"""
        wanted = {}
        for applied in result.applied:
            promotion = self.env["channel.promotion"].browse(applied.promotion)
            for gift in applied.gifts:
                if gift.quantity:
                    values = self._prepare_gift_line_values(promotion, gift)
                    key = (GIFT, promotion.id, gift.product, ())
                    wanted[key] = values
        return wanted

    def _prepare_gift_line_values(self, promotion, gift):
        env = self.with_context(lang=self._get_lang()).env
        product = env["product.product"].browse(gift.product)
        words = env._("Gift of “%s”", promotion.with_env(env).name)
        return {
            "product_id": product.id,
            "product_uom_id": promotion._get_gift_unit(gift).id,
            "product_uom_qty": float(gift.quantity),
            "price_unit": 0.0,
            "technical_price_unit": 0.0,
            "discount": 0.0,
            # as Odoo writes it: the product, and below it what there is to say
            "name": f"{product.display_name}\n{words}",
            "promotion_role": GIFT,
            "promotion_id": promotion.id,
            "sequence": PROMOTION_SEQUENCE,
        }

    def _prepare_discount_lines(self, result):
        """One line for each promotion and set of taxes.

        :return: dict from ``_get_promotion_key`` to values of a line
        """
        wide = [
            applied
            for applied in result.applied
            if applied.phase == definition.PHASES[definition.ORDER] and applied.shares
        ]
        if not wide:
            return {}
        lines = self.order_line._get_basket_lines()
        discounts = self.env["account.tax"]._prepare_promotion_discounts(
            self._prepare_promotion_base_lines(lines),
            result.line_net,
            [(applied.promotion, dict(applied.shares)) for applied in wide],
            self.company_id,
        )
        product = self._get_promotion_discount_product()
        return {
            (DISCOUNT, promotion_id, product.id, tuple(base_line["tax_ids"].ids)): (
                self._prepare_discount_line_values(promotion_id, product, base_line)
            )
            for promotion_id, base_line in discounts
        }

    def _prepare_promotion_base_lines(self, lines):
        """Dict from line id to core's base line, with taxes as on this document."""
        tax = self.env["account.tax"]
        base_lines = {
            line.id: line._prepare_base_line_for_taxes_computation() for line in lines
        }
        tax._add_tax_details_in_base_lines(list(base_lines.values()), self.company_id)
        tax._round_base_lines_tax_details(list(base_lines.values()), self.company_id)
        return base_lines

    def _prepare_discount_line_values(self, promotion_id, product, base_line):
        tax = self.env["account.tax"]
        promotion = self.env["channel.promotion"].browse(promotion_id)
        return {
            "product_id": product.id,
            "product_uom_id": product.uom_id.id,
            "product_uom_qty": 1.0,
            "price_unit": base_line["price_unit"],
            "technical_price_unit": 0.0,
            "discount": 0.0,
            "tax_ids": [Command.set(base_line["tax_ids"].ids)],
            "extra_tax_data": tax._export_base_line_extra_tax_data(base_line),
            "name": promotion.with_context(lang=self._get_lang()).name,
            "promotion_role": DISCOUNT,
            "promotion_id": promotion_id,
            "sequence": PROMOTION_SEQUENCE + 1,
        }

    def _get_promotion_discount_product(self):
        """Core's product of discounts, made when it is needed first; nobody is responsible
        for it, the buyer whose order needs it least of all."""
        Wizard = self.env["sale.order.discount"].with_context(default_responsible_id=False)
        wizard = Wizard.new({"sale_order_id": self.id})
        return wizard._get_discount_product()

    # --- what was applied ---

    def _write_applications(self, result):
        """One row for each promotion that gave something; none of a mere preview."""
        if not isinstance(self.id, int):
            return
        known = self.promotion_application_ids.grouped("promotion_id")
        wanted = {one.promotion: one for one in result.applied} if result else {}
        for promotion, application in known.items():
            applied = wanted.pop(promotion.id, None)
            if not applied:
                application.unlink()
                continue
            values = application._prepare_values(applied)
            if any(application[name] != value for name, value in values.items()):
                application.write(values)
        self.env["channel.promotion.application"].create(
            [
                {
                    "order_id": self.id,
                    "promotion_id": id_,
                    **self.promotion_application_ids._prepare_values(applied),
                }
                for id_, applied in wanted.items()
            ]
        )

    def _get_promotion_shares(self):
        """Dict from line id to a dict from promotion id to money off that line."""
        self.ensure_one()
        shares = {}
        for applied in (self.promotion_result or {}).get("applied", ()):
            for line_id, amount in applied["shares"]:
                by_promotion = shares.setdefault(line_id, {})
                by_promotion[applied["promotion"]] = Decimal(amount)
        return shares


def _give_at_most(applied, most):
    """:param most: dict from (promotion id, product id) to pieces"""
    gifts = []
    for gift in applied.gifts:
        limit = most.get((applied.promotion, gift.product), gift.quantity)
        # who wants fewer now wants none of what is owed
        owed = gift.owed if limit >= gift.quantity else ZERO
        gifts.append(replace(gift, quantity=min(gift.quantity, limit), owed=owed))
    return replace(applied, gifts=tuple(gifts))


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _get_promotion_key(self):
        """What makes a line of a promotion the same line."""
        self.ensure_one()
        taxes = tuple(self.tax_ids.ids) if self.promotion_role == DISCOUNT else ()
        return self.promotion_role, self.promotion_id.id, self.product_id.id, taxes

    def _keep_given_taxes(self, vals_list):
        """Lines that join an order which is not stored have their taxes computed from
        their products; those of discounts come with the discount."""
        for line, values in zip(self, vals_list, strict=True):
            if "tax_ids" in values:
                line.write({"tax_ids": values["tax_ids"]})

    def _update_promotion_line(self, values):
        """Write what differs."""
        self.ensure_one()
        names = {"product_uom_qty", "price_unit", "extra_tax_data", "product_uom_id"}
        changed = {
            name: values[name]
            for name in names & values.keys()
            if self._is_other_value(name, values[name])
        }
        if changed:
            self.write(changed)

    def _prepare_promoted_values(self, net, rate=None):
        """Values that make the line cost ``net``; empty where nothing changes.

        :param net: what is left to pay, as prices are quoted; ``None`` without
            promotions
        :param rate: the percentage that promotions promise, where they do
        """
        self.ensure_one()
        price, discount = self._get_list_terms()
        by_hand = self._is_price_by_hand()
        listed = self.currency_id.round(
            self.product_uom_qty * price * (1 - discount / 100)
        )
        terms = None
        if net is not None and self.currency_id.compare_amounts(float(net), listed):
            terms = self._prepare_promotion_terms(price, discount, float(net), rate)
        values = {
            "promotion_terms": terms or False,
            "promotion_by_hand": by_hand,
            "price_unit": terms["price_unit"] if terms else price,
            "discount": terms["discount"] if terms else discount,
        }
        return {
            name: value
            for name, value in values.items()
            if (self[name] or False) != (value or False)
        }

    def _prepare_promotion_terms(self, price, discount, net, promised=None):
        """Price and discount that cost exactly ``net``: by the discount where two
        decimals of it are enough, else by the price.

        What people were promised comes before what the rounded amount comes to.
        """
        digits = self.env["decimal.precision"].precision_get("Discount")
        quantity, rates = self.product_uom_qty, []
        if promised is not None:
            left = (1 - discount / 100) * (1 - float(promised) / 100)
            rates.append(round(100 * (1 - left), digits))
        if self.promotion_terms:
            rates.append(self.promotion_terms["discount"])
        if price and quantity:
            rates.append(round(100 * (1 - net / (quantity * price)), digits))
        rate = next((one for one in rates if self._costs(price, one, net)), None)
        return {
            "list_price_unit": price,
            "list_discount": discount,
            "price_unit": price if rate is not None else net / quantity,
            "discount": rate or 0.0,
        }

    def _costs(self, price, discount, net):
        """Whether the line comes to ``net`` with this price and discount."""
        amount = self.product_uom_qty * price * (1 - discount / 100)
        return not self.currency_id.compare_amounts(amount, net)
