from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import float_compare

from ..engine import definition as engine
from .channel_promotion_audience import CHANNELS, WEEKDAYS
from .channel_promotion_kind import BENEFITS


class ChannelPromotion(models.Model):
    """What a promotion must have before it is offered to buyers."""

    _inherit = "channel.promotion"

    def _ensure_funders(self):
        """The seller pays where nobody is named."""
        for promotion in self.filtered(lambda promotion: not promotion.funder_ids):
            promotion.funder_ids = [Command.create({"payer": "seller", "share": 100.0})]

    def _check_releasable(self):
        """Say everything at once that keeps the promotions from being released.

        :raise UserError: with one line for each problem
        """
        problems = []
        for promotion in self:
            found = promotion.with_context(active_test=False)._get_release_problems()
            if len(self) > 1:
                found = [f"{promotion.name}: {problem}" for problem in found]
            problems += found
        if problems:
            raise UserError("\n".join(problems))

    def _get_release_problems(self):
        """List of translated sentences; other add-ons add theirs."""
        self.ensure_one()
        return [
            *self._get_time_problems(),
            *self._get_step_problems(),
            *self._get_gift_problems(),
            *self._get_bundle_problems(),
            *self._get_unit_problems(),
            *self._get_funder_problems(),
        ]

    def _get_time_problems(self):
        if self.date_start and self.date_end and self.date_end < self.date_start:
            yield self.env._(
                "Until: %(end)s lies before %(start)s. Choose a later day.",
                end=self.date_end,
                start=self.date_start,
            )
        if not any(self[name] for name in WEEKDAYS):
            yield self.env._("Weekdays: none is ticked. Tick at least one.")
        if not any(self[name] for name in CHANNELS):
            yield self.env._("Order channels: none is ticked. Tick at least one.")

    def _get_step_problems(self):
        if self.kind == engine.BUNDLE:
            return
        if not self.step_ids:
            yield self.env._("Steps: there is none. Enter what is given from when on.")
        thresholds = self.step_ids.mapped("threshold")
        if len(set(thresholds)) < len(thresholds):
            yield self.env._(
                "Steps: two have the same threshold. Change or remove one of them."
            )
        if self._is_repeated() and (len(thresholds) != 1 or thresholds[0] <= 0):
            yield self.env._(
                "Each Time: it needs exactly one step with a threshold above 0, and "
                "there are %(number)s steps. Leave one step, or untick the box.",
                number=len(thresholds),
            )
        for step in self.step_ids:
            yield from step._get_problems()

    def _get_gift_problems(self):
        if self.kind != engine.GIFT:
            return
        if self.same_product and self.level != engine.EACH_PRODUCT:
            yield self.env._(
                "Same Product: it needs a threshold for each product on its own. "
                "Choose that, or name the gifts."
            )
        for step in self.step_ids:
            yield from step._get_gift_problems()

    def _get_bundle_problems(self):
        if self.kind != engine.BUNDLE:
            return
        if not self.component_ids:
            yield self.env._("Components: a bundle has none. Enter at least one.")
        if self.bundle_price < 0:
            yield self.env._(
                "Bundle Price: %s is below 0. Enter 0 or more.", self.bundle_price
            )
        for component in self.component_ids:
            yield from component._get_problems()

    def _get_unit_problems(self):
        if not self._needs_unit():
            return
        if not self.uom_id:
            yield self.env._(
                "Unit: quantities, and prices and amounts per unit, need one. Choose it."
            )
            return
        for product in self.product_ids | self.target_product_ids:
            if not product.uom_id._has_common_reference(self.uom_id):
                yield self.env._(
                    "Unit: %(product)s is counted in %(own)s, which cannot be converted "
                    "to %(unit)s. Choose another unit or leave the product out.",
                    product=product.display_name,
                    own=product.uom_id.name,
                    unit=self.uom_id.name,
                )

    def _get_funder_problems(self):
        total = sum(self.funder_ids.mapped("share"))
        if float_compare(total, 100.0, precision_digits=4):
            yield self.env._(
                "Funders: their shares sum to %s percent. Make them sum to 100.",
                f"{total:g}",
            )


