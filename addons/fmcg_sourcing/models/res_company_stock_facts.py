from collections import defaultdict
from datetime import timedelta
from decimal import Decimal

from odoo import fields, models
from odoo.fields import Command, Domain

from odoo.addons.fmcg_channel.quantities import to_quantity

from ..engine.packs import ZERO
from ..engine.promise import find_promise
from ..engine.replenishment import Item, find_rate

OUTSIDE = ("customer", "transit")


class ResCompany(models.Model):
    """What an enterprise has, owes, expects and sells of its goods, for replenishment.

    Each question is asked once for all products.
    """

    _inherit = "res.company"

    def _get_items(self, rules, agreements):
        """The engine's items.

        :param rules: dict from product to the engine's rule of it
        :param agreements: dict from id of a product to the agreement it is bought under
        """
        products = self.env["product.product"].union(*rules)
        stock = self._get_stock_position(products)
        coming = self._get_on_the_way(products)
        prices = self._get_supply_prices(agreements)
        leads = {one: one._get_lead_days() for one in set(agreements.values())}
        items = []
        for product, rule in rules.items():
            on_hand, reserved, lacking = stock[product.id]
            items.append(
                Item(
                    product.id,
                    rule.kind,
                    on_hand=on_hand,
                    on_the_way=coming[product.id],
                    owed=reserved + lacking,
                    least=rule.least,
                    most=rule.most,
                    lead_days=leads[agreements[product.id]],
                    safety_days=rule.safety_days,
                    cover_days=rule.cover_days,
                    price=prices.get(product.id, ZERO),
                    pack=self._get_pack(product),
                )
            )
        return items

    def _get_stock_position(self, products):
        """Dict from id of a product to what is on hand, what of it is reserved, and what
        customers wait for beyond that, in the product's own unit."""
        found = defaultdict(lambda: (ZERO, ZERO, ZERO))
        quants = self.env["stock.quant"]._read_group(
            Domain("product_id", "in", products.ids)
            & Domain("company_id", "=", self.id)
            & Domain("location_id.usage", "=", "internal"),
            ["product_id"],
            ["quantity:sum", "reserved_quantity:sum"],
        )
        for product, quantity, reserved in quants:
            found[product.id] = (to_quantity(quantity), to_quantity(reserved), ZERO)
        for product, lacking in self._get_lacking(products).items():
            found[product] = (*found[product][:2], lacking)
        return found

    def _get_lacking(self, products):
        """Dict from id of a product to what customers' confirmed lines wait for."""
        groups = self.env["stock.move"]._read_group(
            self._get_waiting_domain(products),
            ["product_id", "product_uom"],
            ["product_qty:sum", "quantity:sum"],
        )
        lacking = defaultdict(Decimal)
        for product, unit, wanted, reserved in groups:
            reserved = unit._compute_quantity(reserved, product.uom_id, round=False)
            lacking[product.id] += max(to_quantity(wanted - reserved), ZERO)
        return lacking

    def _get_on_the_way(self, products):
        """Dict from id of a product to what was ordered and has not arrived, what is about
        to be ordered for customers included."""
        found = defaultdict(Decimal)
        for coming in self._get_coming(products):
            found[coming.product] += coming.quantity
        wanted = set(products.ids)
        for line in self._get_sourced_drafts().order_line:
            if line.product_id.id in wanted and not line.stock_quantity:
                found[line.product_id.id] += to_quantity(line.product_qty)
        return found

    # --- sell-out ---

    def _get_sell_out(self):
        """What left for customers within the days that are looked at, returns taken off.

        :return: dict from product to pairs of Decimal and the day of the first delivery
        """
        sold, first = defaultdict(Decimal), {}
        for product, unit, quantity, moment in self._read_sales("out"):
            sold[product] += to_quantity(unit._compute_quantity(quantity, product.uom_id))
            day = self._get_channel_day(moment)
            first[product] = min(day, first.get(product, day))
        for product, unit, quantity, _moment in self._read_sales("back"):
            sold[product] -= to_quantity(unit._compute_quantity(quantity, product.uom_id))
        return {product: (sold[product], day) for product, day in first.items()}

    def _read_sales(self, way):
        """:param str way: ``out`` or ``back``
        :return: product, unit, quantity in it, and first moment"""
        here, there = "location_id.usage", "location_dest_id.usage"
        if way == "back":
            here, there = there, here
        days = timedelta(days=self.replenishment_days - 1)
        start = self._channel_day_start(self._get_channel_today() - days)
        domain = (
            Domain("company_id", "=", self.id)
            & Domain("state", "=", "done")
            & Domain("date", ">=", start)
            & Domain("sale_line_id", "!=", False)
            & Domain(here, "=", "internal")
            & Domain(there, "in", OUTSIDE)
        )
        return self.env["stock.move"]._read_group(
            domain, ["product_id", "product_uom"], ["quantity:sum", "date:min"]
        )

    def _get_rates(self, sold):
        """Dict from id of a product to what is sold of it a day."""
        today, days = self._get_channel_today(), self.replenishment_days
        return {
            product.id: find_rate(total, first, today, days)
            for product, (total, first) in sold.items()
        }

    # --- terms of the supplier ---

    def _get_supply_prices(self, agreements):
        """Dict from id of a product to what a piece costs, without tax, in the
        enterprise's currency. Asked only where a budget counts.

        :param agreements: dict from id of a product to the agreement it is bought under
        """
        if self.replenishment_release != "within_budget":
            return {}
        by_agreement = defaultdict(lambda: self.env["product.product"])
        for product, agreement in agreements.items():
            by_agreement[agreement] |= self.env["product.product"].browse(product)
        prices = {}
        for agreement, products in by_agreement.items():
            prices.update(agreement._get_untaxed_prices(products, self))
        return prices


class ChannelAgreement(models.Model):
    _inherit = "channel.agreement"

    def _get_lead_days(self):
        """Days from an order of now to its arrival."""
        seller = self.company_id
        today = seller._get_channel_today()
        moment = self.env["sale.order"].new(
            {"company_id": seller.id, "date_order": fields.Datetime.now()}
        )._get_local_moment()
        return (find_promise(moment, self._to_delivery_terms(), today).arrives - today).days

    def _get_untaxed_prices(self, products, company):
        """What the seller asks for a piece of each product, without tax.

        :param company: whose currency is answered in
        :return: dict from id of a product to Decimal
        """
        seller = self.company_id
        order = (
            self.env["sale.order"]
            .with_company(seller)
            .with_context(allowed_company_ids=seller.ids)
            .new(
                {
                    "company_id": seller.id,
                    "partner_id": self.node_id.partner_id.id,
                    "order_line": [
                        Command.create({"product_id": product.id, "product_uom_qty": 1})
                        for product in products
                    ],
                }
            )
        )
        Purchase, prices = self.env["purchase.order"], {}
        for line in order.order_line:
            price = Purchase._get_untaxed_price(line, order.partner_id)
            price = order.currency_id._convert(
                price, company.currency_id, company, fields.Date.today(), round=False
            )
            prices[line.product_id.id] = to_quantity(price)
        return prices
