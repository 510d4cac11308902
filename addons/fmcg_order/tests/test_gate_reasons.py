import ast
import re
from pathlib import Path

from odoo.modules import Manifest
from odoo.tests import TransactionCase, tagged

# Codes that are made from an engine's, by add-on
FROM_ENGINE = {
    "fmcg_catalog": {"quantity_minimum", "quantity_multiple", "quantity_maximum"}
}


@tagged("post_install", "-at_install")
class TestGateReasons(TransactionCase):
    """Every code of the gate is known to the product and to its readers."""

    def get_emitted(self):
        """Codes of all ``Blocker(...)`` in the code of our add-ons."""
        codes = set()
        for name in self.get_addons():
            codes |= FROM_ENGINE.get(name, set())
            for path in (Path(Manifest.for_addon(name).path) / "models").glob("*.py"):
                codes |= set(self.read_codes(ast.parse(path.read_text())))
        return codes

    def get_addons(self):
        modules = self.env["ir.module.module"].search(
            [("state", "=", "installed"), ("name", "=like", "fmcg%")]
        )
        return modules.mapped("name")

    @staticmethod
    def read_codes(tree):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Blocker":
                if node.args and isinstance(node.args[0], ast.Constant):
                    yield node.args[0].value

    def test_every_code_has_a_reason_and_every_reason_a_code(self):
        known = set(self.env["channel.gate.reason"].search([]).mapped("code"))
        self.assertEqual(known, self.get_emitted())

    def test_the_readmes_list_every_code(self):
        listed = set()
        for name in self.get_addons():
            path = Path(Manifest.for_addon(name).path) / "readme" / "DEVELOP.md"
            if path.exists():
                rows = re.findall(r"^\| `(\w+)` \| (?:block|warn|wait)\b", path.read_text(), re.M)
                listed |= set(rows)
        self.assertEqual(listed, self.get_emitted())

    def test_every_reason_says_what_cures_it(self):
        for reason in self.env["channel.gate.reason"].search([]):
            with self.subTest(reason.code):
                self.assertTrue(reason.name and reason.cure and reason.topic)

    def test_an_unknown_code_is_said_in_the_log(self):
        with self.assertLogs("odoo.addons.fmcg_order", "WARNING"):
            found = self.env["channel.gate.reason"]._find(["empty", "no_such_code"])
        self.assertEqual(found.mapped("code"), ["empty"])
