from lxml import etree

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.fmcg_promotion.tests.ledger_common import LedgerCase


@tagged("post_install", "-at_install")
class TestGiftDebtLedger(LedgerCase):
    """What is owed is given."""

    def owe(self, **values):
        promotion = self.buy_get(self.tea, 10, self.mug, shortage="owed", **values)
        self.put_in_stock(self.lake_company, self.mug, -998)
        return promotion

    def test_gifts_count_pieces_those_owed_included(self):
        promotion = self.owe(
            budget_ids=[Command.create({"measure": "gifts", "limit": 5})]
        )
        first = self.confirmed(35)
        self.assertEqual(self.gifts_of(first).product_uom_qty, 2)
        self.assertEqual(self.given(promotion, first), (0, 3, 9, 1))
        second = self.confirmed(30)
        self.assertFalse(self.gifts_of(second))
        self.assertEqual(self.used(promotion), 3)
        self.assertEqual(
            self.why_not(second), ["Its budget does not have enough gifts left."]
        )

    def test_who_finds_the_list(self):
        self.owe()
        self.confirmed(35)
        menu = self.env.ref("fmcg_gift_debt.menu_gift_debt")
        for role, finds in (
            ("enterprise_admin", True),
            ("salesperson", True),
            ("customer_service", True),
            ("finance", True),
            ("warehouse", False),
        ):
            user = self.create_staff(
                self.lake_company, role, login=f"{role}-of-debts@test.example"
            )
            visible = self.model_as("ir.ui.menu", user).load_menus(False).keys()
            with self.subTest(role):
                self.assertEqual(menu.id in visible, finds)
            if finds:
                self.assert_readable(self.model_as("channel.gift.debt", user))

    def assert_readable(self, model):
        for view_type in ("list", "form"):
            arch = etree.fromstring(
                model.get_views([(False, view_type)])["views"][view_type]["arch"]
            )
            names = {node.get("name") for node in arch.iter("field")} & set(model._fields)
            self.assertTrue(model.search([], limit=1).read(sorted(names)))
