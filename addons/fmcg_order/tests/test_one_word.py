import re

from odoo.modules import Manifest
from odoo.tests import TransactionCase, tagged
from odoo.tools.misc import file_open

OTHER, OURS = "追踪", "跟踪"


@tagged("post_install", "-at_install")
class TestOneWord(TransactionCase):
    """Core calls one thing 追踪 here and 跟踪 there; ``i18n_override`` has one word."""

    def blocks(self, path):
        try:
            with file_open(path) as catalogue:
                return [b for b in catalogue.read().split("\n\n") if "#~" not in b]
        except FileNotFoundError:
            return []

    def places(self, block):
        """Where the database has a term: records, fields and views, no program."""
        return set(re.findall(r"(?m)^#: (model\w*:.*)$", block))

    def test_all_of_core_is_overridden(self):
        covered = set()
        for block in self.blocks("fmcg_order/i18n_override/zh_CN.po"):
            self.assertNotIn(OTHER, block.partition("msgstr ")[2])
            covered |= self.places(block)
        modules = self.env["ir.module.module"].search([("state", "=", "installed")])
        missing = {}
        for name in modules.mapped("name"):
            if name.startswith("fmcg") or not Manifest.for_addon(name):
                continue
            for block in self.blocks(f"{name}/i18n/zh_CN.po"):
                if OTHER in block.partition("msgstr ")[2]:
                    missing |= dict.fromkeys(self.places(block) - covered, name)
        self.assertFalse(missing)

    def test_ours_says_it_so(self):
        for name in self.env["ir.module.module"].search([]).mapped("name"):
            if name.startswith("fmcg"):
                for block in self.blocks(f"{name}/i18n/zh_CN.po"):
                    self.assertNotIn(OTHER, block)
