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
        "odoo/addons/stock/models/stock_location",
        "StockLocation._is_outgoing",
    ): "e286e9e9657aaddf",
    (
        "odoo/addons/stock/models/stock_move",
        "StockMove._action_assign",
    ): "5f354f481e95327a",
    (
        "odoo/addons/stock/models/stock_move",
        "StockMove._action_confirm",
    ): "3d07826132e4316b",
    (
        "odoo/addons/stock/models/stock_move",
        "StockMove._should_bypass_reservation",
    ): "5701e594a1f36252",
    (
        "odoo/addons/stock/models/stock_move",
        "StockMove._trigger_scheduler",
    ): "aac65e7675ba9b8a",
    (
        "odoo/addons/stock/models/stock_move",
        "StockMove._update_reserved_quantity",
    ): "36a70c87f2bca9a3",
    (
        "odoo/addons/stock/models/stock_move",
        "StockMove._update_reserved_quantity_vals",
    ): "1fc1582d8ea607c0",
    (
        "odoo/addons/stock/models/stock_move_line",
        "StockMoveLine.create",
    ): "e9d031e30470674a",
    ("odoo/addons/stock/models/stock_quant", "StockQuant._gather"): "b372231a63749933",
    (
        "odoo/addons/stock/models/stock_quant",
        "StockQuant._get_gather_domain",
    ): "93702c6d893a8904",
    (
        "odoo/addons/stock/models/stock_quant",
        "StockQuant._get_reserve_quantity",
    ): "197eedf00dcf9d17",
    (
        "odoo/addons/stock/models/stock_quant",
        "StockQuant._update_available_quantity",
    ): "90d5817be9da245b",
    (
        "odoo/addons/stock/models/stock_rule",
        "StockRule._search_rule_for_warehouses",
    ): "8a7b4134a5b865d4",
    ("odoo/addons/stock/models/stock_rule", "StockRule.run"): "f30c38ce8854e0c6",
    ("odoo/orm/models", "BaseModel.try_lock_for_update"): "ae5f093e2165d72e",
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
