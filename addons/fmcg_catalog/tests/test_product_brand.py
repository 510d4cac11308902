from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.fmcg_channel.tests.common import ChannelCase


@tagged("post_install", "-at_install")
class TestProductBrand(ChannelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tea_house = cls.env["product.brand"].create(
            {"name": "Tea House", "partner_id": cls.company.partner_id.id}
        )
        cls.shop = cls.create_node("Corner Shop", "retail", cls.brand)

    def test_the_name_is_translated(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.tea_house.with_context(lang="zh_CN").name = "茶屋"
        self.assertEqual(self.tea_house.with_context(lang="en_US").name, "Tea House")

    def test_staff_read_brands(self):
        staff = self.create_staff(self.company, "warehouse")
        self.assertEqual(self.seen_by(staff, self.tea_house), self.tea_house)

    def test_visitors_and_buyers_read_no_brand(self):
        visitor = new_test_user(self.env, "a-visitor", groups="base.group_public")
        for user in (visitor, self.create_portal_user(self.shop)):
            with self.subTest(user=user.name):
                self.assertFalse(self.env["product.brand"].with_user(user).search([]))
                with self.assertRaises(AccessError):
                    self.tea_house.with_user(user).read(["partner_id"])

    def test_the_brand_stands_near_the_name(self):
        arch = self.env["product.template"].get_view(view_type="form")["arch"]
        title = arch[arch.index("oe_title") : arch.index("<notebook")]
        self.assertIn('name="product_brand_id"', title.partition('name="options"')[0])
        self.assertEqual(arch.count('name="product_brand_id"'), 1)
