"""The set-up code is tested against a cache of its own, without network and database."""

import pytest

UNSET = ("ODOO_HOME", "PGHOST", "FMCG_ADDONS_DIR", "CI", "FRESH", "PORT")
UNSET += ("CLOCK", "FMCG_CLOCK")  # the clock stays as it is, its folders do not


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    monkeypatch.setenv("FMCG_CACHE", str(folder))
    for name in UNSET:
        monkeypatch.delenv(name, raising=False)
    return folder
