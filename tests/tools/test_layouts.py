"""A database of an earlier layout: it is said, nothing fails, and what to do stands there."""

import contextlib

import pytest
from fmcgtools import apt, databases, demo, develop, layouts, postgres, server, updates


@pytest.fixture
def addons(tmp_path, monkeypatch):
    for name in ("fmcg_a", "fmcg_b"):
        folder = tmp_path / "addons" / name
        folder.mkdir(parents=True)
        (folder / "__manifest__.py").write_text('{"version": "19.0.2.1.0"}')
    monkeypatch.setenv("FMCG_ADDONS_DIR", str(tmp_path / "addons"))


@pytest.fixture
def installed(addons, monkeypatch):
    """What the demo's database says is installed."""
    found = {"base": "19.0.1.3", "fmcg_a": "19.0.2.0.0", "fmcg_b": "19.0.2.1.0"}
    monkeypatch.setattr(databases, "query", lambda *_a, **_o: list(found.items()))
    monkeypatch.setattr(databases, "exists", lambda name: name == demo.DATABASE)
    monkeypatch.setattr(postgres, "using", contextlib.nullcontext)
    monkeypatch.setattr(apt, "missing_system_packages", lambda **_o: [])
    monkeypatch.setattr(apt, "install", lambda _names: None)
    return found


@pytest.mark.parametrize(
    "version, expected",
    [
        ("19.0.2.1.0", (19, 0, 2)),
        ("19.0.10.0.0", (19, 0, 10)),
        ("2.1.0", (2, 1, 0)),
        ("", ()),
        (None, ()),
    ],
)
def test_the_layout_of_a_version(version, expected):
    assert layouts.layout(version) == expected


def test_our_add_ons_are_of_one_layout():
    found = {layouts.layout(version) for version in layouts.versions().values()}
    assert len(found) == 1


def test_later_versions_of_a_layout_are_brought_along(installed):
    assert layouts.current() == "19.0.2"
    assert layouts.earlier(demo.DATABASE) == {}


def test_what_is_of_an_earlier_one_is_found(installed):
    installed["fmcg_a"] = "19.0.1.9.0"
    assert layouts.earlier(demo.DATABASE) == {"fmcg_a": "19.0.1.9.0"}


def test_the_demo_says_so_and_offers_to_begin_anew(installed, monkeypatch, capsys):
    installed["fmcg_a"] = "19.0.1.9.0"

    def no(*_arguments, **_options):
        raise AssertionError("nothing is updated and no server is started")

    monkeypatch.setattr(databases, "load", no)
    monkeypatch.setattr(server, "running", no)
    assert not demo.run()
    told = capsys.readouterr().out
    assert "is of an earlier layout (fmcg_a 19.0.1.9.0)" in told
    assert "make demo-reset" in told


def test_a_demo_of_this_layout_is_updated(installed, monkeypatch):
    updated = []
    monkeypatch.setattr(updates, "pending", lambda _database: ([], ["fmcg_a"]))
    monkeypatch.setattr(
        databases, "load", lambda *_a, update, **_o: updated.extend(update)
    )
    demo.prepare()
    assert updated == ["fmcg_a"]


def test_a_developers_database_is_not_updated_either(installed):
    installed["fmcg_a"] = "19.0.1.9.0"
    with pytest.raises(layouts.Outdated, match="Drop it and clone another one"):
        develop.update(demo.DATABASE)
