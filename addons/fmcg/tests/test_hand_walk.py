import random

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.fmcg_promotion.tests.ledger_common import LedgerCase

WALKS, STEPS = 4, 12
BUDGET = 40


@tagged("post_install", "-at_install")
class TestHandWalk(LedgerCase):
    """Whoever types prices, discounts, quantities and products in any order has what
    somebody gets who enters the last of each at once; budgets are never overspent, and
    what is cancelled gives back all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.config.settings"].create(
            {"group_discount_per_so_line": True}
        ).execute()
        cls.random = random.Random(20261130)
        cls.goods = list(cls.tea + cls.water + cls.mug)
        cls.add_price(cls.base_list, cls.mug, 3.0)
        cls.combo, cls.choices = cls.create_combo()
        cls.tenth = cls.create_promotion(
            "line_percent",
            [{"percent": 10}],
            product_ids=cls.tea.ids,
            budget_ids=[Command.create({"measure": "money", "limit": BUDGET})],
        )
        cls.off = cls.limited(BUDGET, threshold=50, amount=7)
        cls.gift = cls.buy_get(cls.water, 6, cls.mug)

    @classmethod
    def create_combo(cls):
        choices = cls.create_product("Bun", list_price=2.0) + cls.create_product(
            "Roll", list_price=2.0
        )
        combo = cls.env["product.combo"].create(
            {
                "name": "Something to eat",
                "combo_item_ids": [
                    Command.create({"product_id": one.id, "extra_price": number})
                    for number, one in enumerate(choices)
                ],
            }
        )
        product = cls.env["product.product"].create(
            {
                "name": "Breakfast",
                "type": "combo",
                "list_price": 9.0,
                "combo_ids": combo.ids,
                "taxes_id": [Command.clear()],
            }
        )
        cls.add_price(cls.base_list, product, 9.0)
        return product, combo.combo_item_ids

    # What somebody has typed: by line its product, quantity, price and discount

    def enter(self, wanted):
        """An order with all of it at once."""
        order = self.create_sale([])
        for values in wanted:
            given = {name: value for name, value in values.items() if value is not None}
            order.order_line = [Command.create(given)]
        self.add_combo(order)
        return order

    def add_combo(self, order):
        order.order_line = [
            Command.create({"product_id": self.combo.id, "product_uom_qty": 2})
        ]
        line = order.order_line.filtered(lambda one: one.product_id == self.combo)
        choice = self.choices[1]
        order.order_line = [
            Command.create(
                {
                    "product_id": choice.product_id.id,
                    "product_uom_qty": 2,
                    "combo_item_id": choice.id,
                    "linked_line_id": line.id,
                }
            )
        ]

    def draw(self):
        return {
            "product_id": self.random.choice(self.goods).id,
            "product_uom_qty": self.random.choice((1, 5, 6, 12, 20)),
            "price_unit": None,
            "discount": None,
        }

    def change(self, values):
        """What is typed next on a line, and what it makes of what was typed before."""
        name = self.random.choice(tuple(values))
        if name == "product_id":
            others = [one.id for one in self.goods if one.id != values["product_id"]]
            values.update(price_unit=None, discount=None, product_id=self.random.choice(others))
        elif name == "product_uom_qty":
            values[name] = self.random.choice((1, 4, 6, 7, 13, 24))
        elif name == "price_unit":
            values[name] = self.random.choice((0.77, 1.23, 4.44))
        else:
            values[name] = self.random.choice((5, 12.5, 33))
        return {name: values[name]}

    def typed_lines(self, order):
        return order.order_line.filtered(
            lambda line: line.product_id.id in [one.id for one in self.goods]
            and not line.promotion_role
        ).sorted("id")

    def check(self, order, wanted, story):
        order.invalidate_recordset()
        for line, values in zip(self.typed_lines(order).sudo(), wanted, strict=True):
            by_hand = values["price_unit"] is not None or values["discount"] is not None
            self.assertEqual(bool(line.promotion_by_hand), by_hand, (line.name, story))
        fresh = self.enter(wanted)
        self.assertEqual(order.amount_total, fresh.amount_total, story)
        self.assertEqual(
            sum(self.gifts_of(order).mapped("product_uom_qty")),
            sum(self.gifts_of(fresh).mapped("product_uom_qty")),
            story,
        )
        fresh.sudo().unlink()
        total = order.amount_total
        order.sudo()._apply_promotions()
        self.assertEqual(order.amount_total, total, story)

    def walk(self):
        wanted = [self.draw(), self.draw()]
        order = self.enter(wanted)
        story = [[dict(one) for one in wanted]]
        for _step in range(STEPS):
            number = self.random.randrange(len(wanted))
            change = self.change(wanted[number])
            story.append((number, change))
            self.typed_lines(order)[number].write(change)
            self.check(order, wanted, story)
        return order

    def test_the_way_does_not_matter(self):
        orders = []
        for number in range(WALKS):
            with self.subTest(number):
                order = self.walk()
                order.sudo().action_confirm()
                self.assertEqual(order.state, "sale")
                orders.append(order.sudo())
                for promotion in (self.tenth, self.off):
                    self.assertLessEqual(self.used(promotion), BUDGET)
        for order in orders:
            order._action_cancel()
        for promotion in (self.tenth, self.off, self.gift):
            self.assertEqual(self.used(promotion), 0)
            self.assertEqual(sum(self.given(promotion, order)[0] for order in orders), 0)
