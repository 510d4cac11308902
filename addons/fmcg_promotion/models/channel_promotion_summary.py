from odoo import api, models
from odoo.tools import format_date
from odoo.tools.i18n import format_list

from ..engine import definition as engine
from .channel_promotion_audience import CHANNELS, WEEKDAYS

# So many names are told, the rest is counted.
TOLD = 3


class ChannelPromotion(models.Model):
    """What a promotion does, in sentences that anybody understands, one a line."""

    _inherit = "channel.promotion"

    @api.depends(lambda self: self._get_summary_fields())
    @api.depends_context("lang")
    def _compute_summary(self):
        context = {"active_test": False, "display_default_code": False}
        for promotion in self.with_context(**context):
            promotion.summary = "\n".join(promotion._get_summary_sentences())

    @api.model
    def _get_summary_fields(self):
        own = (
            "kind",
            "currency_id",
            "date_start",
            "date_end",
            *WEEKDAYS,
            *CHANNELS,
            "tier_ids.name",
            "territory_ids.name",
            "grade_ids.name",
            "node_ids.name",
            "first_order",
            "coupon_required",
            "level",
            "measure",
            "uom_id.name",
            "product_ids.name",
            "categ_ids.name",
            "brand_ids.name",
            "excluded_product_ids.name",
            "target_product_ids.name",
            "target_categ_ids.name",
            "target_brand_ids.name",
            "amount_per",
            "repeat",
            "most_times",
            "gift_choice",
            "same_product",
            "bundle_price",
        )
        steps = ("threshold", "amount", "percent", "price", "gift_quantity")
        gifts = ("product_id.name", "quantity", "uom_id.name")
        parts = ("product_ids.name", "quantity", "uom_id.name")
        return (
            *own,
            *(f"step_ids.{name}" for name in steps),
            *(f"step_ids.gift_ids.{name}" for name in gifts),
            *(f"component_ids.{name}" for name in parts),
        )

    def _get_summary_sentences(self):
        """Other add-ons add their sentences here."""
        self.ensure_one()
        return [
            *self._say_benefits(),
            *self._say_restrictions(),
            *self._say_audience(),
            *self._say_dates(),
        ]

    # Benefits

    def _say_benefits(self):
        if self.kind == engine.BUNDLE:
            return [self._say_bundle()] if self.component_ids else []
        steps = self.step_ids.sorted(lambda step: (step.threshold, step._origin.id))
        return [step._say_step() for step in steps]

    def _say_bundle(self):
        return self.env._(
            "%(products)s together: %(price)s.",
            products=self._join_all(c._say_component() for c in self.component_ids),
            price=self.currency_id.format(self.bundle_price),
        )

    def _say_products(self):
        """The products that are counted: a phrase."""
        names = self._name_scope(self.product_ids, self.categ_ids, self.brand_ids)
        return names or self.env._("all products")

    def _name_scope(self, products, categories, brands):
        told = self._get_told_products(products)
        names = [product.display_name or "" for product in told]
        names += [record.name or "" for record in (*categories, *brands)]
        return self._name_some(names)

    @api.model
    def _get_told_products(self, products):
        """Those of ``products`` that the reader may know of: all.

        Hook: extend it where somebody outside reads what a promotion is about.
        """
        return products

    def _name_some(self, names):
        told, rest = names[:TOLD], len(names) - TOLD
        if rest > 0:
            told.append(self.env._("%s more", rest))
        return self._join_all(told)

    def _join_all(self, phrases):
        """All of the phrases: a phrase."""
        return format_list(self.env, list(phrases))

    def _join_any(self, phrases):
        """One of the phrases: a phrase."""
        return format_list(self.env, list(phrases), "or")

    # Conditions

    def _say_restrictions(self):
        if self.most_times and self._is_limited():
            yield self.env._("At most %s times in one order.", self.most_times)
        excluded = self._get_told_products(self.excluded_product_ids)
        if excluded:
            names = excluded.mapped("display_name")
            yield self.env._("Not for: %s.", self._name_some(names))
        target = self._has_target() and self._name_scope(
            self.target_product_ids, self.target_categ_ids, self.target_brand_ids
        )
        if target:
            yield self.env._("The benefit goes to: %s.", target)
        if self.coupon_required:
            yield self.env._("With a coupon code only.")

    def _say_audience(self):
        if self.tier_ids:
            yield self.env._("For: tier %s.", self._name_records(self.tier_ids))
        if self.territory_ids:
            yield self.env._("In: %s.", self._name_records(self.territory_ids))
        if self.grade_ids:
            yield self.env._("For: grade %s.", self._name_records(self.grade_ids))
        if self.node_ids:
            yield self.env._("For: %s.", self._name_records(self.node_ids))
        if self.first_order:
            yield self.env._("For first orders only.")
        channels = [name for name in CHANNELS if self[name]]
        if len(channels) < len(CHANNELS):
            yield self.env._("Ordered by: %s.", self._name_fields(channels))

    def _name_records(self, records):
        return self._name_some([record.display_name or "" for record in records])

    def _name_fields(self, names):
        """Labels of the fields that are ticked."""
        return self._join_all(
            self._fields[name]._description_string(self.env) for name in names
        )

    def _say_dates(self):
        yield from self._say_weekdays()
        yield from self._say_period()

    def _say_weekdays(self):
        days = [name for name in WEEKDAYS if self[name]]
        if len(days) < len(WEEKDAYS):
            yield self.env._("On: %s.", self._name_fields(days))

    def _say_period(self):
        start = self.date_start and format_date(self.env, self.date_start)
        end = self.date_end and format_date(self.env, self.date_end)
        if start and end:
            yield self.env._("From %(start)s to %(end)s.", start=start, end=end)
        elif start:
            yield self.env._("From %s on.", start)
        elif end:
            yield self.env._("Until %s.", end)


