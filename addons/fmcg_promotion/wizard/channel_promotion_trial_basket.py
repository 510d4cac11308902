from decimal import Decimal

from odoo import models
from odoo.exceptions import UserError

from odoo.addons.fmcg_channel.quantities import to_quantity
from odoo.addons.fmcg_channel.words import join_names

from ..engine import basket as engine
from ..engine import trial
from ..engine.evaluate import evaluate

FREIGHT = "freight"


class ChannelPromotionTrial(models.TransientModel):
    """A basket that somebody types."""

    _inherit = "channel.promotion.trial"

    def _try_basket(self):
        """:return: plain data for the template: ``lines``, ``gifts``, ``why``, totals"""
        self._check_basket()
        prices = self._quote_lines()
        book = self._make_book(lambda one: one._prepare_engine_promotion())
        basket = self._prepare_basket(prices)
        result = evaluate(book, basket)
        lines = trial.rate_lines(basket, result, self._prepare_floors())
        gifts = self._prepare_gifts(result)
        promotion = self.env["channel.promotion"].sudo()
        data = self.env["sale.order"]._pack_promotion_result(result)
        why = promotion._explain_result(data, self._get_shown_currency())
        return {
            "lines": [self._prepare_line_data(line, prices) for line in lines],
            "amount": float(sum(line.amount for line in lines)),
            "net": float(sum(line.net for line in lines)),
            "gifts": gifts,
            "gift_cost": sum(gift["cost"] for gift in gifts),
            "why": why | {"preview": False},
            "missing": self._get_silent_names(result),
            "notes": self._get_common_notes(),
        }

    def _check_basket(self):
        """:raise UserError: naming what is missing"""
        if not self.agreement_id:
            raise UserError(self.env._("Customer: choose for whom the basket is."))
        if not self.line_ids:
            raise UserError(self.env._("Lines: enter at least one product."))
        for line in self.line_ids:
            product = line.product_id
            if line.quantity <= 0:
                raise UserError(
                    self.env._(
                        "Quantity: %(quantity)s of %(product)s is not above 0. Change it.",
                        quantity=f"{line.quantity:g}",
                        product=product.display_name,
                    )
                )
            if not line.uom_id._has_common_reference(product.uom_id):
                raise UserError(
                    self.env._(
                        "Unit: %(product)s is not counted in %(unit)s. Choose another "
                        "unit.",
                        product=product.display_name,
                        unit=line.uom_id.name or "",
                    )
                )
        if self.freight < 0:
            raise UserError(
                self.env._("Freight: %s is below 0. Enter 0 or more.", self.freight)
            )
        self._check_basket_currency()

    def _check_basket_currency(self):
        quoted = self.agreement_id._get_price_currency()
        if quoted != self._get_shown_currency():
            raise UserError(
                self.env._(
                    "Promotions: they are in %(currency)s, but %(customer)s is quoted in "
                    "%(quoted)s. Choose another customer.",
                    currency=self._get_shown_currency().name,
                    customer=self.agreement_id.sudo().node_id.name,
                    quoted=quoted.name,
                )
            )

    def _quote_lines(self):
        """Prices of one ordered unit: dict from line id to float.

        :raise UserError: where the customer has no price
        """
        wanted = {
            line.id: (line.product_id, line.quantity, line.uom_id)
            for line in self.line_ids
        }
        quotes = self.agreement_id._quote_products(wanted, self.date)
        lacking = self.line_ids.filtered(lambda line: quotes[line.id].price is None)
        if lacking:
            raise UserError(
                self.env._(
                    "Lines: no price list of this customer has a price for %s. Take them "
                    "out, or enter prices first.",
                    join_names(self.env, lacking.product_id.mapped("display_name")),
                )
            )
        return {key: quote.price for key, quote in quotes.items()}

    def _prepare_basket(self, prices):
        currency = self._get_shown_currency()
        lines = [line._prepare_basket_line(prices[line.id]) for line in self.line_ids]
        if self.freight:
            amount = currency.round(self.freight)
            lines.append(
                engine.Line(FREIGHT, 0, Decimal(1), _money(amount, currency), freight=True)
            )
        first_order = self.env["sale.order"].sudo().new(
            {"company_id": self.company_id.id}
        )._is_first_order(self.agreement_id.sudo())
        return engine.Basket(
            lines=tuple(lines),
            digits=currency.decimal_places,
            currency=currency.id,
            buyer=self.agreement_id.sudo()._prepare_promotion_buyer(first_order),
            day=self.date or self.company_id._get_channel_today(),
            channel=self.order_channel,
            coupons=frozenset(self._get_coupon_promotions().ids),
        )

    def _prepare_floors(self):
        """The engine's floors: dict from line id."""
        company, currency = self.company_id, self._get_shown_currency()
        least = self.line_ids.product_id._get_exact_floors(
            company, currency, self.date or company._get_channel_today()
        )
        position = self._get_fiscal_position()
        return {
            line.id: line._prepare_floor(least[line.product_id.id], company, position)
            for line in self.line_ids
            if line.product_id.id in least
        }

    def _get_fiscal_position(self):
        positions = self.env["account.fiscal.position"].sudo()
        partner = self.agreement_id.sudo().partner_id
        return positions.with_company(self.company_id)._get_fiscal_position(partner)

    # --- for the template ---

    def _prepare_line_data(self, outcome, prices):
        """:param outcome: the engine's ``LineOutcome``"""
        promotion = self.env["channel.promotion"].sudo()
        line = self.line_ids.filtered(lambda one: one.id == outcome.key)
        floor = outcome.floor
        return {
            "product": line.product_id.display_name or self.env._("Freight"),
            "quantity": f"{line.quantity:g} {line.uom_id.name}" if line else "",
            "price": prices.get(outcome.key),
            "amount": float(outcome.amount),
            "shares": [
                {"promotion": promotion.browse(id_).name, "amount": float(share)}
                for id_, share in outcome.shares.items()
            ],
            "net": float(outcome.net),
            "unit": line.product_id.uom_id.name or "",
            "net_unit": float(floor.per_unit(outcome.net)) if floor else None,
            "floor": float(floor.price) if floor else None,
            "below": outcome.below,
            "was_below": outcome.was_below,
        }

    def _prepare_gifts(self, result):
        day = self.date or self.company_id._get_channel_today()
        given = [(one.promotion, gift) for one in result.applied for gift in one.gifts]
        costs = self._get_costs({gift.product for _id, gift in given}, day)
        promotions = self.env["channel.promotion"].sudo()
        return [
            {
                "promotion": promotions.browse(id_).name,
                "product": promotions._name_product(gift.product),
                "pieces": float(gift.pieces),
                "unit": promotions.browse(id_)._get_gift_unit(gift).name,
                "value": float(gift.pieces * gift.value),
                "cost": float(gift.pieces * gift.factor * costs[gift.product]),
            }
            for id_, gift in given
        ]

    def _get_silent_names(self, result):
        """Tried promotions that do not even say why they give nothing."""
        found = (*result.applied, *result.near, *result.refused)
        heard = {one.promotion for one in found}
        silent = self._get_tried().filtered(lambda one: one.id not in heard)
        return silent.mapped("name")


class ChannelPromotionTrialLine(models.TransientModel):
    _inherit = "channel.promotion.trial.line"

    def _prepare_basket_line(self, price):
        """The engine's ``Line``.

        :param price: of one ordered unit
        """
        self.ensure_one()
        product = self.product_id.sudo()
        currency = self.trial_id._get_shown_currency()
        return engine.Line(
            key=self.id,
            quantity=Decimal(str(self.quantity)),
            amount=_money(currency.round(self.quantity * price), currency),
            factor=Decimal(str(self.uom_id.factor or 1.0)),
            **product._prepare_basket_facts(),
        )

    def _prepare_floor(self, price, company, position):
        """The engine's ``Floor`` of this line.

        :param price: least price of the product's own unit
        """
        product = self.product_id.sudo()
        taxes = product.taxes_id._filter_taxes_by_company(company)
        units = self.quantity * self.uom_id.factor / product.uom_id.factor
        return trial.Floor(
            price,
            to_quantity(units),
            position.map_tax(taxes)._get_untaxed_part(company),
        )


def _money(amount, currency):
    return Decimal(f"{amount:.{currency.decimal_places}f}")
