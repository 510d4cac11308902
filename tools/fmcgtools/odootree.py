"""Odoo 19 Community from Debian's package, unpacked without root into the cache."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from . import apt, building, hashing, paths, running, say

VERSION = "19.0.0+dfsg-1"
SHA256 = "9d2f598b0555db17e291d48ed24df184c70823c053c4c5ed53c467ca7f629bbf"
RECIPE = 1  # raise it when the steps below change
PACKAGES = (
    "odoo-19/unstable",
    "libjs-jquery/unstable",  # without it each portal page is an error 500
    "fonts-roboto-unhinted/unstable",
    "fonts-montserrat/unstable",
    "fonts-font-awesome/bookworm",  # 4.7: newer ones lack the files
)
PYTHON_PATH = Path("usr/lib/python3/dist-packages")
SELFIE = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


def python_path():
    """The folder that holds the package ``odoo``; fetches Odoo when needed."""
    home = os.environ.get("ODOO_HOME")
    if home:
        return check_home(Path(home).expanduser().resolve())
    return tree() / PYTHON_PATH


def check_home(home):
    for folder in (home, home / PYTHON_PATH):
        release = folder / "odoo" / "release.py"
        if release.exists():
            if "(19, 0" not in release.read_text():
                raise say.Fail(f"ODOO_HOME={home} is not Odoo 19.0", "Check out 19.0")
            return folder
    raise say.Fail(
        f"ODOO_HOME={home} holds no Odoo",
        "Point it to the folder that has odoo/release.py in it",
    )


def core_addons(python_folder):
    """Further folders of core add-ons (a checkout keeps them outside the package)."""
    beside = python_folder / "addons"
    return [beside] if (beside / "sale" / "__manifest__.py").exists() else []


def tree():
    base = paths.inside("odoo")
    target = base / f"odoo-{key(SHA256)}"
    accepted = base / "accepted.json"
    if not target.exists() and accepted.exists():
        other = json.loads(accepted.read_text())
        if other["recipe"] == RECIPE and (base / other["name"]).exists():
            return base / other["name"]
    if target.exists():
        return target
    building.need_space(base, 3)
    debs = paths.inside("apt", "debs")
    with building.lock("debs"):
        checksum = fetch(debs)
    target = base / f"odoo-{key(checksum)}"
    if checksum != SHA256:
        accepted.write_text(json.dumps({"recipe": RECIPE, "name": target.name}))
    with say.step("unpacking Odoo 19"):
        building.once(target, lambda folder: unpack(debs, folder), "odoo")
    return target


def key(checksum):
    return hashing.of_parts(checksum, RECIPE)


def deb(folder, package):
    name = package.split("/")[0]
    found = sorted(folder.glob(f"{name}_*.deb"), key=lambda path: path.stat().st_mtime)
    return found[-1] if found else None


def fetch(debs):
    """Make sure all packages are in ``debs``; the checksum of Odoo's."""
    missing = [package for package in PACKAGES if not deb(debs, package)]
    if missing:
        with say.step(f"fetching {', '.join(missing)} from {apt.mirror()}"):
            temporary = debs.with_name("debs.part")
            shutil.rmtree(temporary, ignore_errors=True)
            temporary.mkdir()
            apt.download(missing, temporary, ("unstable", "bookworm"))
            for path in temporary.glob("*.deb"):
                os.replace(path, debs / path.name)
    return check(deb(debs, PACKAGES[0]))


def check(path):
    """The checksum of Odoo's package: the known one, or a newer version's (said)."""
    checksum = hashing.of_file(path)
    version = path.name.split("_")[1]
    if checksum == SHA256:
        return checksum
    if version == VERSION:
        path.unlink()
        raise say.Fail(
            f"wrong checksum of {path.name}: {checksum[:16]}…, expected {SHA256[:16]}…",
            "The file was removed; run the command again to fetch it anew",
        )
    say.note(f"Odoo {version} instead of the tested {VERSION}: apt verified its signature")
    return checksum


def unpack(debs, folder):
    for package in PACKAGES:
        path = deb(debs, package)
        if subprocess.run(
            ["dpkg-deb", "--info", path], capture_output=True, check=False
        ).returncode:
            path.unlink()
            raise say.Fail(f"{path.name} is damaged", "It was removed; run it again")
        running.logged(["dpkg-deb", "-x", path, folder], "odoo-tree")
    packages = folder / PYTHON_PATH
    # The package leaves this file out; without it each back-end page logs an error.
    selfie = packages / SELFIE
    selfie.parent.mkdir(parents=True, exist_ok=True)
    selfie.write_text("// Left out of Debian's package: video calls have no blurring.\n")
    # Copies without views and data, which only mislead scanners.
    for shadow in ("addons", "setup", "doc"):
        shutil.rmtree(packages / shadow, ignore_errors=True)
