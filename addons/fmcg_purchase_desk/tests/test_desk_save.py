from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.fmcg_intake.exceptions import OrderKeyError

from .common import KEY, PurchaseDeskCase


@tagged("post_install", "-at_install")
class TestPurchaseDeskSave(PurchaseDeskCase):
    """A key, one purchase, one order at the supplier, however often it is sent."""

    def lines(self, purchase):
        return {
            (line.product_id, line.product_uom_id): line.product_qty
            for line in purchase.order_line
        }

    def orders_of(self, purchase):
        return self.env["sale.order"].search([("client_order_ref", "=", purchase.name)])

    def test_a_draft_of_the_purchaser(self):
        purchase = self.purchase_of(
            self.save(self.row(self.cola, 3, 2), self.row(self.juice, 0))
        )
        self.assertEqual(
            self.lines(purchase),
            {(self.cola, self.cola.uom_id): 3, (self.cola, self.case): 2},
        )
        self.assertEqual(
            (purchase.state, purchase.user_id, purchase.agreement_id, purchase.company_id),
            ("draft", self.purchaser, self.supply, self.lake_company),
        )
        self.assertEqual(purchase.stage_word, "To Hand In")
        self.assertFalse(self.orders_of(purchase))

    def test_handed_in_it_is_the_suppliers_order(self):
        answer = self.save(self.row(self.cola, 3), submit=True)
        purchase = self.purchase_of(answer)
        order = self.order_of(purchase)
        self.assertEqual(answer["supplier_name"], order.name)
        self.assertEqual((order.state, purchase.state), ("sale", "purchase"))
        self.assertEqual(answer["label"], order._get_stage_word())
        self.assertTrue(answer["submitted"])
        self.assertFalse(answer["blockers"])

    def test_held_says_why(self):
        self.supply.min_order_amount = 1000
        answer = self.save(self.row(self.cola, 3), submit=True)
        self.assertEqual((answer["stage"], self.purchase_of(answer).state), ("held", "sent"))
        (blocker,) = answer["blockers"]
        self.assertIn("minimum", blocker["message"])

    def test_saved_and_handed_in_twice_is_one(self):
        answers = [
            self.save(self.row(self.cola, 3), submit=submit)
            for submit in (False, False, True, True)
        ]
        self.assertEqual(len({answer["order_id"] for answer in answers}), 1)
        self.assertEqual([a["created"] for a in answers], [True, False, False, False])
        purchase = self.purchase_of(answers[-1])
        self.assertEqual(len(self.orders_of(purchase)), 1)
        self.assertEqual(
            self.env["purchase.order"].search_count([("agreement_id", "=", self.supply.id)]),
            1,
        )

    def test_another_key_is_another_purchase(self):
        first = self.save(self.row(self.cola, 3))
        second = self.save(self.row(self.cola, 3), key="f" * 16)
        self.assertNotEqual(first["order_id"], second["order_id"])

    def test_a_change_brings_the_draft_up_to_date(self):
        self.save(self.row(self.cola, 3, 2), self.row(self.juice, 7))
        answer = self.save(self.row(self.cola, 4), self.row(self.juice, 7))
        purchase = self.purchase_of(answer)
        self.assertEqual(
            self.lines(purchase),
            {(self.cola, self.cola.uom_id): 4, (self.juice, self.juice.uom_id): 7},
        )
        self.assertEqual(purchase.amount_total, 4 * 2 + 7 * 1.5)

    def test_what_was_handed_in_is_not_changed(self):
        self.save(self.row(self.cola, 3), submit=True)
        with self.assertRaises(OrderKeyError) as caught:
            self.save(self.row(self.cola, 4), submit=True)
        self.assertEqual(caught.exception.context["problems"][0]["code"], "key_reused")

    def test_nothing_is_kept_of_rows_with_problems(self):
        before = self.env["purchase.order"].search_count([])
        for row in (self.row(self.cola, "x"), self.row(self.cola, 0)):
            with self.assertRaises(UserError):
                self.save(row)
        self.assertEqual(self.env["purchase.order"].search_count([]), before)

    def test_keys_that_no_page_sends(self):
        for key in ("", "short", None, 5, "x" * 65):
            with self.subTest(key=key), self.assertRaises(UserError):
                self.save(self.row(self.cola, 3), key=key)

    def test_nobody_writes_the_key(self):
        purchase = self.purchase_of(self.save(self.row(self.cola, 3)))
        for name in ("intake_key", "intake_fingerprint"):
            with self.subTest(name), self.assertRaises(Exception) as caught:
                purchase.write({name: KEY})
            self.assertEqual(type(caught.exception).__name__, "AccessError")

    def test_day_and_note_reach_the_supplier(self):
        day = fields.Date.add(self.north_company._get_channel_today(), days=3)
        head = {"day": day.isoformat(), "note": "Ring twice"}
        purchase = self.purchase_of(
            self.save(self.row(self.cola, 3), submit=True, head=head)
        )
        order = self.order_of(purchase)
        self.assertEqual(self.north_company._get_channel_day(order.commitment_date), day)
        self.assertEqual(str(order.note), "<p>Ring twice</p>")
        self.assertEqual(purchase.order_line.date_planned, order.commitment_date)

    def test_ordered_again_without_its_gifts(self):
        purchase = self.purchase_of(self.save(self.row(self.cola, 3, 2), submit=True))
        copied = self.desk_of().copy_of(purchase.id)
        (row,) = copied["rows"]
        self.assertEqual(row["quantities"], {self.cola.uom_id.id: 3, self.case.id: 2})
        self.assertEqual(copied["agreement_id"], self.supply.id)

    def test_withdrawn_and_handed_in_again_without_its_old_gifts(self):
        """The supplier gives them once, each time that it gets the order."""
        promotion = self.env["channel.promotion"].create(
            {
                "name": "Juice for cola",
                "company_id": self.north_company.id,
                "currency_id": self.north_company.currency_id.id,
                "kind": "gift",
                "level": "set",
                "date_start": False,
                "measure": "quantity",
                "uom_id": self.case.id,
                "product_ids": [Command.set(self.cola.ids)],
                "step_ids": [
                    Command.create(
                        {
                            "threshold": 2,
                            "gift_ids": [
                                Command.create({"product_id": self.juice.id, "quantity": 3})
                            ],
                        }
                    )
                ],
            }
        )
        promotion.action_release()
        self.supply.min_order_amount = 10000
        purchase = self.purchase_of(self.save(self.row(self.cola, 0, 3), submit=True))
        wanted = {(self.cola, self.case): 3, (self.juice, self.juice.uom_id): 3}
        self.assertEqual(self.lines(purchase), wanted)
        purchase.action_withdraw()
        self.assertEqual(self.lines(purchase), {(self.cola, self.case): 3})
        purchase.button_confirm()
        self.assertEqual(self.lines(purchase), wanted)

    def test_a_draft_is_ordered_again(self):
        purchase = self.purchase_of(self.save(self.row(self.juice, 3)))
        self.juice.sale_ok = False
        copied = self.desk_of().copy_of(purchase.id)
        self.assertEqual((copied["rows"], copied["missing"]), ([], ["Juice"]))

    def test_pasted_lines(self):
        read = self.desk_of().read_text(self.supply.id, "DESK-COLA x 5\nNONSENSE x 2")
        (row,) = read["rows"]
        self.assertEqual(row["quantities"][self.cola.uom_id.id], 5)
        self.assertEqual(len(read["problems"]), 1)

    def test_last_purchases_stand_beside_the_grid(self):
        answer = self.save(self.row(self.cola, 3), submit=True)
        (last,) = self.desk_of().open_customer(self.supply.id)["last_orders"]
        self.assertEqual((last["name"], last["stage"]), (answer["name"], answer["label"]))
