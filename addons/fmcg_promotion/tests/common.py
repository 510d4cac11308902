from odoo.fields import Command

from odoo.addons.fmcg_channel.tests.common import ChannelCase


class PromotionCase(ChannelCase):
    """The first company offers promotions of two drinks, sold in pieces and cases."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.currency = cls.company.currency_id
        cls.unit = cls.env.ref("uom.product_uom_unit")
        cls.kilo = cls.env.ref("uom.product_uom_kgm")
        cls.case = cls.env["uom.uom"].create(
            {
                "name": "Test case",
                "relative_factor": 24,
                "relative_uom_id": cls.unit.id,
            }
        )
        cls.cola = cls.create_product("Cola", uom_id=cls.unit.id)
        cls.tea = cls.create_product("Tea", uom_id=cls.unit.id, list_price=3.0)
        cls.shop = cls.create_node("Corner Shop", "retail", cls.brand)

    @classmethod
    def create_promotion(cls, *steps, kind="order", release=False, **values):
        """A promotion with one step for each dict of values."""
        promotion = cls.env["channel.promotion"].create(
            {
                "name": "Autumn",
                "company_id": cls.company.id,
                "kind": kind,
                "level": "order" if kind in ("order", "freight") else "set",
                "date_start": False,
                "step_ids": [Command.create(step) for step in steps],
                **values,
            }
        )
        if release:
            promotion.action_release()
        return promotion

    @classmethod
    def create_ladder(cls, **values):
        """100 off orders of 1,000, 400 off orders of 3,000."""
        return cls.create_promotion(
            {"threshold": 3000, "amount": 400},
            {"threshold": 1000, "amount": 100},
            **values,
        )

    @classmethod
    def create_gift(cls, threshold=10, gifts=(), **values):
        """Gifts of products, given as (product, quantity) pairs, from 10 cases on."""
        rows = [
            Command.create({"product_id": product.id, "quantity": quantity})
            for product, quantity in gifts
        ]
        step = {"threshold": threshold, "gift_ids": rows}
        step |= values.pop("step", {})
        return cls.create_promotion(
            step,
            kind="gift",
            **{
                "measure": "quantity",
                "uom_id": cls.case.id,
                "product_ids": [Command.set(cls.cola.ids)],
                **values,
            },
        )

    @classmethod
    def create_bundle(cls, **values):
        components = [
            {"product_ids": [Command.set(cls.cola.ids)], "quantity": 2},
            {
                "product_ids": [Command.set((cls.tea + cls.cola).ids)],
                "quantity": 1,
                "uom_id": cls.case.id,
            },
        ]
        return cls.create_promotion(
            kind="bundle",
            bundle_price=50,
            component_ids=[Command.create(component) for component in components],
            **values,
        )

    @classmethod
    def create_usage(cls, budget, used=1.0, **values):
        """Count something in a budget, as orders do."""
        usage = cls.env["channel.promotion.usage"].create(
            {
                "budget_id": budget.id,
                "company_id": budget.company_id.id,
                "period_start": budget._get_period_start(
                    budget.company_id._get_channel_today()
                ),
                "used": 0,
                **values,
            }
        )
        usage._guard_add({usage.id: used})
        return usage
