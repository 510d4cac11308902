"""Which Python the environment is built with."""

import pytest
from fmcgtools import venv

NAME = "python{}.{}".format(*venv.sys.version_info[:2])


@pytest.fixture
def system(tmp_path, monkeypatch):
    """A distribution with the version of Python that another build of it runs."""
    own = tmp_path / "bin" / NAME
    own.parent.mkdir()
    own.touch()
    (tmp_path / "lib" / NAME / "ensurepip").mkdir(parents=True)
    monkeypatch.setattr(venv, "SYSTEM", tmp_path)
    monkeypatch.setattr(venv.sys, "base_prefix", "/opt/pyenv")
    return tmp_path


def test_the_distributions_build_is_taken(system):
    assert venv.faster_python() == system / "bin" / NAME


def test_under_it_there_is_none_to_go_to(system, monkeypatch):
    monkeypatch.setattr(venv.sys, "base_prefix", str(system))
    assert venv.faster_python() is None


def test_one_that_cannot_make_environments_is_not_taken(system):
    (system / "lib" / NAME / "ensurepip").rmdir()
    assert venv.faster_python() is None


def test_another_version_is_not_taken(system):
    (system / "bin" / NAME).rename(system / "bin" / "python3.99")
    assert venv.faster_python() is None
