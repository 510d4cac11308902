from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Datetime
from odoo.service.model import call_kw
from odoo.tests import tagged

from odoo.addons.fmcg_order.tests.common import OrderCase

STEP = "Use the button of the step"
GOODS = "goods are moved by the warehouse"


class CalledCase(OrderCase):
    """Programs of staff, which call what they like."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.create_staff(cls.lake_company, "enterprise_admin")
        cls.warehouse_people = cls.keeper | cls.service | cls.admin
        cls.bill_people = cls.accountant | cls.admin
        cls.other_people = cls.seller | cls.accountant

    def call(self, user, records, method, *args):
        context = {"allowed_company_ids": user.company_id.ids}
        model = self.env(user=user.id, su=False)[records._name]
        result = call_kw(model, method, [records.ids, *args], {"context": context})
        self.env.flush_all()
        return result

    def assert_refused(self, users, records, values, message):
        records = records.sudo()
        before = records.read(list(values))
        for user in users:
            with self.subTest(model=records._name, values=values, user=user.name):
                with self.assertRaisesRegex(UserError, message):
                    self.call(user, records, "write", dict(values))
                records.invalidate_recordset()
                self.assertEqual(records.read(list(values)), before)

    def prepared(self):
        """:return: an order, and its delivery that is ready to leave"""
        order = self.confirmed_order()
        self.prepare(order)
        self.env.invalidate_all()  # lines of transfers that were joined
        return order, self.outgoing(order)

    def outgoing(self, order):
        return order.sudo().picking_ids.filtered(
            lambda picking: picking.picking_type_id.code == "outgoing"
        )


@tagged("post_install", "-at_install")
class TestStatesWritten(CalledCase):
    """A state that is merely written has moved no goods and brought no money."""

    def test_nobody_writes_that_goods_were_moved(self):
        order, delivery = self.prepared()
        for state in ("done", "cancel"):
            for records in (delivery, delivery.move_ids, delivery.move_line_ids):
                self.assert_refused(
                    self.warehouse_people, records, {"state": state}, STEP
                )
        self.assertEqual(order.order_line.mapped("qty_delivered"), [0, 0])

    def test_not_by_way_of_another_document_either(self):
        order, delivery = self.prepared()
        done = [(1, move.id, {"state": "done"}) for move in delivery.move_ids]
        self.assert_refused(self.keeper, delivery, {"move_ids": done}, STEP)
        reference = delivery.move_ids.reference_ids
        self.assertTrue(reference)
        for user in self.seller | self.admin:
            with self.assertRaises(UserError):
                command = (1, reference.id, {"move_ids": done})
                self.call(user, order, "write", {"stock_reference_ids": [command]})

    def test_nobody_makes_a_move_that_is_done(self):
        order = self.confirmed_order()
        line = order.order_line[0]
        move = line.sudo().move_ids[0]
        values = {
            "product_id": line.product_id.id,
            "product_uom_qty": 5,
            "product_uom": line.product_uom_id.id,
            "location_id": move.location_id.id,
            "location_dest_id": move.location_final_id.id,
            "company_id": self.lake_company.id,
            "sale_line_id": line.id,
            "quantity": 5,
        }
        Move = self.model_as("stock.move", self.keeper)
        with self.assertRaisesRegex(UserError, STEP):
            Move.create({**values, "state": "done"})
        with self.assertRaisesRegex(UserError, STEP):
            Move.with_context(default_state="done").create(values)

    def test_nobody_writes_that_goods_were_scrapped(self):
        scrap = self.model_as("stock.scrap", self.keeper).create(
            {"product_id": self.tea.id, "scrap_qty": 1}
        )
        self.assert_refused(self.warehouse_people, scrap, {"state": "done"}, STEP)
        scrap.do_scrap()
        self.assertEqual(scrap.state, "done")

    def test_nobody_writes_what_is_left_of_a_bill(self):
        order = self.confirmed_order()
        self.ship(order)
        bill = self.invoice(order)
        owed = bill.line_ids.filtered("amount_residual")
        for name, value in (
            ("state", "cancel"),
            ("state", "draft"),
            ("payment_state", "paid"),
            ("amount_residual", 0),
            ("amount_residual_signed", 0),
        ):
            self.assert_refused(self.bill_people, bill, {name: value}, STEP)
        for name, value in (
            ("amount_residual", 0),
            ("amount_residual_currency", 0),
            ("reconciled", True),
            ("parent_state", "draft"),
        ):
            self.assert_refused(self.bill_people, owed, {name: value}, STEP)

    def test_the_buttons_of_bills_work(self):
        order = self.confirmed_order()
        self.ship(order)
        bill = self.invoice(order)
        for method, state in (
            ("button_draft", "draft"),
            ("button_cancel", "cancel"),
            ("button_draft", "draft"),
            ("action_post", "posted"),
        ):
            self.call(self.accountant, bill, method)
            self.assertEqual(bill.state, state)
        self.call(self.accountant, bill, "action_toggle_block_payment")
        self.assertEqual(bill.payment_state, "blocked")
        self.call(self.accountant, bill, "action_toggle_block_payment")
        self.pay(bill)
        self.assertEqual(bill.amount_residual, 0)

    def test_nobody_writes_who_prepared_and_shipped(self):
        delivery = self.prepared()[1]
        for name, value in (
            ("done_by_id", self.admin.id),
            ("preparation_user_id", self.admin.id),
            ("preparation_date", Datetime.now()),
        ):
            self.assert_refused(self.warehouse_people, delivery, {name: value}, STEP)
        self.call(self.keeper, delivery, "action_start_preparation")
        self.assertEqual(delivery.preparation_user_id, self.keeper)

    def test_nobody_writes_what_becomes_of_a_customer(self):
        for state in ("draft", "closed"):
            self.assert_refused(self.admin, self.agreement, {"state": state}, STEP)
        for state in ("applied", "suspended", "closed"):
            self.assert_refused(self.admin, self.lake_shop, {"state": state}, STEP)

    def test_an_application_is_approved_by_its_button(self):
        application = self.model_as("channel.application", self.seller).create(
            {
                "name": "New Shop",
                "company_id": self.lake_company.id,
                "contact_name": "Ms Li",
                "phone": "13800000000",
                "licence_number": "91440106MA5CQ2X00H",
                "street": "Station Road 1",
                "email": "li@new-shop.example",
                "territory_id": self.district.id,
                "tier_id": self.tier("retail").id,
            }
        )
        self.assert_refused(self.admin, application, {"state": "submitted"}, STEP)
        self.call(self.seller, application, "action_submit")
        self.assertEqual(application.state, "submitted")
        for state in ("draft", "approved", "rejected"):
            self.assert_refused(self.admin, application, {"state": state}, STEP)

    def test_a_forged_context_is_none_of_ours(self):
        delivery = self.prepared()[1]
        for flag in (True, {}, "OURS"):
            with self.assertRaisesRegex(UserError, STEP):
                moves = self.as_user(delivery.move_ids, self.keeper)
                moves.with_context(channel_step=flag).write({"state": "done"})


@tagged("post_install", "-at_install")
class TestGoodsMoved(CalledCase):
    """Core lets salespeople and finance write transfers."""

    def test_only_the_warehouse_changes_transfers(self):
        delivery = self.prepared()[1]
        elsewhere = self.lake_company.internal_transit_location_id.id
        for records, values in (
            (delivery, {"location_dest_id": elsewhere}),
            (delivery, {"partner_id": self.lake_company.partner_id.id}),
            (delivery.move_ids, {"quantity": 0}),
            (delivery.move_ids, {"sale_line_id": False}),
            (delivery.move_ids, {"product_uom_qty": 1}),
            (delivery.move_line_ids, {"quantity": 1}),
        ):
            self.assert_refused(self.other_people, records, values, GOODS)

    def test_only_the_warehouse_presses_buttons_of_transfers(self):
        delivery = self.prepared()[1]
        for user in self.other_people:
            for method in (
                "button_validate",
                "action_cancel",
                "do_unreserve",
                "action_start_preparation",
                "unlink",
            ):
                with self.subTest(user=user.name, method=method):
                    with self.assertRaises(UserError):
                        self.call(user, delivery, method)
            with self.assertRaisesRegex(AccessError, GOODS):
                line = delivery.move_line_ids[0].copy_data()[0]
                self.model_as("stock.move.line", user).create(line)
        self.assertEqual(delivery.state, "assigned")

    def test_transfers_follow_the_order_of_a_salesperson(self):
        order = self.as_user(self.prepared()[0], self.seller)
        day = Datetime.now() + timedelta(days=9)
        order.write({"commitment_date": day, "client_order_ref": "7"})
        self.assertEqual(order.client_order_ref, "7")
        self.assertEqual(self.outgoing(order).move_ids[0].date_deadline, day)
        order.action_cancel()
        self.assertEqual(set(order.sudo().picking_ids.mapped("state")), {"done", "cancel"})

    def test_colleagues_write_to_the_warehouse(self):
        delivery = self.prepared()[1]
        message = self.as_user(delivery, self.seller).message_post(body="By noon, please")
        self.assertIn("By noon", message.body)
