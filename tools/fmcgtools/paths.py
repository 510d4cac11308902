"""Where everything lives. Nothing that is built is kept inside the clone."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLOCK = "FMCG_CLOCK"  # set for processes that live at another clock, see ``clock``
FETCHED = ("apt", "odoo", "venv")  # is the same at any clock


def cache():
    """The cache folder, shared by all clones of one account."""
    chosen = os.environ.get("FMCG_CACHE")
    if not chosen:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        chosen = Path(base) / "fmcg-odoo"
    folder = Path(chosen).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def inside(*names):
    """A folder of the cache, created when missing.

    What is made at another clock stands apart: databases, their files, logs, locks.
    """
    apart = os.environ.get(CLOCK) and names[0] not in FETCHED
    folder = cache().joinpath(*(["clock"] if apart else []), *names)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def addons():
    """Our add-ons (FMCG_ADDONS_DIR: another folder, for tests of the tools)."""
    return Path(os.environ.get("FMCG_ADDONS_DIR") or ROOT / "addons").resolve()


def log(name):
    return inside("logs") / f"{name}.log"


def clone_id():
    """A short name for this clone, so that two clones share the cache in peace."""
    return hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]


def conf(name):
    return inside("conf", clone_id()) / f"{name}.conf"
