from decimal import Decimal

from odoo import models

from odoo.addons.fmcg_channel.quantities import to_quantity

from ..engine import basket as engine


class SaleOrder(models.Model):
    """The order as the engine of promotions sees it."""

    _inherit = "sale.order"

    def _prepare_basket(self, agreement, book):
        """The engine's ``Basket`` of this order.

        :param agreement: by which the buyer buys
        :param book: what is going to look at it: what nothing asks is not looked up
        """
        return self._build_basket(
            self._prepare_promotion_buyer(agreement, book),
            self._get_valid_coupons(agreement).promotion_id,
        )

    def _build_basket(self, buyer, promotions, lines=None):
        """The engine's ``Basket``.

        :param buyer: the engine's ``Buyer``
        :param promotions: for which the order has a coupon
        :param lines: of the engine's ``Line``; without, the order's as they stand
        """
        self.ensure_one()
        if lines is None:
            goods = self.order_line._get_basket_lines()
            lines = tuple(line._prepare_basket_line() for line in goods)
        return engine.Basket(
            lines=lines,
            digits=self.currency_id.decimal_places,
            currency=self.currency_id.id,
            buyer=buyer,
            day=self._get_buying_day(),
            channel=self.order_channel,
            coupons=frozenset(promotions.ids),
            declined=frozenset(self.promotion_declined_ids.ids),
            choices=tuple(
                (int(promotion), product)
                for promotion, product in (self.promotion_choices or {}).items()
            ),
        )

    def _prepare_promotion_buyer(self, agreement, book):
        asked = any(one.audience.first_order for one in book.promotions.values())
        first_order = asked and self._is_first_order(agreement)
        return agreement._prepare_promotion_buyer(first_order)

    def _is_first_order(self, agreement):
        """Whether this seller never had an order of the buyer confirmed."""
        return not self.search_count(
            [
                ("company_id", "=", self.company_id.id),
                ("partner_id.channel_node_id", "=", agreement.node_id.id),
                ("state", "=", "sale"),
                ("id", "not in", self._origin.ids),
            ],
            limit=1,
        )

    def _get_valid_coupons(self, agreement):
        """Coupons that are not used up or out of date since they were given."""
        day = self._get_buying_day()
        # the coupons as they are stored, also of an order that is not
        return self.coupon_ids._origin.filtered(
            lambda coupon: coupon._is_valid(agreement.node_id, day, self)
        )

    def _get_gift_stock(self, promotions):
        """What may be given away, after what this order itself takes.

        :param promotions: the engine's, whose gifts are looked for
        :return: dict from product id to reference units
        """
        gifts = {
            gift.product
            for promotion in promotions
            for step in promotion.steps
            for gift in step.gifts
        }
        if any(promotion.same_product for promotion in promotions):
            goods = self.order_line.filtered(lambda line: line._is_traded())
            gifts |= set(goods.product_id.ids)
        return self._get_free_units(self.env["product.product"].browse(gifts - {0}))

    def _get_free_units(self, products):
        """Stock of products after what this order itself takes.

        :return: dict from product id to reference units; products without stock
            keeping are left out
        """
        self.ensure_one()
        products = products.filtered("is_storable")
        if not products:
            return {}
        stocked = products.with_context(warehouse_id=self.warehouse_id.id)
        free = {
            product.id: product.free_qty * product.uom_id.factor for product in stocked
        }
        for line in self.order_line.filtered(lambda line: line._is_traded()):
            if line.product_id.id in free:
                units = line.product_uom_qty * line.product_uom_id.factor
                free[line.product_id.id] -= units
        return {id_: to_quantity(units) for id_, units in free.items()}


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _get_basket_lines(self):
        """Goods and freight, as opposed to what promotions added themselves."""
        return self.filtered(
            lambda line: (
                line._is_traded() or (line.is_delivery and not line.promotion_role)
            )
        )

    def _prepare_basket_line(self):
        """The engine's ``Line``, at the price before promotions."""
        self.ensure_one()
        price, discount = self._get_list_terms()
        currency = self.currency_id
        amount = currency.round(self.product_uom_qty * price * (1 - discount / 100))
        return engine.Line(
            key=self.id,
            quantity=Decimal(str(self.product_uom_qty)),
            amount=Decimal(f"{amount:.{currency.decimal_places}f}"),
            factor=self._get_basket_factor(),
            fixed=self._is_price_by_hand(),
            freight=self.is_delivery,
            **self.product_id._prepare_basket_facts(),
        )


class ChannelAgreement(models.Model):
    _inherit = "channel.agreement"

    def _prepare_promotion_buyer(self, first_order):
        """The engine's ``Buyer``, of this agreement.

        :param first_order: whether nothing was ever confirmed for the buyer
        """
        facts = self._get_buyer_facts()
        return engine.Buyer(
            node=facts.node or 0,
            tier=facts.tier or 0,
            territories=frozenset(facts.territories),
            grade=facts.grade or 0,
            first_order=first_order,
        )
