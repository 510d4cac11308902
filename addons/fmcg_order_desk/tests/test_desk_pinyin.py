from odoo.tests import tagged

from .common import DeskCase


@tagged("post_install", "-at_install")
class TestDeskPinyin(DeskCase):
    """Initials follow the Chinese name, whoever writes it and however."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")

    def test_a_customer_without_a_chinese_name(self):
        self.lake_shop.name = "Lake 7"
        self.assertEqual(self.lake_shop.pinyin_initials, "lake7")

    def test_customers_are_found_by_initials(self):
        self.lake_shop.name = "湖边小店"
        for text in ("hbxd", "BXD", "湖边"):
            with self.subTest(text=text):
                found = self.desk_of().find_customers(text)
                self.assertEqual([one["name"] for one in found], ["湖边小店"])
        self.assertFalse(self.desk_of().find_customers("zzz"))
