"""Templates: keyed by content, fresh in continuous integration, complete or absent."""

import json
import os
import time

import pytest
from fmcgtools import databases, hashing, odootree, paths, say, templates

OTHER = "fmcg_tpl_other"


@pytest.fixture
def addons(tmp_path, monkeypatch):
    folder = tmp_path / "addons"
    for name in ("fmcg_a", "fmcg_b"):
        (folder / name / "tests").mkdir(parents=True)
        (folder / name / "__manifest__.py").write_text("{}")
    monkeypatch.setenv("FMCG_ADDONS_DIR", str(folder))
    monkeypatch.setattr(odootree, "python_path", lambda: "odoo")
    return folder


@pytest.fixture
def server(monkeypatch):
    there = set()
    monkeypatch.setattr(databases, "names", lambda: sorted(there))
    return there


def remember(name, **facts):
    path = paths.inside("templates") / f"{name}.json"
    path.write_text(json.dumps({"platform": templates.platform_key(), **facts}))


def test_content_not_tests_decide_the_key(addons):
    before = hashing.of_addons()
    (addons / "fmcg_a" / "tests" / "test_a.py").write_text("x")
    shown = addons / "fmcg_a" / "static" / "description"
    shown.mkdir(parents=True)
    (shown / "index.html").write_text("x")
    (addons / "fmcg_a" / "README.rst").write_text("x")
    assert hashing.of_addons() == before
    (addons / "fmcg_a" / "model.py").write_text("x")
    after = hashing.of_addons()
    assert after["fmcg_a"] != before["fmcg_a"]
    assert after["fmcg_b"] == before["fmcg_b"]


def test_no_add_ons_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("FMCG_ADDONS_DIR", str(tmp_path))
    with pytest.raises(say.Fail, match="no add-ons"):
        templates.our_modules()


def test_facts_without_a_database_are_no_template(addons, server):
    remember(OTHER, addons=hashing.of_addons(), fresh=True)
    assert not templates.usable(OTHER)
    server.add(OTHER)
    assert templates.usable(OTHER)


def test_templates_that_somebody_may_be_using_are_kept(addons, server, monkeypatch):
    dropped = []
    monkeypatch.setattr(databases, "drop", dropped.append)
    names = [f"fmcg_tpl_{number}" for number in range(templates.KEEP + 2)]
    for age, name in enumerate(names):
        server.add(name)
        remember(name)
        moment = time.time() - age
        os.utime(templates.facts_file(name), (moment, moment))
    templates.prune()
    assert dropped == []
    long_ago = time.time() - templates.IN_USE - 60
    os.utime(templates.facts_file(names[-1]), (long_ago, long_ago))
    # at a clock that was set back it may look older than all others, and is wanted
    templates.prune(names[-1])
    assert dropped == []
    templates.prune()
    assert dropped == names[-1:]


def test_database_without_facts_is_no_template(server):
    server.add(OTHER)
    assert not templates.usable(OTHER)


def test_continuous_integration_wants_a_fresh_one(addons, server, monkeypatch):
    server.add(OTHER)
    remember(OTHER, addons=hashing.of_addons(), fresh=False)
    assert templates.usable(OTHER)
    monkeypatch.setenv("CI", "true")
    assert not templates.usable(OTHER)


def test_older_template_is_updated_unless_an_add_on_is_gone(addons, server):
    server.add(OTHER)
    remember(OTHER, addons={"fmcg_a": "old"}, fresh=True)
    assert templates.best_older(hashing.of_addons()) == OTHER
    remember(OTHER, addons={"fmcg_gone": "old"}, fresh=True)
    assert templates.best_older(hashing.of_addons()) is None


def test_a_template_of_an_earlier_layout_is_not_updated(addons, server):
    for name in ("fmcg_a", "fmcg_b"):
        manifest = addons / name / "__manifest__.py"
        manifest.write_text('{"version": "19.0.2.0.0"}')
    server.add(OTHER)
    remember(OTHER, addons={"fmcg_a": "old"}, fresh=True, layout="19.0.1")
    assert templates.best_older(hashing.of_addons()) is None
    remember(OTHER, addons={"fmcg_a": "old"}, fresh=True, layout="19.0.2")
    assert templates.best_older(hashing.of_addons()) == OTHER


def test_failed_installation_leaves_no_template(addons, server, monkeypatch):
    dropped = []
    monkeypatch.setattr(databases, "drop", dropped.append)

    def broken(*_arguments, **_options):
        raise say.Fail("Odoo failed")

    monkeypatch.setattr(databases, "load", broken)
    with pytest.raises(say.Fail, match="Odoo failed"):
        templates.ensure()
    assert not list(paths.inside("templates").glob("*.json"))
    assert dropped[-1].startswith("fmcg_new_")


def test_an_update_that_fails_is_no_end(addons, server, monkeypatch):
    """The older one may be of another branch, with views of fields that are gone."""
    server.add(OTHER)
    remember(OTHER, addons={"fmcg_a": "of another branch"}, fresh=True)

    def broken(*_arguments):
        raise say.Fail("Odoo failed")

    built = []
    monkeypatch.setattr(templates, "update", broken)
    monkeypatch.setattr(templates, "build", lambda *arguments: built.append(arguments))
    monkeypatch.setattr(databases, "drop", lambda _name: None)
    name = templates.ensure()
    assert built == [(name, ["fmcg_a", "fmcg_b"])]
    assert templates.facts(name)["fresh"]


def test_another_checkout_only_makes_its_own_bundles(addons, server, monkeypatch):
    """Odoo names them by when their files were written."""
    remember(OTHER, addons=hashing.of_addons(), fresh=True)
    server.add(OTHER)
    warmed = []
    monkeypatch.setattr(templates, "warm_again", lambda *names: warmed.append(names))
    monkeypatch.setattr(databases, "drop", lambda _name: None)
    script = addons / "fmcg_a" / "static" / "src" / "a.js"
    script.parent.mkdir(parents=True)
    script.write_text("")
    remember(OTHER, addons=hashing.of_addons(), fresh=True)
    first = templates.ensure()
    assert warmed == [(OTHER, first)]
    assert templates.facts(first)["fresh"]
    server.add(first)
    assert templates.ensure() == first
    os.utime(script, (1, 1))
    assert templates.ensure() != first


def test_a_twin_that_was_updated_is_none_for_integration(addons, server, monkeypatch):
    remember(OTHER, addons=hashing.of_addons(), fresh=False)
    server.add(OTHER)
    assert templates.find_twin(hashing.of_addons()) == OTHER
    monkeypatch.setenv("CI", "true")
    assert templates.find_twin(hashing.of_addons()) is None
