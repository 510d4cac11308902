"""Odoo's package: checksum, version, interrupted download, ODOO_HOME."""

import hashlib

import pytest
from fmcgtools import apt, odootree, paths, say

DEB = f"odoo-19_{odootree.VERSION}_all.deb"


@pytest.fixture
def debs(monkeypatch):
    monkeypatch.setenv("FMCG_DEBIAN_MIRROR", "http://mirror.invalid/debian")
    return paths.inside("apt", "debs")


def test_wrong_checksum_removes_the_file_and_says_so(debs):
    path = debs / DEB
    path.write_bytes(b"not Odoo")
    with pytest.raises(say.Fail, match="wrong checksum of odoo-19_.*run the command again"):
        odootree.check(path)
    assert not path.exists()


def test_another_version_is_accepted_and_said(debs, capsys):
    path = debs / "odoo-19_19.0.1+dfsg-1_all.deb"
    path.write_bytes(b"newer Odoo")
    assert odootree.check(path) == hashlib.sha256(b"newer Odoo").hexdigest()
    assert "19.0.1+dfsg-1 instead of the tested" in capsys.readouterr().out


def test_interrupted_download_is_not_taken_for_a_package(debs, monkeypatch):
    def download(_packages, folder, _suites):
        (folder / DEB).write_bytes(b"the first half")
        raise say.Fail("no network", "Check the connection")

    monkeypatch.setattr(apt, "download", download)
    with pytest.raises(say.Fail, match="no network"):
        odootree.fetch(debs)
    assert not list(debs.iterdir())


def test_damaged_package_is_removed(debs, tmp_path):
    (debs / DEB).write_bytes(b"damaged")
    with pytest.raises(say.Fail, match="damaged"):
        odootree.unpack(debs, tmp_path)
    assert not (debs / DEB).exists()


def test_odoo_home_is_checked(tmp_path, monkeypatch):
    monkeypatch.setenv("ODOO_HOME", str(tmp_path))
    with pytest.raises(say.Fail, match="holds no Odoo"):
        odootree.python_path()
    (tmp_path / "odoo").mkdir()
    (tmp_path / "odoo" / "release.py").write_text("version_info = (18, 0, 0)")
    with pytest.raises(say.Fail, match="is not Odoo 19.0"):
        odootree.python_path()
    (tmp_path / "odoo" / "release.py").write_text("version_info = (19, 0, 0)")
    assert odootree.python_path() == tmp_path


def test_no_apt_names_the_way_out(monkeypatch):
    monkeypatch.setattr(apt.shutil, "which", lambda _name: None)
    with pytest.raises(say.Fail, match="Set ODOO_HOME"):
        apt.mirror()


def test_missing_system_packages_are_named_when_not_root(monkeypatch):
    monkeypatch.setattr(apt.os, "geteuid", lambda: 1000)
    with pytest.raises(say.Fail, match="missing on this machine: chromium.*apt-get install"):
        apt.install(["chromium"])
