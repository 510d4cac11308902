from odoo.fields import Command

from odoo.addons.fmcg_pricing.tests.common import PricingCase


class MakesPromotions:
    """Promotions of the distributor; a mixin for cases that have opened it."""

    @classmethod
    def create_promotion(cls, kind, steps=(), release=True, **values):
        """A promotion of the distributor.

        :param steps: dicts of a step's values; ``gifts`` is a list of (product, pieces)
        """
        promotion = cls.env["channel.promotion"].create(
            {
                "name": values.pop("name", f"A promotion: {kind}"),
                "company_id": cls.lake_company.id,
                "currency_id": cls.lake_company.currency_id.id,
                "date_start": False,
                "kind": kind,
                "step_ids": [Command.create(cls.prepare_step(step)) for step in steps],
                **values,
            }
        )
        if release:
            promotion.action_release()
        return promotion

    @classmethod
    def prepare_step(cls, step):
        step = dict(step)
        gifts = step.pop("gifts", ())
        return step | {
            "gift_ids": [
                Command.create(
                    {
                        "product_id": product.id,
                        "uom_id": product.uom_id.id,
                        "quantity": pieces,
                        "value": product.list_price,
                    }
                )
                for product, pieces in gifts
            ]
        }

    @classmethod
    def amount_off(cls, threshold, amount, **values):
        """满减 on the whole order."""
        return cls.create_promotion(
            "order",
            [{"threshold": threshold, "amount": amount}],
            level="order",
            **values,
        )

    @classmethod
    def buy_get(cls, product, quantity, gift, pieces=1, **values):
        """买赠, again for each quantity."""
        return cls.create_promotion(
            "gift",
            [{"threshold": quantity, "gifts": [(gift, pieces)]}],
            **{
                "level": "set",
                "measure": "quantity",
                "uom_id": product.uom_id.id,
                "product_ids": [Command.set(product.ids)],
                "repeat": True,
                **values,
            },
        )


class PromotionOrderCase(MakesPromotions, PricingCase):
    """A shop that orders tea at 5.00 and water at 2.00, and promotions to order under."""

    shared_world = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for product in cls.tea + cls.water:
            cls.add_price(cls.base_list, product, product.list_price)
        cls.mug = cls.create_product("Mug", list_price=3.0)
        for product in cls.tea + cls.water + cls.mug:
            cls.put_in_stock(cls.lake_company, product, 1000)

    def line_of(self, order, product):
        return order.order_line.filtered(
            lambda line: line.product_id == product and not line.promotion_role
        )

    def gifts_of(self, order):
        return order.order_line.filtered(lambda line: line.promotion_role == "gift")

    def discounts_of(self, order):
        return order.order_line.filtered(lambda line: line.promotion_role == "discount")
