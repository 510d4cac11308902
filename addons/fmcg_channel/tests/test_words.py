from odoo.tests import TransactionCase, tagged

from ..words import join_names


@tagged("post_install", "-at_install")
class TestWords(TransactionCase):
    """Rows of names are written as the reader's language does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")

    def join(self, lang, *names):
        return join_names(self.env(context={"lang": lang}), names)

    def test_in_english(self):
        self.assertEqual(self.join("en_US", "A", "B", "C"), "A, B, C")

    def test_in_chinese(self):
        self.assertEqual(self.join("zh_CN", "A", "B", "C"), "A、B、C")

    def test_one_and_none(self):
        self.assertEqual(self.join("zh_CN", "A"), "A")
        self.assertEqual(self.join("zh_CN"), "")
