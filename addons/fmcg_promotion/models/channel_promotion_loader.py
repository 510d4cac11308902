from decimal import Decimal

from odoo import api, models, tools
from odoo.fields import Domain

from ..engine import definition as engine
from ..engine.book import Book
from .channel_promotion_audience import CHANNELS, WEEKDAYS
from .channel_promotion_kind import BENEFITS


def exact(number):
    """A stored number as the decimal that it is shown as."""
    return Decimal(str(number or 0))


def ids(records):
    return frozenset(records.ids)


class ChannelPromotion(models.Model):
    """Loads released promotions for the engine, all of a seller at once.

    Archived products, customers and so on stay named: without them a promotion would
    speak to everything and everybody.
    """

    _inherit = "channel.promotion"

    @api.model
    @tools.ormcache("company.id")
    def _get_book(self, company):
        """The released promotions of a seller, whoever asks.

        Kept until a promotion of any seller changes. Days are the engine's matter, so
        that orders of past and future days are right as well.
        """
        return Book(self._load_engine_promotions(company))

    @api.model
    def _load_engine_promotions(self, company):
        """Tuple of ``definition.Promotion``; as many queries for one as for hundreds."""
        released = self.sudo().with_context(active_test=True)
        found = released.search(self._get_book_domain(company), order="sequence, id")
        promotions = found.with_context(active_test=False)
        return tuple(promotion._prepare_engine_promotion() for promotion in promotions)

    @api.model
    def _get_book_domain(self, company):
        return Domain("company_id", "=", company.id) & Domain("state", "=", "released")

    def _prepare_engine_promotion(self):
        """This promotion as the engine knows it, without what a former kind left."""
        self.ensure_one()
        is_gift = self.kind == engine.GIFT
        by_quantity = self.kind == engine.NTH or self.measure == engine.QUANTITY
        return engine.Promotion(
            id=self.id,
            kind=self.kind,
            sequence=self.sequence,
            currency=self.currency_id.id,
            audience=self._prepare_engine_audience(),
            coupon=self.coupon_required,
            scope=self._prepare_engine_scope(),
            target=self._prepare_engine_target(),
            level=self.level,
            measure=engine.QUANTITY if by_quantity else engine.VALUE,
            unit=exact(self._get_unit_factor()),
            threshold_basis=self.threshold_basis,
            benefit_basis=self.benefit_basis,
            steps=self._prepare_engine_steps(),
            repeat=self._is_repeated(),
            most=self.most_times if self._is_limited() else 0,
            per_unit=self.amount_per == "unit",
            one_gift=is_gift and self.gift_choice == "one",
            same_product=is_gift and self.same_product,
            shortage=self.shortage,
            components=self._prepare_engine_components(),
            bundle_price=exact(self.bundle_price),
            group=self.group_id.id or 0,
            stop=self.stop,
            return_rule=self.return_rule,
        )

    def _prepare_engine_audience(self):
        days = frozenset(n for n, name in enumerate(WEEKDAYS) if self[name])
        channels = frozenset(code for name, code in CHANNELS.items() if self[name])
        return engine.Audience(
            tiers=ids(self.tier_ids),
            territories=ids(self.territory_ids),
            grades=ids(self.grade_ids),
            nodes=ids(self.node_ids),
            channels=channels if len(channels) < len(CHANNELS) else frozenset(),
            weekdays=days if len(days) < len(WEEKDAYS) else frozenset(),
            start=self.date_start or None,
            end=self.date_end or None,
            first_order=self.first_order,
        )

    def _prepare_engine_scope(self):
        return engine.Scope(
            products=ids(self.product_ids),
            categories=ids(self.categ_ids),
            brands=ids(self.brand_ids),
            excluded=ids(self.excluded_product_ids),
        )

    def _prepare_engine_target(self):
        """``None`` where the products that are counted get the benefit."""
        if not self._has_target():
            return None
        return engine.Scope(
            products=ids(self.target_product_ids),
            categories=ids(self.target_categ_ids),
            brands=ids(self.target_brand_ids),
        )

    def _prepare_engine_components(self):
        parts = self.component_ids if self.kind == engine.BUNDLE else ()
        return tuple(component._prepare_engine_component() for component in parts)

    def _prepare_engine_steps(self):
        steps = self.step_ids.sorted(lambda step: (step.threshold, step.id))
        return tuple(step._prepare_engine_step() for step in steps)


class ChannelPromotionStep(models.Model):
    _inherit = "channel.promotion.step"

    def _prepare_engine_step(self):
        self.ensure_one()
        kind = self.promotion_id.kind
        given = {
            name: exact(self[name]) for name in BENEFITS.get(kind, ()) if self[name]
        }
        return engine.Step(
            threshold=exact(self.threshold),
            **given,
            gifts=self._prepare_engine_gifts() if kind == engine.GIFT else (),
        )

    def _prepare_engine_gifts(self):
        """What a step gives; product 0 stands for the one that was bought."""
        promotion = self.promotion_id
        if promotion.same_product:
            unit = exact(promotion._get_unit_factor())
            return (engine.Gift(0, exact(self.gift_quantity), unit),)
        pieces = self.gift_quantity if promotion.gift_choice == "one" else 0
        return tuple(gift._prepare_engine_gift(pieces) for gift in self.gift_ids)


class ChannelPromotionGift(models.Model):
    _inherit = "channel.promotion.gift"

    def _prepare_engine_gift(self, pieces=0):
        """:param pieces: how many are given, if the step says so for all its gifts"""
        self.ensure_one()
        return engine.Gift(
            product=self.product_id.id,
            quantity=exact(pieces or self.quantity),
            factor=exact(self.uom_id.factor or 1),
            value=exact(self.value),
        )


class ChannelPromotionComponent(models.Model):
    _inherit = "channel.promotion.component"

    def _prepare_engine_component(self):
        self.ensure_one()
        return engine.Component(
            products=ids(self.product_ids),
            units=exact(self.quantity) * exact(self.uom_id.factor or 1),
        )
