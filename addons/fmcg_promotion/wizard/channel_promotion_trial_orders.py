from dataclasses import replace
from datetime import timedelta

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..engine import trial
from ..engine.evaluate import evaluate
from .channel_promotion_trial import MOST_ORDERS, ORDERS

TOP_ORDERS = 10
TOP_PRODUCTS = 20


class ChannelPromotionTrial(models.TransientModel):
    """Past orders: what promotions would have given away on them.

    Each order is tried with its own prices before promotions, its day and its way in;
    days of what is tried do not count, since it is not offered yet.
    """

    _inherit = "channel.promotion.trial"

    def _try_orders(self):
        """:return: plain data for the template"""
        self._check_period()
        orders, found = self._find_past_orders()
        tally, outside = self._tally_orders(orders)
        return {
            **self._prepare_figures(tally),
            "left_out": found - len(orders),
            "outside": outside,
            "top": self._prepare_top(tally),
            "hits": self._prepare_hits(tally),
            "more_hits": max(len(tally.hits) - TOP_PRODUCTS, 0),
            "notes": self._get_order_notes(found - len(orders), outside),
        }

    def _check_period(self):
        """:raise UserError: naming the field"""
        if not (self.date_from and self.date_to) or self.date_from > self.date_to:
            raise UserError(
                self.env._(
                    "From, Until: enter two days, the first one not after the second."
                )
            )
        if not 1 <= self.most_orders <= MOST_ORDERS:
            raise UserError(
                self.env._(
                    "Orders at Most: %(number)s does not lie between 1 and %(most)s. "
                    "Change it.",
                    number=self.most_orders,
                    most=MOST_ORDERS,
                )
            )

    def _find_past_orders(self):
        """The newest orders that the user may read, and how many there are in all."""
        Order = self.env["sale.order"]
        domain = self._get_orders_domain()
        found = Order.search(domain, order="date_order desc, id desc", limit=self.most_orders)
        total = len(found)
        if total == self.most_orders:
            total = Order.search_count(domain)
        # sudo: what the user reads is tried with costs, floor prices and other's terms
        return found.sudo().with_company(self.company_id), total

    def _get_orders_domain(self):
        company = self.company_id
        start = company._channel_day_start(self.date_from)
        end = company._channel_day_start(self.date_to + timedelta(days=1))
        domain = (
            Domain("company_id", "=", company.id)
            & Domain("state", "=", "sale")
            & Domain("currency_id", "=", self._get_shown_currency().id)
            & Domain("date_order", ">=", start)
            & Domain("date_order", "<", end)
        )
        if self.customer_ids:
            nodes = self.customer_ids.sudo().node_id
            domain &= Domain("partner_id.channel_node_id", "in", nodes.ids)
        return domain

    def _tally_orders(self, orders):
        """Try each order.

        :return: the engine's ``Tally``, and how many orders are outside of the channel
        """
        book = self._make_book(self._prepare_undated)
        baskets = orders._prepare_trial_baskets(
            orders._get_buying_agreements(),
            self._get_coupon_promotions(),
            any(one.audience.first_order for one in book.promotions.values()),
        )
        results = {order: evaluate(book, basket) for order, basket in baskets.items()}
        given = {order: order._unpack_applied() for order in baskets}
        costs = self._get_costs(
            _get_gift_products([*given.values(), *(one.applied for one in results.values())]),
            self.date_to,
        )
        floors = self._prepare_order_floors(orders)
        tally = trial.Tally()
        tried = frozenset(self._get_tried().ids)
        for order, basket in baskets.items():
            result = results[order]
            before = trial.add_benefits(given[order], costs)
            tally.add(
                order.id,
                trial.rate_order(basket, result, tried, costs, before),
                trial.rate_lines(basket, result, floors),
                {line.key: line.product for line in basket.lines},
            )
        return tally, len(orders) - len(baskets)

    def _prepare_undated(self, promotion):
        """As it will be, at any time."""
        one = promotion._prepare_engine_promotion()
        return replace(one, audience=replace(one.audience, start=None, end=None))

    def _prepare_order_floors(self, orders):
        """The engine's ``Floor`` of all lines that have one: dict from line id."""
        company = self.company_id
        lines = orders.order_line._get_basket_lines().filtered(
            lambda line: not line.is_delivery and line.product_uom_qty > 0
        )
        least = lines.product_id._get_exact_floors(
            company, self._get_shown_currency(), self.date_to
        )
        lines = lines.filtered(lambda line: line.product_id.id in least)
        parts = {
            taxes: taxes._get_untaxed_part(company)
            for taxes in {line.tax_ids for line in lines}
        }
        return {
            line.id: trial.Floor(
                least[line.product_id.id], line._get_own_units(), parts[line.tax_ids]
            )
            for line in lines
        }

    # --- for the template ---

    def _prepare_figures(self, tally):
        names = {promotion.id: promotion.name for promotion in self._get_tried()}
        return {
            "orders": tally.tried_orders,
            "reached": tally.reached_orders,
            "turnover": float(tally.turnover),
            "share": float(tally.get_share()),
            "tried": _as_data(tally.tried),
            "together": _as_data(tally.together),
            "before": _as_data(tally.before),
            "promotions": [
                {"name": name, "orders": tally.by_promotion.get(id_, 0)}
                for id_, name in names.items()
            ],
        }

    def _say_figures(self):
        """Sentences on the outcome of past orders; empty after trying a basket."""
        outcome = self.outcome
        if outcome["mode"] != ORDERS:
            return {}
        return {
            "reached": self.env._(
                "%(reached)s of %(orders)s orders would have got something.",
                reached=outcome["reached"],
                orders=outcome["orders"],
            ),
            "share": self.env._(
                "Money off and the cost of gifts come to %(share)s %% of goods for "
                "%(turnover)s before promotions.",
                share=f"{outcome['share']:.2f}",
                turnover=self._get_shown_currency().format(outcome["turnover"]),
            ),
        }

    def _prepare_top(self, tally):
        top = tally.get_top(TOP_ORDERS)
        orders = self.env["sale.order"].sudo().browse(one.key for one in top)
        return [
            {
                "id": order.id,
                "name": order.name,
                "customer": order.partner_id.display_name,
                "turnover": float(one.turnover),
                **_as_data(one.tried),
                "before": float(one.before.worth),
            }
            for one, order in zip(top, orders, strict=True)
        ]

    def _prepare_hits(self, tally):
        hits = tally.get_hits(TOP_PRODUCTS)
        products = self.env["product.product"].browse(product for product, _hit in hits)
        return [
            {
                "product": product.display_name,
                "unit": product.uom_id.name,
                "floor": float(hit.floor),
                "lowest": float(hit.lowest),
                "lines": hit.lines,
            }
            for product, (_id, hit) in zip(products.sudo(), hits, strict=True)
        ]

    def _get_order_notes(self, left_out, outside):
        notes = self._get_common_notes()
        notes.append(
            self.env._(
                "Orders are taken with the prices that they had before promotions, and "
                "the first and last days of the tried promotions are ignored."
            )
        )
        if left_out:
            notes.append(
                self.env._("%s older orders of the period were left out.", left_out)
            )
        if outside:
            notes.append(
                self.env._(
                    "%s orders of customers without an agreement were left out.", outside
                )
            )
        return notes


def _get_gift_products(applied):
    """:param applied: lists of the engine's ``Applied``"""
    return {gift.product for found in applied for one in found for gift in one.gifts}


def _as_data(benefit):
    return {
        "amount": float(benefit.amount),
        "pieces": float(benefit.pieces),
        "value": float(benefit.value),
        "cost": float(benefit.cost),
    }
