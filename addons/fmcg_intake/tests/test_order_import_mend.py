from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .order_import_common import OrderImportCase

TEA, WATER = "TEST-TEA-01", "TEST-WAT-01"


@tagged("post_install", "-at_install")
class TestOrderImportMend(OrderImportCase):
    """Rows with problems are mended in the preview."""

    def line(self, wizard, row):
        return wizard.line_ids.filtered(lambda line: line.row == row)

    def test_choose_among_near_matches(self):
        other = self.create_product(
            "Test mountain water", categ_id=self.category.id, list_price=3
        )
        wizard = self.check(["商品", "数量"], ["water", "5"], [TEA, 2])
        line = self.line(wizard, 2)
        self.assertEqual(line.candidate_ids, self.water + other)
        self.assertEqual((line.state, line.quantity), ("problem", 5))
        found = self.as_user(self.env["product.product"], self.seller).with_context(
            channel_near_ids=line.candidate_ids.ids
        )
        near = {id_ for id_, _name in found.name_search()}
        self.assertEqual(near, {self.water.id, other.id})
        self.assertIn(self.tea.id, dict(found.name_search("Lemon tea")))
        line.product_id = other
        self.assertEqual((line.state, line.uom_id), ("fine", other.uom_id))
        self.assertTrue(line.price_unit)
        self.assertEqual(line.price_subtotal, 5 * line.price_unit)
        self.assertEqual(wizard.open_problem_count, 0)
        order = self.order_of(wizard.action_import())
        quantities = {x.product_id: x.product_uom_qty for x in order.order_line}
        self.assertEqual(quantities, {other: 5, self.tea: 2})

    def test_the_word_for_the_unit_is_read_when_the_product_is_chosen(self):
        wizard = self.check(text="something unknown 5箱")
        line = wizard.line_ids
        self.assertEqual((line.quantity, line.said_unit), (5, "箱"))
        line.product_id = self.tea
        self.assertEqual((line.state, line.uom_id), ("fine", self.case))

    def test_change_quantity_and_unit(self):
        wizard = self.check(["编码", "数量", "单位"], [TEA, "a few", None], [WATER, 5, "托"])
        tea, water = self.line(wizard, 2), self.line(wizard, 3)
        tea.write({"quantity": 6})
        self.assertEqual((tea.state, tea.uom_id, tea.quantity), ("fine", self.piece, 6))
        self.assertEqual((water.state, water.quantity), ("problem", 5))
        water.uom_id = self.case
        self.assertEqual(water.state, "fine")
        order = self.order_of(wizard.action_import())
        self.assertEqual(sorted(order.order_line.mapped("product_uom_qty")), [5, 6])

    def test_what_is_entered_is_checked(self):
        hidden = self.create_product("Test not offered", default_code="TEST-NOT")
        wizard = self.check(["编码", "数量"], [TEA, 5])
        line = wizard.line_ids
        for values, words in (
            ({"quantity": 1.5}, "cannot be divided"),
            ({"quantity": -1}, "less than zero"),
            ({"quantity": 0}, "no quantity"),
            ({"quantity": 2_000_000}, "more than one order"),
            ({"quantity": 5, "product_id": hidden.id}, "not offered"),
            ({"product_id": False}, "no product"),
        ):
            with self.subTest(words):
                line.write(values)
                self.assertEqual(line.state, "problem")
                self.assertIn(words, line.message)
                with self.assertRaises(UserError):
                    wizard.action_import()
        line.write({"product_id": self.water.id, "quantity": 3})
        self.assertEqual(line.state, "fine")

    def test_half_a_case_is_entered_as_pieces(self):
        wizard = self.check(["编码", "数量"], [TEA, "5箱"])
        wizard.line_ids.quantity = 0.5
        self.assertEqual(
            (wizard.line_ids.quantity, wizard.line_ids.uom_id), (12, self.piece)
        )

    def test_a_question_stays_one_when_the_quantity_is_changed(self):
        wizard = self.check(["编码", "数量", "备注"], [TEA, 5, "赠品"])
        wizard.line_ids.quantity = 2
        self.assertEqual(wizard.line_ids.state, "question")
        wizard.line_ids.accepted = True
        self.assertEqual(wizard.open_problem_count, 0)

    def test_another_check_of_the_same_keeps_what_was_decided(self):
        wizard = self.check(["编码", "数量"], [TEA, "a few"], ["TEST-NONE", 3], [WATER, 4])
        self.line(wizard, 2).quantity = 6
        self.line(wizard, 3).left_out = True
        wizard.action_check()
        self.assertEqual(self.line(wizard, 2).quantity, 6)
        self.assertEqual(self.line(wizard, 2).state, "fine")
        self.assertTrue(self.line(wizard, 3).left_out)
        self.assertEqual(wizard.open_problem_count, 0)

    def test_sums_cannot_be_ordered(self):
        wizard = self.check(["编码", "数量"], [TEA, 5], ["合计", 5])
        self.line(wizard, 3).left_out = False
        order = self.order_of(wizard.action_import())
        self.assertEqual(order.order_line.product_uom_qty, 5)

    def test_prices_follow_the_product(self):
        wizard = self.check(["编码", "数量"], [TEA, 5])
        self.line(wizard, 2).product_id = self.water
        order = self.order_of(wizard.action_import())
        self.assertAlmostEqual(wizard.amount, order.amount_untaxed)

    def test_in_the_form(self):
        wizard = self.check(text="something unknown 5箱")
        with Form(wizard) as form, form.line_ids.edit(0) as line:
            line.product_id = self.tea.with_env(form._env)
            self.assertEqual(line.state, "fine")
            self.assertEqual(line.uom_id.id, self.case.id)
        self.assertEqual(wizard.line_ids.state, "fine")
        self.assertEqual(wizard.open_problem_count, 0)

    def test_who_may_not(self):
        wizard = self.check(["编码", "数量"], ["TEST-NONE", 5])
        secret = self.create_product(
            "Test secret", default_code="TEST-SECRET", company_id=self.north.company_id.id
        )
        with self.assertRaises(AccessError):
            wizard.line_ids.product_id = secret
        colleague = self.create_staff(self.lake_company, "salesperson", login="colleague")
        with self.assertRaises(AccessError):
            self.as_user(wizard.line_ids, colleague).write({"product_id": self.tea.id})
