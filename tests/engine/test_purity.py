"""The engines are pure: they can be loaded where Odoo cannot."""

import importlib

import pytest
from conftest import ADDONS

MODULES = sorted(
    ".".join(path.relative_to(ADDONS).with_suffix("").parts)
    for path in ADDONS.glob("*/engine/**/*.py")
)


@pytest.mark.parametrize("name", MODULES)
def test_engine_loads_without_odoo(name):
    importlib.import_module(name.removesuffix(".__init__"))


def test_odoo_is_out_of_reach():
    with pytest.raises(ImportError, match="imports nothing from Odoo"):
        importlib.import_module("odoo")
