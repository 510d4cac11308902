from psycopg2 import IntegrityError

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CatalogCase


@tagged("post_install", "-at_install")
class TestQuantityRule(CatalogCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.piece = cls.green.uom_id
        cls.carton = cls.env["uom.uom"].create(
            {"name": "Carton", "relative_factor": 12, "relative_uom_id": cls.piece.id}
        )
        cls.green.uom_ids = [Command.link(cls.carton.id)]

    def create_rule(self, **values):
        return self.env["channel.quantity.rule"].create(
            {"product_tmpl_id": self.green.product_tmpl_id.id, **values}
        )

    def check(self, quantity, unit=None):
        demand = ("line", self.green, unit or self.piece, quantity)
        return self.agreement._check_order_quantities([demand])

    def proposed(self, quantity, unit=None):
        return float(self.check(quantity, unit)[0].proposal.quantity)

    def test_minimum_says_what_would_do(self):
        self.create_rule(minimum=10, multiple=6)
        violations = self.check(3)
        self.assertEqual([v.code for v in violations], ["minimum", "multiple"])
        message = violations[0].message
        for part in ("Green tea", "10", self.piece.name, "12"):
            self.assertIn(part, message)

    def test_maximum_proposes_nothing(self):
        self.create_rule(maximum=10)
        (violation,) = self.check(11)
        self.assertFalse(violation.proposal)
        self.assertIn("Order less", violation.message)

    def test_any_unit_is_counted_in_the_products_own(self):
        self.create_rule(minimum=24)
        self.assertEqual(self.proposed(1, self.carton), 2)
        self.assertFalse(self.check(2, self.carton))

    def test_a_rule_for_the_unit_counts_that_unit(self):
        self.create_rule(minimum=24)
        self.create_rule(minimum=1, uom_id=self.carton.id)
        self.assertFalse(self.check(1, self.carton))
        self.assertTrue(self.check(12))

    def test_an_outlet_beats_its_grade_and_a_grade_beats_everybody(self):
        self.create_rule(minimum=30)
        self.assertEqual(self.proposed(1), 30)
        self.create_rule(minimum=20, grade_id=self.grade.id)
        self.assertEqual(self.proposed(1), 20)
        self.create_rule(minimum=10, node_id=self.shop.id)
        self.assertEqual(self.proposed(1), 10)

    def test_rules_for_others_say_nothing(self):
        other = self.create_grade(self.company, name="Other")
        self.create_rule(minimum=30, grade_id=other.id)
        self.assertFalse(self.check(1))

    def test_limits_of_many_products_in_their_own_units(self):
        rule = self.create_rule(minimum=6, multiple=6)
        limits = self.agreement._get_quantity_limits(self.products)
        self.assertEqual(list(limits), [self.green])
        self.assertEqual(limits[self.green].id, rule.id)

    def test_limits_of_a_product_in_each_of_its_units(self):
        self.create_rule(minimum=30, multiple=6, maximum=100)
        pairs = [(self.green, self.piece), (self.green, self.carton)]
        other = next(product for product in self.products if product != self.green)
        limits = self.agreement._get_unit_limits([*pairs, (other, other.uom_id)])
        self.assertEqual(
            [(limits[pair].least, limits[pair].step, limits[pair].most) for pair in pairs],
            [(30, 6, 100), (3, 1, 8)],
        )
        self.assertIsNone(limits[other, other.uom_id].most)

    def test_a_stored_twelfth_is_exact(self):
        """The product's own unit is the carton, the order's unit the piece."""
        beer = self.create_product("Beer", uom_id=self.carton.id)
        beer.uom_ids = [Command.link(self.piece.id)]
        self.create_rule(product_tmpl_id=beer.product_tmpl_id.id, multiple=1)
        demand = ("line", beer, self.piece, 13)
        (violation,) = self.agreement._check_order_quantities([demand])
        self.assertEqual(violation.proposal.quantity, 24)

    def test_limits_that_make_no_sense_are_refused(self):
        for values in (
            {"minimum": -1},
            {"minimum": 10, "maximum": 5},
            {"grade_id": self.grade.id, "node_id": self.shop.id},
        ):
            with (
                self.subTest(values=values),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
            ):
                self.create_rule(**values)

    def test_a_multiple_above_the_maximum_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "nothing could be ordered"):
            self.create_rule(multiple=12, maximum=10)

    def test_a_unit_that_the_product_is_not_sold_in_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "not sold by"):
            self.create_rule(uom_id=self.env.ref("uom.product_uom_kgm").id)

    def test_a_second_rule_of_the_same_kind_is_refused(self):
        self.create_rule(minimum=1)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.create_rule(minimum=2)