class ChannelPromotionStep(models.Model):
    _inherit = "channel.promotion.step"

    def _say_step(self):
        """One sentence: from when on, and what."""
        self.ensure_one()
        if self.promotion_id.kind == engine.NTH:
            return self._say_nth()
        say = getattr(self, f"_say_{self.promotion_id.kind}_benefit")
        return say(self._say_condition())

    def _say_nth(self):
        promotion = self.promotion_id
        words = {
            "number": f"{self.threshold:g}",
            "unit": promotion.uom_id.name or "",
            "products": promotion._say_products(),
        }
        if self.price:
            return self.env._(
                "Of every %(number)s %(unit)s of %(products)s, one costs %(price)s.",
                price=self.currency_id.format(self.price),
                **words,
            )
        return self.env._(
            "Of every %(number)s %(unit)s of %(products)s, one is %(percent)s%% cheaper.",
            percent=f"{self.percent:g}",
            **words,
        )

    def _say_condition(self):
        promotion = self.promotion_id
        if promotion.level == engine.WHOLE_ORDER:
            return self._say_order_condition()
        if promotion.level == engine.EACH_PRODUCT and len(promotion.product_ids) != 1:
            return self._say_each_condition()
        return self._say_set_condition()

    def _say_order_condition(self):
        if not self.threshold:
            return self.env._("Every order")
        if self.promotion_id._is_repeated():
            return self.env._("For each %s of an order", self._say_threshold())
        return self.env._("Orders of %s or more", self._say_threshold())

    def _say_each_condition(self):
        words = {
            "threshold": self._say_threshold(),
            "products": self.promotion_id._say_products(),
        }
        if not self.threshold:
            return self.env._("Each of %(products)s", **words)
        if self.promotion_id._is_repeated():
            return self.env._("For each %(threshold)s of one of %(products)s", **words)
        return self.env._("From %(threshold)s of one of %(products)s on", **words)

    def _say_set_condition(self):
        words = {
            "threshold": self._say_threshold(),
            "products": self.promotion_id._say_products(),
        }
        if not self.threshold:
            return words["products"]
        if self.promotion_id._is_repeated():
            return self.env._("For each %(threshold)s of %(products)s", **words)
        return self.env._("From %(threshold)s of %(products)s on", **words)

    def _say_threshold(self):
        promotion = self.promotion_id
        if promotion.measure == engine.VALUE:
            return self.currency_id.format(self.threshold)
        return self._say_quantity(self.threshold, promotion.uom_id)

    @api.model
    def _say_quantity(self, quantity, unit):
        return f"{quantity:g} {unit.name or ''}".strip()

    # What the step gives under the condition, a phrase: a sentence, by kind

    def _say_order_benefit(self, condition):
        if self.percent:
            return self._say_line_percent_benefit(condition)
        return self.env._(
            "%(condition)s: %(amount)s off.",
            condition=condition,
            amount=self.currency_id.format(self.amount),
        )

    def _say_line_percent_benefit(self, condition):
        return self.env._(
            "%(condition)s: %(percent)s%% off.",
            condition=condition,
            percent=f"{self.percent:g}",
        )

    def _say_line_amount_benefit(self, condition):
        words = {
            "condition": condition,
            "amount": self.currency_id.format(self.amount),
        }
        if self.promotion_id.amount_per == "product":
            return self.env._("%(condition)s: %(amount)s off each product.", **words)
        return self.env._(
            "%(condition)s: %(amount)s off each %(unit)s.",
            unit=self.promotion_id.uom_id.name or "",
            **words,
        )

    def _say_line_price_benefit(self, condition):
        return self.env._(
            "%(condition)s: %(price)s for each %(unit)s.",
            condition=condition,
            price=self.currency_id.format(self.price),
            unit=self.promotion_id.uom_id.name or "",
        )

    def _say_freight_benefit(self, condition):
        if self.percent >= 100:
            return self.env._("%(condition)s: no freight.", condition=condition)
        if self.percent:
            return self.env._(
                "%(condition)s: %(percent)s%% off the freight.",
                condition=condition,
                percent=f"{self.percent:g}",
            )
        return self.env._(
            "%(condition)s: %(amount)s off the freight.",
            condition=condition,
            amount=self.currency_id.format(self.amount),
        )

    def _say_gift_benefit(self, condition):
        promotion = self.promotion_id
        if promotion.same_product:
            return self.env._(
                "%(condition)s: %(pieces)s of it free.",
                condition=condition,
                pieces=self._say_quantity(self.gift_quantity, promotion.uom_id),
            )
        if promotion.gift_choice == "one":
            names = self.gift_ids.mapped("product_id.display_name")
            return self.env._(
                "%(condition)s: %(number)s free, to choose from %(gifts)s.",
                condition=condition,
                number=f"{self.gift_quantity:g}",
                gifts=promotion._join_any(names),
            )
        gifts = (gift._say_gift() for gift in self.gift_ids)
        return self.env._(
            "%(condition)s: %(gifts)s free.",
            condition=condition,
            gifts=self.env._(" plus ").join(gifts),
        )


class ChannelPromotionGift(models.Model):
    _inherit = "channel.promotion.gift"

    def _say_gift(self):
        self.ensure_one()
        return self.env._(
            "%(number)s %(unit)s of %(product)s",
            number=f"{self.quantity:g}",
            unit=self.uom_id.name or "",
            product=self.product_id.display_name or "",
        )


class ChannelPromotionComponent(models.Model):
    _inherit = "channel.promotion.component"

    def _say_component(self):
        self.ensure_one()
        promotion = self.promotion_id
        told = promotion._get_told_products(self.product_ids)
        return self.env._(
            "%(number)s %(unit)s of %(products)s",
            number=f"{self.quantity:g}",
            unit=self.uom_id.name or "",
            products=promotion._join_any(told.mapped("display_name")),
        )
