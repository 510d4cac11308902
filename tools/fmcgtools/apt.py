"""Debian packages: fetched without root into the cache, or installed as root."""

import os
import platform
import shutil
import subprocess
from pathlib import Path

from . import paths, running, say

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")

# A program or file we need, and the Debian package that brings it.
SYSTEM = {
    "chromium": ("chromium", "browser tests"),
    "wkhtmltopdf": ("wkhtmltopdf", "PDF documents"),
}
CHINESE_FONTS = ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",)


def mirror():
    """The Debian mirror this machine uses."""
    chosen = os.environ.get("FMCG_DEBIAN_MIRROR")
    if chosen:
        return chosen.rstrip("/")
    if not shutil.which("apt-get"):
        raise say.Fail(
            "apt-get is missing, so Odoo's Debian package cannot be fetched",
            "Set ODOO_HOME to an Odoo 19 checkout",
        )
    found = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.splitlines()
    for address in found:
        if address.rstrip("/").endswith("/debian"):
            return address.rstrip("/")
    raise say.Fail(
        "no Debian mirror in this machine's apt configuration",
        "Set FMCG_DEBIAN_MIRROR to one, or ODOO_HOME to an Odoo 19 checkout",
    )


def private_options(suites):
    """Options that keep apt's lists and sources apart from the machine's own."""
    if not KEYRING.exists():
        raise say.Fail(
            f"the keyring {KEYRING} is missing",
            "Install the package debian-archive-keyring",
        )
    home = paths.inside("apt")
    paths.inside("apt", "lists", "partial")
    paths.inside("apt", "cache", "archives", "partial")
    sources = home / "private.sources"
    sources.write_text(
        f"Types: deb\nURIs: {mirror()}\nSuites: {' '.join(suites)}\n"
        f"Components: main\nSigned-By: {KEYRING}\n"
    )
    options = {
        "Dir::State::Lists": home / "lists",
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::Cache": home / "cache",
        "Acquire::Retries": 3,
        "Acquire::Languages": "none",
        "APT::Default-Release": "",
    }
    if os.geteuid() == 0:
        options["APT::Sandbox::User"] = "root"
    return [part for key, value in options.items() for part in ("-o", f"{key}={value}")]


def download(packages, folder, suites):
    """Fetch ``packages`` (``name`` or ``name/suite``) as .deb files into ``folder``."""
    options = private_options(suites)
    running.logged(["apt-get", *options, "update", "-q"], "apt")
    running.logged(["apt-get", *options, "download", "-q", *packages], "apt", cwd=folder)


def missing_system_packages(browser=True):
    """Debian packages whose program or font is not on this machine."""
    missing = []
    for program, (package, _use) in SYSTEM.items():
        if not shutil.which(program) and (browser or program != "chromium"):
            missing.append(package)
    if not any(os.path.exists(font) for font in CHINESE_FONTS) and not has_cjk_font():
        missing.append("fonts-noto-cjk")
    return missing


def has_cjk_font():
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(
        ["fc-list", ":lang=zh-cn"], capture_output=True, text=True, check=False
    )
    return bool(listed.stdout.strip())


def install(packages):
    """Install with apt when root, else say exactly what to install."""
    if not packages:
        return
    command = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise say.Fail(f"missing on this machine: {', '.join(packages)}", f"Run: {command}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with say.step(f"system packages {', '.join(packages)} ({platform.system()})"):
        running.logged(["apt-get", "update", "-q"], "apt", env=quiet)
        running.logged(command.split(), "apt", env=quiet)
