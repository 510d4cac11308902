"""How an order could be made to get more than promotions give."""

from contextlib import suppress

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.fmcg_promotion.models.sale_order_guarded import ORDER_GUARDED
from odoo.addons.fmcg_promotion.models.sale_order_line_guarded import LINE_GUARDED

from .test_promotion_routes import PromotionRoutesCase

FLAGS = ("order_change_pending", "promotion_applying")

# What promotions decide, gifts that are owed included
OF_ORDER = ORDER_GUARDED | {"gift_debt_declined_ids", "gift_debt_ids", "order_channel"}
OF_LINE = LINE_GUARDED | {"gift_debt_id"}


@tagged("post_install", "-at_install", "fmcg_security")
class TestPromotionHostile(PromotionRoutesCase):
    """Lake's own people write more into an order than forms let them.

    Tea costs 4.50 by the list, its floor price is 3.25. A promotion gives one mug for ten
    of tea; another one takes a tenth off, for orders from the portal only.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mug = cls.create_product("Mug")
        cls.put_in_stock(cls.lake_company, cls.mug, 1000)
        cls.gift_promotion = cls.make_offer(
            "gift",
            {
                "threshold": 10,
                "gift_ids": [Command.create({"product_id": cls.mug.id, "value": 2})],
            },
            measure="quantity",
            uom_id=cls.tea.uom_id.id,
            repeat=True,
        )
        cls.portal_promotion = cls.make_offer(
            "line_percent", {"percent": 10}, for_salesperson=False, for_import=False
        )

    @classmethod
    def make_offer(cls, kind, step, **values):
        promotion = cls.env["channel.promotion"].create(
            {
                "name": f"Offer: {kind}",
                "company_id": cls.lake_company.id,
                "currency_id": cls.lake_company.currency_id.id,
                "date_start": False,
                "kind": kind,
                "level": "set",
                "product_ids": [Command.set(cls.tea.ids)],
                "step_ids": [Command.create(step)],
                **values,
            }
        )
        promotion.action_release()
        return promotion

    def setUp(self):
        super().setUp()
        self.order = self.enter_as_seller()
        self.gift = self.order.order_line.filtered("promotion_role")
        self.line = self.order.order_line - self.gift
        self.assertEqual(self.gift.product_uom_qty, 2)

    def new_values(self, **line):
        return {
            "company_id": self.lake_company.id,
            "partner_id": self.lake_shop.partner_id.id,
            "user_id": self.seller.id,
            "order_line": [
                Command.create(
                    {"product_id": self.tea.id, "product_uom_qty": 20, **line}
                )
            ],
        }

    def enter_as_seller(self, **line):
        env = self.env_of(self.actor("salesperson", "own"))
        return env["sale.order"].create(self.new_values(**line))

    def goods_of(self, order):
        return order.order_line.filtered(lambda line: not line.promotion_role)

    # -- values ---------------------------------------------------------------------------

    def test_nobody_writes_what_promotions_decide(self):
        values = {
            "coupon_ids": [Command.link(self.coupon.id)],
            "order_channel": "portal",
            "promotion_choices": {str(self.promotion.id): self.tea.id},
            "promotion_declined_ids": [Command.link(self.promotion.id)],
            "promotion_basis": {"lines": [], "applied": []},
            "promotion_result": {"applied": []},
            "promotion_id": self.promotion.id,
            "promotion_role": "gift",
            "promotion_terms": {"list_price_unit": 1, "price_unit": 4.5},
            "promotion_by_hand": True,
            "list_discount": 50.0,
            "gift_debt_id": self.gift_debt.id,
            "gift_debt_declined_ids": [Command.link(self.gift_debt.id)],
            "gift_debt_ids": [Command.delete(self.gift_debt.id)],
            "promotion_application_ids": [
                Command.delete(self.promotion.application_ids.id)
            ],
        }
        self.assertEqual(set(values), OF_ORDER | OF_LINE)
        for role, relation in (
            ("salesperson", "own"),
            ("customer_service", "owner"),
            ("finance", "owner"),
            ("enterprise_admin", "owner"),
            ("system_admin", "owner"),
        ):
            for name, value in values.items():
                with self.subTest(f"{role} {name}"):
                    self.assertNotWritten(role, relation, name, value)

    def assertNotWritten(self, role, relation, name, value):
        """Neither on a record that exists, nor on a new one, nor as a default."""
        is_line = name in OF_LINE
        record = self.as_actor(self.line if is_line else self.order, role, relation)
        new = self.new_values()
        if is_line:
            new = {**new["order_line"][0][2], "order_id": self.order.id}
        default = {f"default_{name}": value}
        self.assertRefused(lambda: record.write({name: value}))
        self.assertRefused(lambda: record.create({**new, name: value}))
        self.assertRefused(lambda: record.with_context(**default).create(new))

    def test_import_writes_no_way_in(self):
        rows = [["X-1", self.lake_shop.partner_id.name, "portal"]]
        result = self.order.load(["id", "partner_id", "order_channel"], rows)
        self.assertFalse(result["ids"])

    def test_a_portal_promotion_is_for_the_portal(self):
        self.assertNotIn(
            self.portal_promotion, self.order.promotion_application_ids.promotion_id
        )
        portal = self.order.sudo().create(self.new_values() | {"order_channel": "portal"})
        self.assertIn(
            self.portal_promotion, portal.promotion_application_ids.promotion_id
        )
        copy = self.as_actor(portal, "salesperson", "own").copy()
        self.assertEqual(copy.order_channel, "salesperson")
        self.assertEqual(self.goods_of(copy).discount, 0)

    def test_nobody_says_when_an_order_was_submitted(self):
        """The moment decides which promotions apply, the author who may approve."""
        for role in ("salesperson", "enterprise_admin"):
            relation = "own" if role == "salesperson" else "owner"
            order = self.as_actor(self.order, role, relation)
            for values in (
                {"submitted_date": "2020-01-01 00:00:00"},
                {"submitted_by_id": self.actor("finance").user.id},
            ):
                self.assertRefused(lambda o=order, v=values: o.write(v))

    # -- flags ----------------------------------------------------------------------------

    def test_flags_in_the_context_do_nothing(self):
        for flag in FLAGS:
            for value in (True, 1, "ours"):
                with self.subTest(f"{flag} {value}"):
                    context = {flag: value}
                    line = self.line.with_context(**context)
                    line.product_uom_qty = 10
                    self.assertEqual(self.gift.product_uom_qty, 1)
                    line.product_uom_qty = 20
                    self.assertEqual(self.gift.product_uom_qty, 2)
                    gift = self.gift.with_context(**context)
                    self.assertRefused(lambda g=gift: g.write({"product_uom_qty": 99}))
                    self.assertRefused(lambda g=gift: g.write({"price_unit": -9}))

    def test_what_was_submitted_loses_gifts_with_its_goods(self):
        order = self.as_actor(self.enter_order(9000), "salesperson", "own")
        order.action_submit()
        self.assertTrue(order.submitted_date)
        gift = order.order_line.filtered("promotion_role")
        goods = order.order_line - gift
        for flag in FLAGS:
            changed = goods.with_context(**{flag: True})
            with suppress(AccessError, UserError), self.env.cr.savepoint():
                changed.product_uom_qty = 10  # refused while somebody is asked
            self.assertEqual(gift.product_uom_qty * 10, goods.product_uom_qty)

    # -- lines ----------------------------------------------------------------------------

    def test_lines_of_promotions_do_not_move(self):
        other = self.as_actor(self.enter_order(5), "salesperson", "own")
        self.assertRefused(lambda: self.gift.write({"order_id": other.id}))
        for values in (
            {"is_delivery": True},
            {"extra_tax_data": {"computation_key": "X"}},
            {"is_downpayment": True},
            {"product_id": self.tea.id},
        ):
            with self.subTest(str(values)):
                self.assertRefused(lambda v=values: self.gift.write(v))

    def test_goods_that_move_take_their_gifts_along(self):
        other = self.as_actor(self.enter_order(5), "salesperson", "own")
        self.line.order_id = other
        self.assertFalse(self.order.order_line.filtered("promotion_role"))
        self.assertEqual(
            other.order_line.filtered("promotion_role").product_uom_qty, 2
        )

    def test_goods_are_not_called_freight(self):
        self.assertRefused(lambda: self.line.write({"is_delivery": True}))
        self.assertRefused(lambda: self.enter_as_seller(is_delivery=True))
        Line = self.line.with_context(default_is_delivery=True)
        values = self.new_values()["order_line"][0][2] | {"order_id": self.order.id}
        self.assertRefused(lambda: Line.create(values))

    # -- prices ---------------------------------------------------------------------------

    def test_a_typed_price_does_not_pass_for_the_lists(self):
        """Promotions leave prices by hand alone, whatever the client says about them."""
        percent = self.make_offer("line_percent", {"percent": 20})
        forged = {"price_unit": 4.0, "technical_price_unit": 4.0}
        entered = self.goods_of(self.enter_as_seller(**forged))
        self.line.write(forged)
        together = self.goods_of(self.enter_as_seller())
        together.write({**forged, "product_uom_qty": 30})
        for line in (entered, self.line, together):
            self.assertEqual((line.price_unit, line.discount), (4.0, 0.0))
            self.assertEqual(line.technical_price_unit, 4.5)
            self.assertNotIn(
                percent, line.order_id.promotion_application_ids.promotion_id
            )

    def test_the_price_of_the_list_is_still_the_lists(self):
        """As forms send it back."""
        percent = self.make_offer("line_percent", {"percent": 20})
        sent = {"price_unit": 4.5, "technical_price_unit": 4.5, "discount": 0.0}
        line = self.goods_of(self.enter_as_seller(**sent))
        self.assertEqual(line.discount, 20)
        self.line.write({**sent, "product_uom_qty": 30})
        self.assertEqual(self.line.discount, 20)
        self.assertIn(percent, line.order_id.promotion_application_ids.promotion_id)

    def test_no_promotion_covers_a_price_below_the_floor(self):
        self.make_offer("line_percent", {"percent": 20})
        for values in (
            {"price_unit": 0.01, "technical_price_unit": 0.01},
            {"price_unit": 0.0, "technical_price_unit": 0.0},
            {"discount": 99.0},
        ):
            with self.subTest(str(values)):
                order = self.enter_as_seller(**values)
                self.assertIn("Below the floor price", order._get_gate_message() or "")
        honest = self.enter_as_seller()
        self.assertNotIn("Below the floor price", honest._get_gate_message() or "")

    # -- customer service -------------------------------------------------------------------

    def test_customer_service_changes_no_gifts_and_gives_no_coupons(self):
        order = self.as_actor(self.order, "customer_service")
        gift = self.as_actor(self.gift, "customer_service")
        line = self.as_actor(self.line, "customer_service")
        for title, action in {
            "fewer": lambda: gift.write({"product_uom_qty": 1}),
            "another": lambda: gift.write({"product_id": self.tea.id}),
            "price": lambda: gift.write({"price_unit": -1}),
            "remove": gift.unlink,
            "restore": order.action_restore_promotions,
            "coupon": lambda: order.write({"coupon_code": self.coupon.code}),
            "goods' price": lambda: line.write({"price_unit": 4.0}),
        }.items():
            with self.subTest(title):
                self.assertRefused(action)
        gift.name = "With love"

    def test_quantities_that_customer_service_changes_get_their_promotions(self):
        line = self.as_actor(self.line, "customer_service")
        line.product_uom_qty = 30
        self.assertEqual(self.gift.product_uom_qty, 3)

    def test_salespeople_give_coupons_by_code(self):
        self.order.coupon_code = self.coupon.code.lower()
        self.assertEqual(self.order.coupon_ids, self.coupon.with_env(self.order.env))
        self.assertTrue(self.order.action_restore_promotions())
