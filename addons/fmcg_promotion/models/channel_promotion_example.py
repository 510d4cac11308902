from odoo import api, models

from ..engine import definition as engine


class ChannelPromotion(models.Model):
    """What the rule for less than was ordered means, by an example in words."""

    _inherit = "channel.promotion"

    @api.depends("kind", "return_rule")
    @api.depends_context("lang")
    def _compute_return_example(self):
        for promotion in self:
            again = promotion.return_rule == engine.RECONSIDER
            proportional, counted = promotion._get_return_examples()
            promotion.return_example = counted if again else proportional

    def _get_return_examples(self):
        """:return: (of the share that is kept, of what is counted again)"""
        self.ensure_one()
        examples = {
            engine.ORDER: self._say_order_examples,
            engine.LINE_PERCENT: self._say_line_examples,
            engine.LINE_AMOUNT: self._say_line_examples,
            engine.LINE_PRICE: self._say_line_examples,
            engine.NTH: self._say_nth_examples,
            engine.GIFT: self._say_gift_examples,
            engine.BUNDLE: self._say_bundle_examples,
            engine.FREIGHT: self._say_freight_examples,
        }
        say = examples.get(self.kind)
        return say() if say else (False, False)

    def _say_order_examples(self):
        return (
            self.env._(
                "120 off from 1,200, and 12 at 100 were ordered for 1,080. Who keeps 4 "
                "pays 360: a third of the 120 stays."
            ),
            self.env._(
                "120 off from 1,200, and 12 at 100 were ordered for 1,080. Who keeps 4 "
                "pays 400: they do not reach 1,200."
            ),
        )

    def _say_line_examples(self):
        return (
            self.env._(
                "90 instead of 100 from 10 pieces on, and 12 were ordered for 1,080. Who "
                "keeps 4 pays 360: the price stays."
            ),
            self.env._(
                "90 instead of 100 from 10 pieces on, and 12 were ordered for 1,080. Who "
                "keeps 4 pays 400: they are fewer than 10."
            ),
        )

    def _say_nth_examples(self):
        return (
            self.env._(
                "The second at half price, and 4 at 10 were ordered for 30. Who gives one "
                "back gets 7.50: each piece cost that."
            ),
            self.env._(
                "The second at half price, and 4 at 10 were ordered for 30. Who gives one "
                "back gets 5: three cost 25."
            ),
        )

    def _say_gift_examples(self):
        return (
            self.env._(
                "Buy 12, get 5. Who keeps 6 of the 12 keeps 2 of the gifts: half of "
                "them, in whole pieces."
            ),
            self.env._(
                "Buy 12, get 5. Who keeps 6 of the 12 keeps none of the gifts: 6 do not "
                "earn any."
            ),
        )

    def _say_bundle_examples(self):
        return (
            self.env._(
                "A at 30 and B at 35, together 50; 3 A and 2 B were ordered for 130. Who "
                "gives one B back gets 26.92: it cost that."
            ),
            self.env._(
                "A at 30 and B at 35, together 50; 3 A and 2 B were ordered for 130. Who "
                "gives one B back gets 20: one set and 2 A cost 110."
            ),
        )

    def _say_freight_examples(self):
        return (
            self.env._(
                "Free freight from 500 on. Who keeps goods for 300 does not pay for it "
                "after all."
            ),
            self.env._(
                "Free freight from 500 on. Who keeps goods for 300 pays for it: they do "
                "not reach 500."
            ),
        )