class ChannelPromotionStep(models.Model):
    _inherit = "channel.promotion.step"

    def _get_problems(self):
        """What is wrong with the numbers of a step: translated sentences."""
        self.ensure_one()
        kind = self.promotion_id.kind
        label = f"{self.threshold:g}"
        if not 0 <= self.percent <= 100:
            yield self.env._(
                "Percent Off: %(percent)s in the step from %(step)s does not lie between "
                "0 and 100. Change it.",
                percent=f"{self.percent:g}",
                step=label,
            )
        if kind == engine.NTH and (self.threshold < 2 or self.threshold % 1):
            yield self.env._(
                "Threshold: every n-th piece needs a whole number from 2 on, and a step "
                "has %s. Change it.",
                label,
            )
        yield from self._get_benefit_problems(BENEFITS.get(kind, ()), label)

    def _get_benefit_problems(self, names, label):
        for name in names:
            if self[name] < 0:
                yield self.env._(
                    "%(field)s: %(value)s in the step from %(step)s is below 0. Change "
                    "it.",
                    field=self._fields[name]._description_string(self.env),
                    value=f"{self[name]:g}",
                    step=label,
                )
        if names and sum(self[name] != 0 for name in names) != 1:
            fields = [
                self._fields[name]._description_string(self.env) for name in names
            ]
            if len(names) == 1:
                yield self.env._(
                    "%(field)s: the step from %(step)s needs one above 0. Enter it.",
                    field=fields[0],
                    step=label,
                )
            else:
                yield self.env._(
                    "%(field)s or %(other)s: the step from %(step)s needs exactly one of "
                    "them. Enter one and leave the other at 0.",
                    field=fields[0],
                    other=fields[1],
                    step=label,
                )

    def _get_gift_problems(self):
        self.ensure_one()
        promotion = self.promotion_id
        label = f"{self.threshold:g}"
        counts_pieces = promotion.same_product or promotion.gift_choice == "one"
        if counts_pieces and self.gift_quantity <= 0:
            yield self.env._(
                "Pieces: the step from %s gives none. Enter a quantity above 0.", label
            )
        if promotion.same_product:
            return
        if not self.gift_ids:
            yield self.env._(
                "Gifts: the step from %s has none. Name at least one product.", label
            )
        for gift in self.gift_ids:
            yield from gift._get_problems()


class ChannelPromotionGift(models.Model):
    _inherit = "channel.promotion.gift"

    def _get_problems(self):
        self.ensure_one()
        product = self.product_id
        if self.quantity <= 0:
            yield self.env._(
                "Gifts: %s has no quantity. Enter one above 0.", product.display_name
            )
        if product.type != "consu":
            yield self.env._(
                "Gifts: %s is no goods. Choose a product of type Goods.",
                product.display_name,
            )
        if not product.uom_id._has_common_reference(self.uom_id):
            yield self.env._(
                "Gifts: %(product)s is counted in %(own)s, which cannot be converted to "
                "%(unit)s. Choose another unit.",
                product=product.display_name,
                own=product.uom_id.name,
                unit=self.uom_id.name,
            )


class ChannelPromotionComponent(models.Model):
    _inherit = "channel.promotion.component"

    def _get_problems(self):
        self.ensure_one()
        if self.quantity <= 0 or not self.product_ids:
            yield self.env._(
                "Components: each needs a product and a quantity above 0. Complete or "
                "remove those without."
            )
        for product in self.product_ids:
            unit = self.uom_id or product.uom_id
            if not product.uom_id._has_common_reference(unit):
                yield self.env._(
                    "Components: %(product)s is counted in %(own)s, which cannot be "
                    "converted to %(unit)s. Choose another unit or product.",
                    product=product.display_name,
                    own=product.uom_id.name,
                    unit=unit.name,
                )
