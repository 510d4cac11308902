from odoo.tests import Form, tagged

from odoo.addons.fmcg_channel.tests.common import ROLES, ChannelCase


@tagged("post_install", "-at_install")
class TestProductUnits(ChannelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tea = cls.create_product()
        cls.admin = cls.create_staff(cls.company, "enterprise_admin")
        cls.pack, cls.case = cls.env["uom.uom"].create(
            [
                {
                    "name": f"Box of {size}",
                    "relative_factor": size,
                    "relative_uom_id": cls.tea.uom_id.id,
                }
                for size in (6, 24)
            ]
        )

    def test_a_barcode_offers_its_unit(self):
        template = self.as_user(self.tea.product_tmpl_id, self.admin)
        with Form(template) as form:
            with form.product_uom_ids.new() as line:
                line.uom_id = self.pack
                line.barcode = "PACK"
            with form.product_uom_ids.new() as line:
                line.uom_id = self.case
                line.barcode = "CASE"
        self.assertEqual(self.tea.uom_ids, self.pack | self.case)
        self.assertEqual(self.tea.product_uom_ids.mapped("barcode"), ["PACK", "CASE"])

    def test_a_barcode_of_another_unit_offers_that_one(self):
        barcode = self.env["product.uom"].create(
            {"product_id": self.tea.id, "uom_id": self.pack.id, "barcode": "PACK"}
        )
        barcode.uom_id = self.case
        self.assertIn(self.case, self.tea.uom_ids)

    def test_a_barcode_belongs_to_the_owner_of_the_product(self):
        own = self.create_product("Own", company_id=self.company.id)
        for product in (self.tea, own):
            barcode = self.env["product.uom"].create(
                {
                    "product_id": product.id,
                    "uom_id": self.pack.id,
                    "barcode": f"PACK {product.id}",
                }
            )
            self.assertEqual(barcode.company_id, product.company_id)

    def test_a_shelf_life_is_kept_on_lots(self):
        with Form(self.tea.product_tmpl_id) as form:
            form.expiration_time = 180
        self.assertRecordValues(
            self.tea,
            [{"tracking": "lot", "use_expiration_date": True, "expiration_time": 180}],
        )

    def test_the_form_has_units_and_barcodes_in_one_place(self):
        for model in ("product.template", "product.product"):
            with self.subTest(model):
                arch = self.env[model].get_view(view_type="form")["arch"]
                page = arch[arch.index('page name="units"') :].partition("</page>")[0]
                for name in ("barcode", "uom_ids", "product_uom_ids"):
                    self.assertIn(f'name="{name}"', page)

    def test_the_form_opens_for_every_role(self):
        for role in (*ROLES, "system_admin"):
            user = self.create_staff(self.company, role, login=f"a-{role}")
            for record in (self.tea, self.tea.product_tmpl_id):
                with self.subTest(role=role, model=record._name):
                    form = Form(self.as_user(record, user))
                    self.assertEqual(form.expiration_time, 0)
