"""Words of Odoo's own Chinese that mislead in this trade, by name; and that they stay."""

from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestCoreWords(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.modules = cls.env["ir.module.module"]
        cls.modules._load_module_terms(["base", "uom", "fmcg_channel"], ["zh_CN"])

    def assertUnit(self, name):
        unit = self.env.ref("uom.product_uom_unit").with_context(lang="zh_CN")
        self.assertEqual(unit.name, name)

    def test_a_piece_is_no_unit_of_measure(self):
        self.assertUnit("个")

    def test_they_survive_an_update_and_a_reload_of_the_language(self):
        for overwrite in (False, True):
            self.modules._load_module_terms(["uom"], ["zh_CN"], overwrite=overwrite)
            self.assertUnit("个")
        wizard = self.env["base.language.install"].create(
            {
                "lang_ids": self.env.ref("base.lang_zh_CN").ids,
                "overwrite": True,
            }
        )
        wizard.lang_install()
        self.assertUnit("个")
