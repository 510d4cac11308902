from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from odoo.addons.fmcg_channel.tests.common import ChannelCase

RIGHT = ("6901234567892", "96385074", "036000291452", "16901234567899")
INTERNAL = ("TEA-1", "123", "1234567890", "690123456789X", "12345678901234567")
WRONG = "6901234567893"


@tagged("post_install", "-at_install")
class TestProductGtin(ChannelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.create_staff(cls.company, "enterprise_admin")
        cls.tea = cls.create_product()
        cls.case = cls.env["uom.uom"].create(
            {
                "name": "Case of 24",
                "relative_factor": 24,
                "relative_uom_id": cls.tea.uom_id.id,
            }
        )

    def tea_of_admin(self):
        return self.as_user(self.tea, self.admin)

    def test_right_numbers_and_internal_codes_are_taken(self):
        for barcode in RIGHT + INTERNAL:
            with self.subTest(barcode):
                self.tea_of_admin().barcode = barcode

    def test_own_numbers_and_prices_inside_have_a_check_digit_too(self):
        self.tea_of_admin().barcode = "2012345610255"

    def test_a_wrong_digit_is_refused_with_the_right_one(self):
        with self.assertRaisesRegex(
            ValidationError, f"Barcode: the last digit of {WRONG} .* must be 2"
        ):
            self.tea_of_admin().barcode = WRONG

    def test_a_wrong_digit_on_the_template_is_refused(self):
        with self.assertRaises(ValidationError):
            self.tea_of_admin().product_tmpl_id.barcode = WRONG

    def test_a_wrong_digit_of_a_case_is_refused(self):
        with self.assertRaises(ValidationError):
            self.model_as("product.uom", self.admin).create(
                {
                    "product_id": self.tea.id,
                    "uom_id": self.case.id,
                    "barcode": "16901234567890",
                }
            )

    def test_other_changes_of_a_product_with_a_wrong_number_go_on(self):
        self.tea.barcode = WRONG
        self.tea_of_admin().list_price = 7
        self.assertEqual(self.tea.list_price, 7)

    def test_others_get_a_warning_in_the_form(self):
        self.tea.barcode = WRONG
        for record in (self.tea, self.tea.product_tmpl_id):
            with self.subTest(record._name):
                answer = record.new({"barcode": WRONG})._onchange_gtin()
                self.assertIn("must be 2", answer["warning"]["message"])

    def test_no_warning_for_a_right_number(self):
        with self.assertNoLogs("odoo.tests.form.onchange", "WARNING"):
            with Form(self.tea) as form:
                form.barcode = RIGHT[0]
        self.assertEqual(self.tea.barcode, RIGHT[0])
