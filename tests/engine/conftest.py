"""Make ``from fmcg_order.engine import stage`` work without Odoo and its database.

An engine is a plain package inside an add-on. Its tests must not run the add-on's own
``__init__``, which imports Odoo models: each add-on becomes an empty package whose path
is the add-on's folder. ``import odoo`` is refused, so that an engine stays pure.
"""

import os
import sys
import types
from pathlib import Path

from hypothesis import HealthCheck, settings

ADDONS = Path(os.environ.get("FMCG_ADDONS_DIR") or Path(__file__).parents[2] / "addons")


class NoOdoo:
    """An import finder that refuses Odoo."""

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "odoo":
            raise ImportError(f"{name}: an engine imports nothing from Odoo")


def shell_package(name, folder):
    module = types.ModuleType(name)
    module.__path__ = [str(folder)]
    sys.modules[name] = module


sys.meta_path.insert(0, NoOdoo())
for engine in ADDONS.glob("*/engine"):
    shell_package(engine.parent.name, engine.parent)

# A law holds on a busy machine, too: how long it takes there says nothing of it.
settings.register_profile(
    "engine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("engine")
