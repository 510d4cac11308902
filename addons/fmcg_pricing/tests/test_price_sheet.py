from lxml import etree
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .sheet_common import SheetCase


@tagged("post_install", "-at_install")
class TestPriceSheet(SheetCase):
    """What a price sheet holds and shows while it is written."""

    def test_it_gets_a_number(self):
        sheets = self.draft() + self.draft()
        self.assertTrue(all(name.startswith("PS") for name in sheets.mapped("name")))
        self.assertEqual(len(set(sheets.mapped("name"))), 2)

    def test_its_table_has_the_width_of_the_form(self):
        """Beside the chatter the new margin was cut off."""
        arch = self.env["channel.price.sheet"].get_view(view_type="form")["arch"]
        self.assertIn("o_channel_wide", etree.fromstring(arch).get("class", ""))

    def test_a_line_typed_in_the_form_shows_the_old_price_and_the_change(self):
        Sheet = self.model_as("channel.price.sheet", self.seller)
        with Form(Sheet, "fmcg_pricing.channel_price_sheet_view_form") as form:
            form.pricelist_id = self.pricelist
            with form.line_ids.new() as line:
                line.product_tmpl_id = self.tea.product_tmpl_id
                self.assertEqual(line.uom_id, self.tea.uom_id)
                self.assertEqual(line.old_price, 10.0)
                line.new_price = 12.0
                self.assertAlmostEqual(line.change_percent, 20.0)
        self.assertEqual(form.record.line_ids.new_price, 12.0)

    def test_margins_are_of_the_price(self):
        line = self.draft((self.tea, 12.0)).line_ids
        self.assertEqual(line.cost, 6.0)
        self.assertAlmostEqual(line.old_margin, 40.0)
        self.assertAlmostEqual(line.new_margin, 50.0)
        self.assertFalse(line.below_cost)

    def test_a_price_below_cost_is_marked(self):
        self.assertTrue(self.draft((self.tea, 5.9)).line_ids.below_cost)

    def test_a_price_below_the_floor_is_marked(self):
        self.tea.product_tmpl_id.with_company(self.company).floor_price = 8.0
        sheet = self.draft((self.tea, 7.9))
        self.assertTrue(sheet.line_ids.below_floor)
        self.assertFalse(sheet.line_ids.below_cost)

    def test_cost_and_floor_are_for_the_unit_of_the_line(self):
        self.tea.product_tmpl_id.with_company(self.company).floor_price = 8.0
        line = self.draft((self.tea, 200.0)).line_ids
        line.uom_id = self.case
        self.assertAlmostEqual(line.cost, 144.0)
        self.assertAlmostEqual(line.floor_price, 192.0)

    def test_cost_is_shown_in_the_currency_of_the_list(self):
        currency = self.env["res.currency"].create(
            {
                "name": "TST",
                "symbol": "T",
                "rate_ids": [Command.create({"name": "2020-01-01", "rate": 2.0})],
            }
        )
        self.pricelist.currency_id = currency
        self.assertAlmostEqual(self.draft((self.tea, 20.0)).line_ids.cost, 12.0)

    def test_the_old_price_of_a_unit_is_that_units(self):
        self.create_rule(self.tea, 200.0, uom_id=self.case.id, min_quantity=5)
        line = self.draft((self.tea, 190.0)).line_ids
        line.write({"uom_id": self.case.id, "min_quantity": 5})
        self.assertEqual(line.old_price, 200.0)
        line.min_quantity = 4
        self.assertEqual(line.old_price, 240.0)

    def test_a_price_of_the_category_is_not_the_products_own(self):
        sheet = self.submitted((self.tea, 11.0), (self.water, 3.0))
        self.assertEqual(sheet.line_ids.mapped("had_own_price"), [True, False])
        self.assertEqual(sheet.line_ids[1].old_price, 5.0)

    def test_two_lines_for_one_thing_are_refused_by_name(self):
        with self.assertRaisesRegex(ValidationError, "more than one line for .*Tea"):
            self.draft((self.tea, 11.0), (self.tea, 12.0))

    def test_the_only_variant_and_its_product_are_one_thing(self):
        sheet = self.draft((self.tea, 11.0))
        with self.assertRaisesRegex(ValidationError, "more than one line"):
            sheet.line_ids = [
                Command.create(
                    {
                        "product_tmpl_id": self.tea.product_tmpl_id.id,
                        "product_id": self.tea.id,
                        "new_price": 12.0,
                    }
                )
            ]

    def test_other_units_and_quantities_are_other_things(self):
        sheet = self.draft((self.tea, 11.0))
        template = self.tea.product_tmpl_id.id
        sheet.line_ids = [
            Command.create(
                {"product_tmpl_id": template, "uom_id": self.case.id, "new_price": 200}
            ),
            Command.create(
                {"product_tmpl_id": template, "min_quantity": 100, "new_price": 9}
            ),
        ]
        self.assertEqual(
            sheet.line_ids.mapped(lambda line: "≥" in line.display_name).count(True), 1
        )

    def test_a_unit_of_another_kind_is_refused(self):
        line = self.draft((self.tea, 11.0)).line_ids
        with self.assertRaisesRegex(ValidationError, "no unit of .*Tea"):
            line.uom_id = self.env.ref("uom.product_uom_hour")

    @mute_logger("odoo.sql_db")
    def test_a_price_below_zero_is_refused(self):
        line = self.draft((self.tea, 11.0)).line_ids
        with self.assertRaises(IntegrityError):
            line.new_price = -1.0
            line.flush_recordset()

    def test_a_list_of_all_enterprises_is_refused(self):
        self.pricelist.company_id = False
        with self.assertRaisesRegex(ValidationError, "Choose a list of this enterprise"):
            self.env["channel.price.sheet"].create(
                {"company_id": self.company.id, "pricelist_id": self.pricelist.id}
            )

    def test_buttons_only_decide(self):
        sheet = self.draft((self.tea, 11.0))
        for vals in (
            {"state": "approved"},
            {"approved_by_id": self.boss.id},
            {"author_ids": [Command.clear()]},
            {"effective_from": "2020-01-01 00:00:00"},
        ):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                sheet.write(vals)

    def test_no_sheet_is_born_approved(self):
        Sheet = self.model_as("channel.price.sheet", self.seller)
        values = {"pricelist_id": self.pricelist.id}
        with self.assertRaises(AccessError):
            Sheet.create({**values, "state": "approved"})
        with self.assertRaises(UserError):
            Sheet.with_context(default_state="approved").create(values)

    def test_a_copy_is_a_draft_without_decisions(self):
        copy = self.approved((self.tea, 11.0)).copy()
        self.assertEqual(copy.state, "draft")
        self.assertFalse(copy.approved_by_id)
        self.assertEqual(copy.line_ids.new_price, 11.0)
        self.assertFalse(copy.line_ids.rule_ids)
