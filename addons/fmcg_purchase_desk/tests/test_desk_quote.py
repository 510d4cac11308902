from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.fmcg_order.engine.blocker import Blocker

from .common import PurchaseDeskCase


@tagged("post_install", "-at_install")
class TestPurchaseDeskQuote(PurchaseDeskCase):
    """What the grid says is what the supplier charges."""

    def create_promotion(self, kind, step, **values):
        promotion = self.env["channel.promotion"].create(
            {
                "name": f"Autumn {kind}",
                "company_id": self.north_company.id,
                "currency_id": self.north_company.currency_id.id,
                "kind": kind,
                "level": "order" if kind == "order" else "set",
                "date_start": False,
                "step_ids": [Command.create(step)],
                **values,
            }
        )
        promotion.action_release()
        return promotion

    def create_promotions(self):
        self.create_promotion("order", {"threshold": 100, "amount": 10})
        gift = Command.create({"product_id": self.juice.id, "quantity": 3})
        self.create_promotion(
            "gift",
            {"threshold": 2, "gift_ids": [gift]},
            measure="quantity",
            uom_id=self.case.id,
            product_ids=[Command.set(self.cola.ids)],
        )

    def test_the_quote_is_what_the_order_costs(self):
        self.create_promotions()
        rows = [self.row(self.cola, 5, 3), self.row(self.juice, 7)]
        quote = self.quote(*rows)
        self.assertEqual([one["quantity"] for one in quote["gifts"]], [3])
        self.assertEqual(len(quote["discounts"]), 1)
        answer = self.save(*rows, submit=True)
        purchase = self.purchase_of(answer)
        order = self.order_of(purchase)
        self.assertEqual(quote["totals"]["total"], answer["total"])
        self.assertEqual(quote["totals"]["total"], order.currency_id.format(order.amount_total))
        self.assertEqual(purchase.amount_total, order.amount_total)
        traded = order.order_line.filtered(lambda line: line._is_traded())
        self.assertEqual(
            sum(row["amount"] for row in quote["rows"].values()),
            sum(line._get_shown_amount() for line in traded),
        )

    def test_a_draft_says_what_its_goods_will_cost(self):
        rows = [self.row(self.cola, 5, 3), self.row(self.juice, 7)]
        quote = self.quote(*rows)
        purchase = self.purchase_of(self.save(*rows))
        self.assertEqual(purchase.amount_total, 5 * 2 + 3 * 48 + 7 * 1.5)
        self.assertEqual(
            quote["totals"]["total"], purchase.currency_id.format(purchase.amount_total)
        )

    def test_what_would_hold_the_order_is_said_in_words_for_buyers(self):
        self.supply.min_order_amount = 1000
        (reason,) = self.quote(self.row(self.cola, 5))["reasons"]
        self.assertEqual((reason["code"], reason["severity"]), ("below_minimum", "block"))
        answer = self.save(self.row(self.cola, 5), submit=True)
        self.assertEqual(
            [one["message"] for one in answer["blockers"]], [reason["message"]]
        )

    def test_what_only_the_supplier_can_cure_stays_inside(self):
        def blockers(order):
            return [Blocker("approval", "Ms Wang has to approve"), Blocker("x", "Margin 3 %")]

        self.patch(self.env.registry["sale.order"], "_get_blockers", blockers)
        (reason,) = self.quote(self.row(self.cola, 5))["reasons"]
        self.assertEqual(reason["message"], "Waiting for the seller's approval.")

    def test_more_than_the_supplier_has_is_no_mark(self):
        """Its stock is its business."""
        answer = self.quote(self.row(self.juice, 5000))
        self.assertFalse(answer["rows"][self.juice.id]["marks"])

    def test_steps_of_the_supplier_mark_the_row(self):
        self.env["channel.quantity.rule"].create(
            {
                "company_id": self.north_company.id,
                "product_tmpl_id": self.juice.product_tmpl_id.id,
                "multiple": 12,
            }
        )
        (mark,) = self.quote(self.row(self.juice, 5))["rows"][self.juice.id]["marks"]
        self.assertEqual(mark["code"], "quantity_multiple")
