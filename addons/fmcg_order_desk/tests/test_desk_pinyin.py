from odoo.tests import tagged

from .common import DeskCase


@tagged("post_install", "-at_install")
class TestDeskPinyin(DeskCase):
    """Initials follow the Chinese name, whoever writes it and however."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")

    def test_a_product_without_a_chinese_name(self):
        self.assertEqual(self.water.pinyin_initials, "water")

    def test_a_name_written_in_chinese(self):
        self.tea.with_context(lang="zh_CN").name = "柠檬茶 500ml"
        self.assertEqual(self.tea.pinyin_initials, "nmc500ml")
        self.assertEqual(self.tea.name, "Tea")

    def test_a_translation_of_the_name(self):
        self.tea.product_tmpl_id.update_field_translations("name", {"zh_CN": "柠檬茶"})
        self.assertEqual(self.tea.pinyin_initials, "nmc")

    def test_a_new_english_name_changes_nothing(self):
        self.tea.with_context(lang="zh_CN").name = "柠檬茶"
        self.tea.name = "Lemon tea"
        self.assertEqual(self.tea.pinyin_initials, "nmc")

    def test_customers_are_found_by_initials(self):
        self.lake_shop.name = "湖边小店"
        for text in ("hbxd", "BXD", "湖边"):
            with self.subTest(text=text):
                found = self.desk_of().find_customers(text)
                self.assertEqual([one["name"] for one in found], ["湖边小店"])
        self.assertFalse(self.desk_of().find_customers("zzz"))
