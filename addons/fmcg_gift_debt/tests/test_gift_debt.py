from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import SQL

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries
from odoo.addons.fmcg_promotion.models.promotion_context import APPLYING
from odoo.addons.fmcg_promotion.tests.order_common import PromotionOrderCase


class GiftDebtCase(PromotionOrderCase):
    """Ten teas give a cup, and there are no cups in stock."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cup = cls.create_product("Cup", list_price=4.0)
        cls.promotion = cls.buy_get(cls.tea, 10, cls.cup, shortage="owed")

    @classmethod
    def stock_cups(cls, quantity):
        cls.put_in_stock(cls.lake_company, cls.cup, quantity)
        cls.env.invalidate_all()  # core does not see new stock within a transaction

    def confirm_owing(self, quantity=20):
        """A confirmed order, and its debt."""
        order = self.create_sale([(self.tea, quantity)])
        order.action_confirm()
        return order, order.sudo().gift_debt_ids

    def owed_lines(self, order):
        return order.order_line.filtered(lambda line: line.promotion_role == "owed")


@tagged("post_install", "-at_install")
class TestGiftDebt(GiftDebtCase):
    """A gift that is out of stock is owed, and goes with a later order."""

    def test_a_confirmed_order_owes_what_was_out_of_stock(self):
        order, debt = self.confirm_owing(25)
        self.assertEqual(len(debt), 1)
        self.assertEqual(debt.company_id, self.lake_company)
        self.assertEqual(debt.node_id, self.lake_shop)
        self.assertEqual(debt.agreement_id, self.agreement)
        self.assertEqual(debt.promotion_id, self.promotion)
        self.assertEqual((debt.product_id, debt.uom_id), (self.cup, self.cup.uom_id))
        self.assertEqual((debt.quantity, debt.open_quantity), (2, 2))
        self.assertEqual(debt.state, "open")
        self.assertFalse(self.gifts_of(order))

    def test_only_what_is_missing_is_owed(self):
        self.stock_cups(1)
        order, debt = self.confirm_owing(30)
        self.assertEqual(self.gifts_of(order).product_uom_qty, 1)
        self.assertEqual(debt.quantity, 2)

    def test_an_open_order_owes_nothing(self):
        order = self.create_sale([(self.tea, 20)])
        self.assertEqual(order.sudo().promotion_application_ids.owed_quantity, 2)
        self.assertFalse(order.sudo().gift_debt_ids)

    def test_it_is_cancelled_with_its_order_and_comes_back_with_it(self):
        order, debt = self.confirm_owing()
        order._action_cancel()
        self.assertEqual((debt.state, debt.open_quantity), ("cancelled", 0))
        order.action_draft()
        order.action_confirm()
        self.assertEqual(order.sudo().gift_debt_ids, debt)
        self.assertEqual((debt.state, debt.open_quantity), ("open", 2))

    def test_less_is_owed_when_the_order_comes_back_smaller(self):
        order, debt = self.confirm_owing()
        order._action_cancel()
        order.action_draft()
        self.line_of(order, self.tea).product_uom_qty = 10
        order.action_confirm()
        self.assertEqual((debt.quantity, debt.state), (1, "open"))

    def test_an_order_that_comes_back_without_it_owes_nothing(self):
        order, debt = self.confirm_owing()
        order._action_cancel()
        order.action_draft()
        self.line_of(order, self.tea).product_uom_qty = 9
        order.action_confirm()
        self.assertEqual((debt.quantity, debt.state), (0, "cancelled"))

    def test_counting_twice_changes_nothing(self):
        order, debt = self.confirm_owing()
        order._sync_gift_debts()
        self.assertEqual(order.sudo().gift_debt_ids, debt)
        self.assertEqual(debt.quantity, 2)

    def test_an_order_that_is_created_confirmed_is_counted(self):
        order = self.create_sale([(self.water, 1)], state="sale")
        self.assertFalse(order.sudo().gift_debt_ids)

    def test_two_orders_confirmed_together_owe_each(self):
        orders = self.create_sale([(self.tea, 10)]) + self.create_sale([(self.tea, 20)])
        orders.action_confirm()
        self.assertEqual(orders.sudo().gift_debt_ids.mapped("quantity"), [1, 2])


@tagged("post_install", "-at_install")
class TestGiftDelivery(GiftDebtCase):
    """What is owed goes with the next order."""

    def test_two_orders(self):
        """The second order brings what the first one owes."""
        _first, debt = self.confirm_owing()
        self.stock_cups(100)
        second = self.create_sale([(self.water, 5)])
        line = self.owed_lines(second)
        self.assertEqual((line.product_id, line.product_uom_qty), (self.cup, 2))
        self.assertEqual((line.price_unit, line.price_subtotal), (0, 0))
        self.assertEqual(line.sudo().gift_debt_id, debt)
        self.assertEqual((debt.state, debt.delivered_quantity), ("open", 0))
        second.action_confirm()
        self.assertEqual((debt.state, debt.delivered_quantity), ("done", 2))
        self.assertIn(self.cup, second.sudo().picking_ids.move_ids.product_id)
        third = self.create_sale([(self.water, 5)])
        self.assertFalse(self.owed_lines(third))

    def test_cancelling_the_second_order_opens_the_debt_again(self):
        _first, debt = self.confirm_owing()
        self.stock_cups(100)
        second = self.create_sale([(self.water, 5)])
        second.action_confirm()
        second._action_cancel()
        self.assertEqual((debt.state, debt.delivered_quantity), ("open", 0))
        third = self.create_sale([(self.water, 5)])
        self.assertEqual(self.owed_lines(third).product_uom_qty, 2)

    def test_the_oldest_debt_goes_first_as_far_as_stock_allows(self):
        _one, old = self.confirm_owing()
        _two, new = self.confirm_owing(30)
        self.stock_cups(3)
        order = self.create_sale([(self.water, 5)])
        lines = self.owed_lines(order).sudo()
        self.assertEqual(
            {line.gift_debt_id: line.product_uom_qty for line in lines}, {old: 2, new: 1}
        )
        order.action_confirm()
        self.assertEqual((old.state, new.state), ("done", "open"))
        self.assertEqual(new.open_quantity, 2)

    def test_nothing_goes_while_there_is_no_stock(self):
        self.confirm_owing()
        self.assertFalse(self.owed_lines(self.create_sale([(self.water, 5)])))

    def test_what_the_order_itself_takes_is_not_there(self):
        self.confirm_owing()
        self.stock_cups(3)
        self.add_price(self.base_list, self.cup, 4.0)
        order = self.create_sale([(self.cup, 2)])
        self.assertEqual(self.owed_lines(order).product_uom_qty, 1)

    def test_new_gifts_go_before_old_debts(self):
        self.confirm_owing()
        self.stock_cups(2)
        order = self.create_sale([(self.tea, 10)])
        self.assertEqual(self.gifts_of(order).product_uom_qty, 1)
        self.assertEqual(self.owed_lines(order).product_uom_qty, 1)

    def test_it_goes_only_with_goods(self):
        self.confirm_owing()
        self.stock_cups(100)
        order = self.create_sale([(self.water, 5)])
        self.assertTrue(self.owed_lines(order))
        self.line_of(order, self.water).unlink()
        self.assertFalse(self.owed_lines(order))

    def test_it_goes_when_the_promotion_was_stopped(self):
        self.confirm_owing()
        self.promotion.action_stop()
        self.stock_cups(100)
        order = self.create_sale([(self.water, 5)])
        self.assertEqual(self.owed_lines(order).product_uom_qty, 2)

    def test_it_goes_to_nobody_else(self):
        self.confirm_owing()
        self.stock_cups(100)
        other = self.create_node("Other Shop", "retail", self.lake)
        self.create_agreement(self.lake_company, other)
        order = self.create_order(self.lake_company, other.partner_id, self.water)
        self.assertFalse(self.owed_lines(order))

    def test_of_two_open_orders_the_second_one_loses_it(self):
        _first, debt = self.confirm_owing()
        self.stock_cups(100)
        one = self.create_sale([(self.water, 5)])
        two = self.create_sale([(self.water, 5)])
        self.assertTrue(self.owed_lines(one) and self.owed_lines(two))
        one.action_confirm()
        two.action_confirm()
        self.assertFalse(self.owed_lines(two))
        self.assertEqual(debt.delivered_quantity, 2)

    def test_delivering_more_than_is_open_is_refused(self):
        """An order whose promotions are fixed already keeps the line."""
        _first, debt = self.confirm_owing()
        self.stock_cups(100)
        one = self.create_sale([(self.water, 5)])
        two = self.create_sale([(self.water, 5)])
        one.action_confirm()
        with self.assertRaisesRegex(UserError, "2 are on this order, but only 0"):
            two.sudo().write({"state": "sale"})

    def test_two_orders_confirmed_together_cannot_deliver_the_same(self):
        self.confirm_owing()
        self.stock_cups(100)
        orders = self.create_sale([(self.water, 5)]) + self.create_sale([(self.water, 5)])
        with self.assertRaisesRegex(UserError, "still owed"):
            orders.sudo().write({"state": "sale"})

    def test_a_copy_does_not_deliver_it_again(self):
        self.confirm_owing()
        self.stock_cups(100)
        order = self.create_sale([(self.water, 5)])
        order.action_confirm()
        self.assertFalse(self.owed_lines(order.copy()))


@tagged("post_install", "-at_install")
class TestGiftDebtByHand(GiftDebtCase):
    """What people may do about it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss = cls.create_staff(cls.lake_company, "enterprise_admin", login="eve")

    def test_a_removed_line_stays_owed_and_away(self):
        _first, debt = self.confirm_owing()
        self.stock_cups(100)
        order = self.create_sale([(self.water, 5)])
        self.owed_lines(order).unlink()
        self.line_of(order, self.water).product_uom_qty = 6
        self.assertFalse(self.owed_lines(order))
        self.assertFalse(order.sudo().promotion_declined_ids)
        self.assertEqual(debt.state, "open")
        self.assertTrue(self.owed_lines(self.create_sale([(self.water, 5)])))
        order.action_restore_promotions()
        self.assertTrue(self.owed_lines(order))

    def test_the_line_cannot_be_changed(self):
        self.confirm_owing()
        self.stock_cups(100)
        line = self.owed_lines(self.create_sale([(self.water, 5)]))
        for values in ({"product_uom_qty": 1}, {"price_unit": 3}):
            with self.assertRaisesRegex(UserError, "owed from an earlier order"):
                line.write(values)
        line.sequence = 5

    def test_the_administrator_cancels_a_debt_with_a_reason(self):
        first, debt = self.confirm_owing()
        action = self.as_user(debt, self.boss).action_cancel()
        wizard = Form(
            self.model_as(action["res_model"], self.boss).with_context(
                **action["context"]
            )
        )
        wizard.reason = "The customer took something else"
        wizard.save().action_apply()
        self.assertEqual((debt.state, debt.open_quantity), ("cancelled", 0))
        self.assertIn("took something else", first.message_ids[0].body)
        self.stock_cups(100)
        self.assertFalse(self.owed_lines(self.create_sale([(self.water, 5)])))

    def test_what_was_cancelled_is_not_delivered(self):
        _first, debt = self.confirm_owing()
        self.stock_cups(100)
        order = self.create_sale([(self.water, 5)])
        self.as_user(debt, self.boss)._set_state("cancelled", "No more")
        with self.assertRaisesRegex(UserError, "only 0 are still owed"):
            order.sudo().write({"state": "sale"})

    def test_what_is_done_cannot_be_cancelled(self):
        _first, debt = self.confirm_owing()
        self.stock_cups(100)
        self.create_sale([(self.water, 5)]).action_confirm()
        with self.assertRaisesRegex(UserError, "only what is still open"):
            self.as_user(debt, self.boss)._set_state("cancelled", "Late")

    def test_nobody_writes_it(self):
        _first, debt = self.confirm_owing()
        for user in (self.boss, self.seller):
            seen = self.as_user(debt, user)
            self.assertEqual(seen.open_quantity, 2)
            for values in ({"quantity": 5}, {"delivered_quantity": 2}):
                with self.assertRaises(AccessError):
                    seen.write(values)
            with self.assertRaises(AccessError):
                seen.unlink()
            with self.assertRaises(AccessError):
                seen.copy()

    def test_a_salesperson_does_not_cancel_it(self):
        _first, debt = self.confirm_owing()
        with self.assertRaises(AccessError):
            self.as_user(debt, self.seller).action_cancel()
        values = {"model": "channel.gift.debt", "res_ids": debt.ids}
        values |= {"state": "cancelled", "reason": "Mine"}
        wizard = self.env["channel.state.reason"].create(values)
        with self.assertRaises(AccessError):
            self.as_user(wizard, self.seller).action_apply()
        self.assertEqual(debt.state, "open")

    def test_other_enterprises_do_not_see_it(self):
        _first, debt = self.confirm_owing()
        stranger = self.create_staff(self.north.company_id, "enterprise_admin")
        self.assertFalse(self.seen_by(stranger, debt))
        with self.assertRaises(AccessError):
            self.as_user(debt, stranger).action_cancel()
        portal = self.create_portal_user(self.lake_shop)
        with self.assertRaises(AccessError):
            self.as_user(debt, portal).read(["quantity"])

    def test_a_promotion_that_owes_has_been_used(self):
        self.confirm_owing()
        self.promotion.action_stop()
        with self.assertRaisesRegex(UserError, "has been given"):
            self.promotion.action_draft()

    def test_the_agreement_counts_it(self):
        self.confirm_owing()
        agreement = self.as_user(self.agreement, self.seller)
        self.assertEqual(agreement.gift_debt_count, 1)
        action = agreement.action_open_gift_debts()
        found = self.model_as("channel.gift.debt", self.seller).search(action["domain"])
        self.assertEqual(len(found), 1)

    def test_the_views_open(self):
        _first, debt = self.confirm_owing()
        for record, user in ((debt, self.seller), (self.agreement, self.seller)):
            form = Form(self.as_user(record, user))
            self.assertEqual(form.id, record.id)
        views = self.as_user(debt, self.seller).get_views([(False, "form")])
        self.assertNotIn("action_cancel", views["views"]["form"]["arch"])
        views = self.as_user(debt, self.boss).get_views([(False, "form")])
        self.assertIn("action_cancel", views["views"]["form"]["arch"])

    def test_the_order_says_it(self):
        first, _debt = self.confirm_owing()
        self.assertIn("2 × Cup are still to be delivered", first.promotion_why)
        waiting = self.create_sale([(self.water, 5)])
        self.assertIn(f"Still owed: 2 × Cup since {first.name}", waiting.promotion_why)
        self.stock_cups(100)
        second = self.create_sale([(self.water, 5)])
        self.assertIn(f"owed since {first.name}", second.promotion_why)
        second.action_confirm()
        first.invalidate_recordset()
        self.assertIn("has been delivered", first.promotion_why)


