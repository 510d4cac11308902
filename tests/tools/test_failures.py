"""Each failure is one clear line with a remedy, and an exit code."""

import errno
import socket

import pytest
from fmcgtools import __main__ as command
from fmcgtools import demo, running, say, server, venv


def test_disk_full_is_one_line(monkeypatch, capsys):
    def full(_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(command, "main", full)
    assert command.guarded(["demo"]) == 1
    told = capsys.readouterr().err
    assert told == "FAILED: disk full. Free some space, or set FMCG_CACHE\n"


def test_other_errors_of_the_system_are_not_hidden(monkeypatch):
    def denied(_arguments):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(command, "main", denied)
    with pytest.raises(PermissionError):
        command.guarded(["demo"])


def test_unknown_command_names_the_known_ones(capsys):
    assert command.guarded(["dmeo"]) == 2
    assert "no command dmeo. Known: setup, demo" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("output", "problem"),
    [
        ("Err:1 Temporary failure resolving 'x'", "no network"),
        ("tar: write error: No space left on device", "disk full"),
        ("E: Hash Sum mismatch", "wrong checksum from the mirror"),
        ("line one\nlast line\n", "tool failed: last line"),
        ("", "tool failed: no output"),
    ],
)
def test_a_log_is_explained_in_one_line(output, problem):
    error = running.explain(output, "tool", "tool.log")
    assert problem in str(error)
    assert "\n" not in str(error)


def test_failing_program_is_explained_with_its_log():
    with pytest.raises(say.Fail, match=r"sh failed: broken.*Details are in .*probe\.log"):
        running.logged(["sh", "-c", "echo broken; exit 3"], "probe")


def test_missing_program_is_named():
    with pytest.raises(say.Fail, match="no-such-program is missing"):
        running.logged(["no-such-program"], "probe")


def test_wrong_python_is_named(monkeypatch):
    monkeypatch.setattr(venv.sys, "version_info", (3, 8, 1))
    with pytest.raises(say.Fail, match="wrong Python.*Use Python 3.10 to 3.12"):
        venv.check_python()


def test_taken_port_gives_the_next_free_one():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        taken = holder.getsockname()[1]
        assert not server.is_free(taken)
        assert server.free_port(taken) > taken


@pytest.mark.parametrize("text", ["http", "0", "70000"])
def test_impossible_port_is_refused(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(say.Fail, match="is no port"):
        demo.port()
