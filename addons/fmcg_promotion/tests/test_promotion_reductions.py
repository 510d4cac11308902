from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from .ledger_common import LedgerCase
from .return_common import PromotionReturnCase


class ReductionCase(LedgerCase, PromotionReturnCase):
    """Twelve at 100, 120 off from 1,200 on, and a tea at 5."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hundred = cls.create_goods("Hundred", 100.0)

    def off_120(self, rule, **values):
        return self.amount_off(1200, 120, return_rule=rule, **values)

    def confirm_twelve(self, rule, tea=0, **values):
        """The order, its line of 12, and the promotion."""
        promotion = self.off_120(rule, **values)
        lines = [(self.hundred, 12)] + ([(self.tea, tea)] if tea else [])
        order = self.confirm_sale(lines)
        self.assertEqual(order.amount_total, 1080 + 5 * tea)
        return order, self.line_of(order, self.hundred), promotion

    def as_seller(self, record):
        return self.as_user(record, self.seller)


@tagged("post_install", "-at_install")
class TestPromotionReductions(ReductionCase):
    """A reduction of a confirmed order is a return before the delivery."""

    def test_nothing_left_leaves_no_benefit(self):
        order, line, promotion = self.confirm_twelve("reconsider", tea=1)
        line.product_uom_qty = 0
        self.assertEqual(order.amount_total, 5)
        self.assertEqual(self.discounts_of(order).price_unit, 0)
        self.assertEqual(self.given(promotion, order), (0, 0, 0, 0))
        self.deliver(order)
        self.assertEqual(self.invoice(order).amount_total, 5)
        self.assertEqual(order.invoice_ids.mapped("move_type"), ["out_invoice"])
        self.assertEqual(order.invoice_status, "invoiced")

    def test_in_proportion_the_rest_keeps_its_own_share(self):
        order, line, promotion = self.confirm_twelve("proportional", tea=1)
        line.product_uom_qty = 0
        # 120 of 1,205 is 0.50 on the tea
        self.assertEqual(order.amount_total, 4.5)
        self.assertEqual(self.given(promotion, order), (0.5, 0, 0, 1))

    def test_where_the_promotion_is_about_what_is_gone_nothing_remains(self):
        order, line, promotion = self.confirm_twelve(
            "proportional", tea=1, product_ids=[Command.set(self.hundred.ids)]
        )
        line.product_uom_qty = 0
        self.assertEqual(order.amount_total, 5)
        self.assertEqual(self.given(promotion, order), (0, 0, 0, 0))

    def test_four_of_twelve(self):
        for rule, total, left in (("reconsider", 400, 0), ("proportional", 360, 40)):
            with self.subTest(rule):
                self.stop_all()
                order, line, promotion = self.confirm_twelve(rule)
                line.product_uom_qty = 4
                self.assertEqual(order.amount_total, total)
                self.assertEqual(self.given(promotion, order)[0], left)
                self.assertEqual(order.promotion_application_ids.amount or 0, left)
                self.deliver(order)
                self.assertEqual(self.invoice(order).amount_total, total)
                self.assertEqual(order.invoice_status, "invoiced")

    def test_a_step_below_is_found(self):
        self.create_promotion(
            "order",
            [{"threshold": 1200, "amount": 120}, {"threshold": 500, "amount": 30}],
            level="order",
            return_rule="reconsider",
        )
        order = self.confirm_sale([(self.hundred, 12)])
        self.line_of(order, self.hundred).product_uom_qty = 5
        self.assertEqual(order.amount_total, 470)

    def test_less_never_costs_more(self):
        order, line, promotion = self.confirm_twelve("reconsider")
        line.product_uom_qty = 11
        self.assertEqual(order.amount_total, 1080)
        self.assertEqual(self.given(promotion, order)[0], 20)

    def test_twelve_again_gives_what_twelve_gave(self):
        for rule in ("reconsider", "proportional"):
            with self.subTest(rule):
                self.stop_all()
                order, line, promotion = self.confirm_twelve(rule)
                for quantity in (7, 0, 4, 12):
                    line.product_uom_qty = quantity
                self.assertEqual(order.amount_total, 1080)
                self.assertEqual(self.given(promotion, order), (120, 0, 0, 1))

    def test_what_is_added_later_pays_the_price_of_the_list(self):
        order, line, promotion = self.confirm_twelve("reconsider")
        line.product_uom_qty = 24
        self.assertEqual(order.amount_total, 2280)
        order.order_line = [
            Command.create({"product_id": self.hundred.id, "product_uom_qty": 12})
        ]
        self.assertEqual(order.amount_total, 3480)
        line.product_uom_qty = 0
        self.assertEqual(order.amount_total, 1200)
        self.assertEqual(self.given(promotion, order)[0], 0)

    def test_the_way_does_not_matter(self):
        totals = []
        for way in ((4,), (11, 8, 4), (4, 9, 4)):
            self.stop_all()
            order, line, _promotion = self.confirm_twelve("proportional", tea=3)
            for quantity in way:
                line.product_uom_qty = quantity
            totals.append(order.amount_total)
        self.assertEqual(len(set(totals)), 1)

    def test_a_benefit_of_the_line_stays_in_proportion(self):
        self.create_promotion(
            "line_percent",
            [{"threshold": 10, "percent": 10}],
            measure="quantity",
            uom_id=self.hundred.uom_id.id,
            product_ids=self.hundred.ids,
        )
        order = self.confirm_sale([(self.hundred, 12)])
        line = self.line_of(order, self.hundred)
        line.product_uom_qty = 4
        self.assertEqual((order.amount_total, line.discount), (360, 10))
        line.product_uom_qty = 24  # 12 more at 100
        self.assertEqual(order.amount_total, 2280)

    def test_a_benefit_of_the_line_is_counted_again(self):
        self.create_promotion(
            "line_percent",
            [{"threshold": 10, "percent": 10}],
            measure="quantity",
            uom_id=self.hundred.uom_id.id,
            product_ids=self.hundred.ids,
            return_rule="reconsider",
        )
        order = self.confirm_sale([(self.hundred, 12)])
        line = self.line_of(order, self.hundred)
        line.product_uom_qty = 4
        self.assertEqual((order.amount_total, line.discount), (400, 0))
        line.product_uom_qty = 12
        self.assertEqual((order.amount_total, line.discount), (1080, 10))

    def test_a_benefit_in_the_price_stays_exact(self):
        goods = self.create_goods("Seven", 50.0)
        self.create_promotion(
            "line_amount", [{"amount": 50}], amount_per="product", product_ids=goods.ids
        )
        order = self.confirm_sale([(goods, 7)])
        self.assertEqual(order.amount_total, 300)
        for quantity, total in ((4, 171.43), (0, 0), (7, 300)):
            self.line_of(order, goods).product_uom_qty = quantity
            self.assertEqual(order.amount_total, total)

    def test_a_typed_price_stays(self):
        order, line, _promotion = self.confirm_twelve("proportional")
        line.price_unit = 90
        self.assertEqual(order.amount_total, 960)
        line.product_uom_qty = 6
        self.assertEqual((line.price_unit, order.amount_total), (90, 480))

    def test_a_correction_line_is_a_reduction(self):
        order, _line, promotion = self.confirm_twelve("reconsider")
        order.order_line = [
            Command.create({"product_id": self.hundred.id, "product_uom_qty": -12})
        ]
        self.assertEqual(order.amount_total, 0)
        self.assertEqual(self.given(promotion, order)[0], 0)

    def test_taxes_follow(self):
        tax = self.create_tax(13)
        self.set_taxes(self.hundred, tax)
        self.off_120("proportional")
        order = self.confirm_sale([(self.hundred, 12)])
        self.assertEqual(order.amount_total, round(1080 * 1.13, 2))
        self.line_of(order, self.hundred).product_uom_qty = 4
        self.assertEqual(order.amount_total, round(360 * 1.13, 2))
        self.assertEqual(order.amount_untaxed, 360)

    # --- how it is done ---

    def test_in_the_form(self):
        order, _line, _promotion = self.confirm_twelve("reconsider", tea=1)
        with Form(self.as_seller(order)) as form:
            index = list(order.order_line).index(self.line_of(order, self.hundred))
            with form.order_line.edit(index) as row:
                row.product_uom_qty = 0
        self.assertEqual(order.amount_total, 5)

    def test_by_a_call_of_the_salesperson(self):
        order, line, _promotion = self.confirm_twelve("reconsider")
        self.as_seller(line).write({"product_uom_qty": 4})
        self.assertEqual(order.amount_total, 400)
        self.as_seller(order).write(
            {"order_line": [Command.update(line.id, {"product_uom_qty": 6})]}
        )
        self.assertEqual(order.amount_total, 600)

    def test_core_deletes_no_line_of_a_confirmed_order(self):
        order, line, _promotion = self.confirm_twelve("reconsider")
        with self.assertRaisesRegex(UserError, "quantity to 0"):
            line.unlink()
        self.assertEqual(order.amount_total, 1080)

    def test_before_the_confirmation_promotions_are_found_anew(self):
        self.off_120("reconsider")
        order = self.create_sale([(self.hundred, 12), (self.tea, 1)]).sudo()
        self.line_of(order, self.hundred).unlink()
        self.assertEqual(order.amount_total, 5)
        self.assertFalse(self.discounts_of(order))
        self.assertFalse(order.promotion_basis)

    def test_cancelled_and_entered_again_it_starts_anew(self):
        order, line, promotion = self.confirm_twelve("reconsider")
        line.product_uom_qty = 4
        order._action_cancel()
        order.action_draft()
        line.product_uom_qty = 24
        self.assertFalse(order.promotion_basis)
        order.action_confirm()
        self.assertEqual(order.amount_total, 2280)
        self.assertEqual(self.given(promotion, order)[0], 120)

    def test_nobody_writes_what_it_was(self):
        order, line, _promotion = self.confirm_twelve("reconsider")
        line.product_uom_qty = 4
        with self.assertRaises(Exception):  # noqa: B017
            self.as_seller(order).write({"promotion_basis": False})
        self.assertFalse(order.copy().promotion_basis)

    # --- who sees it ---

    def test_the_salesperson_reads_why(self):
        order, line, _promotion = self.confirm_twelve("reconsider", tea=1)
        line.product_uom_qty = 0
        why = order.promotion_why
        self.assertIn("0.00 instead of", why)
        self.assertIn("counted again for what is kept", why)
        self.assertNotIn("reach", why)
        self.assertIn("changed after its confirmation", order.message_ids[0].body)
        line.product_uom_qty = 12
        self.assertNotIn("instead of", order.promotion_why)

    # --- budgets, coupons, funders ---

    def test_budgets_get_back_what_is_lost(self):
        promotion = self.amount_off(
            1200,
            120,
            return_rule="proportional",
            budget_ids=[Command.create({"measure": "money", "limit": 120})],
        )
        order = self.confirm_sale([(self.hundred, 12)])
        line = self.line_of(order, self.hundred)
        self.assertEqual(self.used(promotion), 120)
        line.product_uom_qty = 4
        self.assertEqual(self.used(promotion), 40)
        other = self.confirm_sale([(self.hundred, 12)])
        self.assertEqual(other.amount_total, 1200)  # 120 do not fit in 80
        line.product_uom_qty = 12
        self.assertEqual(self.used(promotion), 120)

    def test_what_another_order_took_meanwhile_is_not_given_twice(self):
        promotion = self.amount_off(
            1200,
            120,
            return_rule="reconsider",
            budget_ids=[Command.create({"measure": "money", "limit": 120})],
        )
        order = self.confirm_sale([(self.hundred, 12)])
        line = self.line_of(order, self.hundred)
        line.product_uom_qty = 4
        self.assertEqual(self.confirm_sale([(self.hundred, 12)]).amount_total, 1080)
        with self.assertRefused("0.00 left"):
            line.product_uom_qty = 12
        self.assertEqual(self.used(promotion), 120)

    def test_funders_pay_what_remains(self):
        order, line, promotion = self.confirm_twelve("proportional")
        line.product_uom_qty = 4
        funding = self.entries(order).funding_ids
        self.assertEqual(sum(funding.mapped("amount")), 40)
        self.assertEqual(self.given(promotion, order), (40, 0, 0, 1))

    # --- documents ---

    def test_reduced_after_it_was_invoiced(self):
        self.hundred.invoice_policy = "order"
        for rule, refund in (("reconsider", 680), ("proportional", 720)):
            with self.subTest(rule):
                self.stop_all()
                order, line, _promotion = self.confirm_twelve(rule)
                self.assertEqual(self.invoice(order).amount_total, 1080)
                line.product_uom_qty = 4
                note = self.invoice(order)
                self.assertEqual(note.move_type, "out_refund")
                self.assertEqual(note.amount_total, refund)
                self.assertEqual(order.amount_total, 1080 - refund)

    def test_reduced_then_returned_then_all(self):
        for rule in ("reconsider", "proportional"):
            with self.subTest(rule):
                self.stop_all()
                order, line, promotion = self.confirm_twelve(rule)
                line.product_uom_qty = 10
                total = order.amount_total
                self.deliver(order)
                self.assertEqual(self.invoice(order).amount_total, total)
                refunds = [self.refund(order, (line, n)) for n in (3, 2, 5)]
                self.assertEqual(round(sum(refunds), 2), total)
                self.assertEqual(self.given(promotion, order), (0, 0, 0, 0))

    def test_a_part_that_was_invoiced_gives_the_rest_of_it_back(self):
        order, line, _promotion = self.confirm_twelve("reconsider")
        self.deliver_part(order, {self.hundred: 4})
        self.assertEqual(self.invoice(order).amount_total, 360)
        self.deliver_part(order, {self.hundred: 2})
        line.product_uom_qty = 6
        # 600 by the rule, 360 of which are invoiced
        self.assertEqual(order.amount_total, 600)
        self.assertEqual(self.invoice(order).amount_total, 240)


@tagged("post_install", "-at_install")
class TestShortDeliveries(ReductionCase):
    """What is never delivered is not kept."""

    def test_a_short_delivery_is_a_reduction(self):
        for rule, total, left in (("reconsider", 400, 0), ("proportional", 360, 40)):
            with self.subTest(rule):
                self.stop_all()
                order, _line, promotion = self.confirm_twelve(rule)
                self.deliver(order, {self.hundred: 4})
                self.assertEqual(self.given(promotion, order)[0], left)
                self.assertEqual(self.invoice(order).amount_total, total)
                self.assertEqual(order.invoice_status, "invoiced")

    def test_while_a_backorder_is_open_nothing_is_lost(self):
        order, _line, promotion = self.confirm_twelve("reconsider")
        self.deliver_part(order, {self.hundred: 4})
        self.assertEqual(self.given(promotion, order)[0], 120)
        self.deliver(order)
        self.assertEqual(self.given(promotion, order)[0], 120)
        self.assertEqual(self.invoice(order).amount_total, 1080)

    def test_a_cancelled_backorder(self):
        order, _line, promotion = self.confirm_twelve("reconsider")
        self.deliver_part(order, {self.hundred: 4})
        self.open_pickings(order).action_cancel()
        self.assertEqual(self.given(promotion, order), (0, 0, 0, 0))
        self.assertEqual(self.invoice(order).amount_total, 400)

    def test_a_cancelled_delivery_keeps_nothing(self):
        order, line, promotion = self.confirm_twelve("reconsider", tea=1)
        self.open_pickings(order).action_cancel()
        self.assertEqual(self.given(promotion, order), (0, 0, 0, 0))
        line.product_uom_qty = 0
        self.assertEqual(order.amount_total, 5)

    def test_short_then_returned(self):
        order, line, promotion = self.confirm_twelve("proportional")
        self.deliver(order, {self.hundred: 4})
        self.invoice(order)
        self.assertEqual(self.refund(order, (line, 1)), 90)
        self.assertEqual(self.given(promotion, order)[0], 30)
        self.assertEqual(self.refund(order, (line, 3)), 270)
        self.assertEqual(self.given(promotion, order), (0, 0, 0, 0))

    def test_two_returns_at_once_meet(self):
        """The order's row is written anew, so that the second of two transactions that
        change what is kept fails and runs again."""
        order, line, promotion = self.confirm_twelve("reconsider", tea=2)
        self.deliver(order)
        self.invoice(order)

        def place():
            self.env.flush_all()
            self.env.cr.execute("SELECT ctid FROM sale_order WHERE id = %s", order.ids)
            return self.env.cr.fetchone()

        order._sync_promotion_entries()
        before = place()
        order._on_promotion_returned()
        self.assertNotEqual(place(), before)
        before = place()
        self.take_back(order, (self.line_of(order, self.tea), 1))
        self.assertNotEqual(place(), before)
        self.assertEqual(self.given(promotion, order)[0], 120)


@tagged("post_install", "-at_install")
class TestReducedGifts(ReductionCase):
    """Buy 12, get 5."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()

    def confirm_gifts(self, rule=False, **values):
        values |= {"return_rule": rule} if rule else {}
        promotion = self.buy_get(self.tea, 12, self.mug, pieces=5, **values)
        order = self.confirm_sale([(self.tea, 12)])
        self.assertEqual(self.gifts_of(order).product_uom_qty, 5)
        return order, self.line_of(order, self.tea), promotion

    def moving(self, order):
        moves = self.gifts_of(order).move_ids
        return sum(moves.filtered(lambda m: m.state != "cancel").mapped("product_uom_qty"))

    def test_gifts_are_counted_again_unless_said_otherwise(self):
        _order, _line, promotion = self.confirm_gifts()
        self.assertEqual(promotion.return_rule, "reconsider")

    def test_one_of_twelve_ships_no_gift(self):
        order, line, promotion = self.confirm_gifts()
        line.product_uom_qty = 1
        self.assertEqual((self.gifts_of(order).product_uom_qty, self.moving(order)), (0, 0))
        self.assertEqual(self.given(promotion, order), (0, 0, 0, 0))
        line.product_uom_qty = 12
        self.assertEqual((self.gifts_of(order).product_uom_qty, self.moving(order)), (5, 5))
        self.assertEqual(self.given(promotion, order), (0, 5, 15, 1))

    def test_in_proportion_whole_pieces(self):
        order, line, promotion = self.confirm_gifts("proportional")
        for quantity, pieces in ((11, 4), (5, 2), (1, 0), (12, 5)):
            line.product_uom_qty = quantity
            gift = self.gifts_of(order).product_uom_qty
            self.assertEqual((gift, self.moving(order)), (pieces, pieces))
            self.assertEqual(self.given(promotion, order)[1], pieces)

    def test_shipping_a_part_ships_what_it_earns(self):
        for rule, pieces in (("reconsider", 0), ("proportional", 2)):
            with self.subTest(rule):
                self.stop_all()
                order, line, promotion = self.confirm_gifts(rule)
                self.deliver_part(order, {self.tea: 5})
                gift = self.gifts_of(order)
                self.assertEqual(gift.qty_delivered, pieces)
                note = self.env["mail.message"].search(
                    [
                        ("model", "=", "stock.picking"),
                        ("res_id", "in", order.picking_ids.ids),
                        ("body", "like", "Not shipped yet"),
                    ]
                )
                self.assertEqual(len(note), 1)
                self.deliver(order)
                self.assertEqual((line.qty_delivered, gift.qty_delivered), (12, 5))
                self.assertEqual(self.given(promotion, order), (0, 5, 15, 1))

    def test_gifts_alone_are_not_shipped(self):
        order, _line, _promotion = self.confirm_gifts()
        self.deliver_part(order, {self.tea: 5})
        rest = self.open_pickings(order).filtered(
            lambda p: p.picking_type_id.code == "outgoing"
        )
        self.assertEqual(rest.move_ids.product_id, self.mug)
        rest.move_ids.picked = True
        with self.assertRefused("nothing but gifts.*Mug"):
            rest.button_validate()

    def test_one_of_twelve_and_no_more_ships_no_gift(self):
        order, _line, promotion = self.confirm_gifts()
        self.deliver(order, {self.tea: 1})
        self.assertEqual(self.gifts_of(order).qty_delivered, 0)
        self.assertEqual(self.given(promotion, order), (0, 0, 0, 0))
        self.assertEqual(self.invoice(order).amount_total, 5)

    def test_what_was_shipped_already_is_due_back(self):
        order, line, promotion = self.confirm_gifts("proportional")
        self.deliver_part(order, {self.tea: 8})
        gift = self.gifts_of(order)
        self.assertEqual(gift.qty_delivered, 3)
        self.assertEqual(self.invoice(order).amount_total, 40)
        # two come back: six of twelve earn two of the three
        self.take_back(order, (line, 2))
        line.product_uom_qty = 8
        self.assertEqual(gift.product_uom_qty, 3)
        self.assertEqual(self.given(promotion, order)[1], 2)
        note = self.invoice(order)
        self.assertEqual(note.amount_total, 10 - 3)



@tagged("post_install", "-at_install")
class TestReductionQueries(CountsQueries, ReductionCase):
    def enter(self, number):
        goods = [self.create_goods(f"Goods {n}", 1.0) for n in range(number)]
        order = self.confirm_sale([(product, 12) for product in goods])
        order.order_line._get_basket_lines()[:1].product_uom_qty = 11
        self.env.flush_all()
        self.env.invalidate_all()
        return order

    def test_counting_again_takes_as_many_for_many_lines(self):
        self.amount_off(10, 10, return_rule="proportional")
        counts = []
        for number in (2, 2, 12):
            order = self.enter(number)
            order.promotion_result = {**order.promotion_result, "near": ["old"]}
            self.env.flush_all()
            self.env.invalidate_all()
            counts.append(self.count_queries(order._recount_promotions))
        self.assertEqual(counts[1], counts[2])
