"""A half-finished thing is never taken for a finished one."""

import threading
import time

import pytest
from fmcgtools import building, say


def test_interrupted_build_leaves_nothing_and_is_repeated(tmp_path):
    target = tmp_path / "tree"
    attempts = []

    def build(folder):
        assert not list(folder.iterdir()), "starts from an empty folder"
        attempts.append(folder)
        (folder / "file").write_text("half")
        if len(attempts) == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        building.once(target, build, "tree")
    assert not target.exists()
    assert building.once(target, build, "tree") == target
    building.once(target, build, "tree")
    assert len(attempts) == 2


def test_build_in_place_counts_only_with_its_marker(tmp_path):
    target = tmp_path / "venv"
    target.mkdir()
    (target / "leftover").write_text("of an interrupted build")
    building.once_in_place(target, lambda folder: (folder / "new").touch(), "venv")
    assert sorted(path.name for path in target.iterdir()) == [".complete", "new"]


def test_too_little_space_is_said_before_starting(tmp_path):
    with pytest.raises(say.Fail, match=r"disk full: .* GB free, 10000000 GB are needed"):
        building.need_space(tmp_path, 10_000_000)


def test_two_commands_at_once_build_once(tmp_path):
    target = tmp_path / "tree"
    built = []

    def build(folder):
        built.append(folder)
        time.sleep(0.2)

    commands = [
        threading.Thread(target=building.once, args=(target, build, "tree")) for _ in "ab"
    ]
    for command in commands:
        command.start()
    for command in commands:
        command.join()
    assert len(built) == 1
