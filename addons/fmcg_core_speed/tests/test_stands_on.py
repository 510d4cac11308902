import hashlib
import importlib
import inspect
import re
from pathlib import Path

from odoo.tests import BaseCase

STANDS_ON = re.compile(r"Stands on (\S+)\.py ([\w.]+)")
# What core's functions were when they were last compared with what is done here.
SOURCES = {
    (
        "odoo/addons/account/models/account_account",
        "AccountAccount._field_to_sql",
    ): "428afcdd8e8cf8e8",
    (
        "odoo/addons/analytic/models/analytic_distribution_model",
        "AccountAnalyticDistributionModel._get_applicable_models",
    ): "50e7d188f7fef58c",
    (
        "odoo/addons/base/models/ir_default",
        "IrDefault._get_field_column_fallbacks",
    ): "9bb9bdda8eb0c182",
    (
        "odoo/addons/base/models/ir_default",
        "IrDefault._get_model_defaults",
    ): "073fffad5ad17554",
    ("odoo/addons/base/models/ir_rule", "IrRule._compute_domain"): "186f32d924e20301",
    ("odoo/orm/domains", "DomainCustom"): "a6742c82d837c8bd",
    ("odoo/orm/models", "BaseModel._parent_store_update"): "87005217376f9322",
}


class TestStandsOn(BaseCase):
    """What is faster here gives core's answer as long as core's code stays as it is."""

    def test_each_function_of_core_is_as_it_was(self):
        models = Path(__file__).parents[1] / "models"
        named = {
            found
            for path in models.glob("*.py")
            for found in STANDS_ON.findall(path.read_text())
        }
        self.assertEqual(named, set(SOURCES), "what files name, and what is kept here")
        for (file, name), known in SOURCES.items():
            with self.subTest(file=file, name=name):
                self.assertEqual(
                    self.get_hash(file, name),
                    known,
                    f"{file}.py: {name} is not what this add-on was compared with. Read "
                    f"what changed, mend what stands on it (search the models for {name}), "
                    "see test_same_as_core pass, then put the new hash into SOURCES.",
                )

    def get_hash(self, file, name):
        found = importlib.import_module(file.replace("/", "."))
        for part in name.split("."):
            found = getattr(found, part)
        return hashlib.sha256(inspect.getsource(found).encode()).hexdigest()[:16]
