"""件 is a case to most of the trade, and a piece to some: the enterprise says which."""

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .order_import_common import OrderImportCase


@tagged("post_install", "-at_install")
class TestOpenWord(OrderImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bottle = cls.env.ref("fmcg_catalog.uom_bottle")
        key = (cls.bottle, 24, "case", None)
        cls.case_of_bottles = cls.env["uom.uom"]._find_or_create_packagings([key])[key]
        cls.tea.write({"uom_id": cls.bottle.id, "uom_ids": cls.case_of_bottles.ids})

    def read_as(self, word):
        self.lake_company.order_open_word = word
        wizard = self.check(text="TEST-TEA-01 5件")
        return wizard.with_context(lang="zh_CN").line_ids

    def test_it_is_asked_where_nothing_is_chosen(self):
        self.assertEqual(self.lake_company.order_open_word, "ask")
        line = self.read_as("ask")
        self.assertEqual((line.state, line.quantity), ("problem", 5))
        self.assertFalse(line.uom_id)
        for word in ("件", "Bottles", "Case of 24 Bottles"):
            self.assertIn(word, line.message)

    def test_five_are_five_cases(self):
        line = self.read_as("case")
        self.assertEqual((line.uom_id, line.quantity), (self.case_of_bottles, 5))

    def test_five_are_five_bottles(self):
        line = self.read_as("piece")
        self.assertEqual((line.uom_id, line.quantity), (self.bottle, 5))

    def test_the_preview_says_how_it_was_read_and_prices_it(self):
        line = self.read_as("case")
        self.assertEqual(line.state, "note")
        self.assertIn("Case of 24 Bottles", line.message)
        self.assertGreater(line.price_subtotal, 0)
        self.assertEqual(line.wizard_id.open_problem_count, 0)

    def test_other_words_are_not_remarked(self):
        wizard = self.check(text="TEST-TEA-01 5瓶\nTEST-TEA-01 1箱")
        self.assertRecordValues(
            wizard.line_ids.sorted("row"),
            [
                {"state": "fine", "uom_id": self.bottle.id, "quantity": 5},
                {"state": "fine", "uom_id": self.case_of_bottles.id, "quantity": 1},
            ],
        )

    def test_bottles_are_not_ordered_by_the_bag(self):
        line = self.check(text="TEST-TEA-01 5袋").line_ids
        self.assertEqual(line.state, "problem")

    def test_the_enterprise_decides_in_its_settings(self):
        admin = self.create_staff(
            self.lake_company, "enterprise_admin", login="admin-open"
        )
        Settings = self.model_as("channel.enterprise.settings", admin)
        with Form(Settings) as form:
            self.assertEqual(form.order_open_word, "ask")
            form.order_open_word = "case"
        form.record.action_save()
        self.assertEqual(self.lake_company.order_open_word, "case")
        self.assertEqual(self.company.order_open_word, "ask")

    def test_salespeople_do_not_decide(self):
        with self.assertRaises(AccessError):
            self.model_as("channel.enterprise.settings", self.seller).create({})