@tagged("post_install", "-at_install")
class TestGiftDebtQueries(CountsQueries, GiftDebtCase):
    def create_orders(self, number):
        line = Command.create({"product_id": self.tea.id, "product_uom_qty": 10})
        values = {
            "company_id": self.lake_company.id,
            "partner_id": self.lake_shop.partner_id.id,
            "order_line": [line],
        }
        return self.env["sale.order"].create([values for _n in range(number)])

    def mark_confirmed(self, orders):
        """Only the state, without all that core does."""
        self.env.flush_all()
        for table, column in (("sale_order", "id"), ("sale_order_line", "order_id")):
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET state = 'sale' WHERE %s IN %s",
                    SQL.identifier(table),
                    SQL.identifier(column),
                    tuple(orders.ids),
                )
            )
        self.env.invalidate_all()

    def count_sync(self, orders):
        return self.count_queries(lambda: orders.sudo()._sync_gift_debts())

    def test_counting_takes_the_same_for_1_and_10_orders(self):
        warm, few, many = (self.create_orders(number) for number in (1, 1, 10))
        self.mark_confirmed(warm + few + many)
        self.count_sync(warm)  # what is read once a process
        self.assertEqual(self.count_sync(few), self.count_sync(many))
        self.assertEqual(len((few + many).sudo().gift_debt_ids), 11)

    def test_delivering_takes_the_same_for_1_and_10_orders(self):
        debtors = self.create_orders(12)
        self.mark_confirmed(debtors)
        debtors.sudo()._sync_gift_debts()
        debts = debtors.sudo().gift_debt_ids
        orders = self.create_orders(12)
        for order, debt in zip(orders.sudo(), debts, strict=True):
            line = order.with_context(**APPLYING)
            values = order._prepare_owed_line_values(debt, 1)
            line.write({"order_line": [Command.create(values)]})
        self.mark_confirmed(orders)
        self.count_sync(orders[:1])
        few = self.count_sync(orders[1:2])
        self.assertEqual(few, self.count_sync(orders[2:]))
        self.assertEqual(set(debts.mapped("state")), {"done"})
