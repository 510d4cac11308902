"""The closing line adds up the parts honestly."""

import pytest
from fmcgtools import demo, outcome

REPORT = """<?xml version="1.0"?><testsuites><testsuite tests="7" failures="1"
 errors="1" skipped="2"></testsuite></testsuites>"""


def test_parts_are_added_up(capsys):
    found = outcome.Outcome()
    found.report("a").write_text(REPORT)
    found.part("a", 1)
    found.step("lint", False)
    assert found.close(61.5) == 1
    told = capsys.readouterr().out
    assert "Failed parts: a, lint" in told
    assert "1 failed, 3 passed, 2 skipped, 2 errors in 61.50s (0:01:02)" in told


def test_failed_tests_are_named_at_the_end(capsys):
    found = outcome.Outcome()
    case = (
        '<testcase classname="addons.x.TestX" name="test_y">'
        '<failure message="AssertionError: 2 != 3&#10;more"/></testcase>'
        '<testcase classname="addons.x.TestX" name="test_good"/>'
    )
    found.report("a").write_text(REPORT.replace("></testsuite>", f">{case}</testsuite>"))
    found.part("a", 1)
    found.close(1)
    told = capsys.readouterr().out
    assert "Failed parts: a\n  addons.x.TestX.test_y\n    AssertionError: 2 != 3\n" in told
    assert "more" not in told
    assert "test_good" not in told


def test_the_times_of_stages_and_of_the_slowest_classes_are_told(capsys):
    found = outcome.Outcome()
    cases = "".join(
        f'<testcase classname="addons.x.Test{name}" name="{test}" time="{seconds}"/>'
        for name, test, seconds in [("A", "a", 3), ("B", "b", 2), ("B", "c", 2.5)]
        + [(f"Quick{number}", "d", 1) for number in range(20)]
    )
    found.report("a").write_text(REPORT.replace("></testsuite>", f">{cases}</testsuite>"))
    with found.stage("tests of a kind"):
        found.part("a", 0)
    found.close(1)
    told = capsys.readouterr().out
    assert "0.0  tests of a kind" in told
    assert "  4.5  addons.x.TestB\n     3.0  addons.x.TestA\n" in told
    assert told.count("addons.x.TestQuick") == outcome.SLOWEST - 2


def test_a_part_that_died_counts_as_an_error(capsys):
    found = outcome.Outcome()
    found.report("killed")
    found.part("killed", -9)
    assert found.close(1) == 1
    assert "1 error in 1.00s" in capsys.readouterr().out


def test_all_good(capsys):
    found = outcome.Outcome()
    found.report("a").write_text(REPORT.replace('"1"', '"0"'))
    found.part("a", 0)
    found.step("lint", True)
    assert found.close(2) == 0
    assert capsys.readouterr().out.rstrip().endswith("=")


LINE = "2026-01-01 10:00:00,000 {} {} db odoo.x: {}\n"


def closed_with(log, **options):
    """The exit code of a run that passed and logged ``log``."""
    outcome.paths.log("odoo-tests").unlink(missing_ok=True)
    found = outcome.Outcome()
    found.report("a").write_text(REPORT.replace('"1"', '"0"'))
    found.part("a", 0)
    outcome.paths.log("odoo-tests").write_text(log)
    found.warnings("odoo-tests", **options)
    return found.close(1)


@pytest.mark.parametrize("level", ["WARNING", "ERROR", "CRITICAL"])
def test_a_warning_of_odoo_fails_a_green_run_and_is_told_once(capsys, level):
    assert closed_with(LINE.format(42, level, "careful") * 3) == 1
    told = capsys.readouterr().out
    assert told.count("odoo.x: careful") == 1
    assert "Failed parts: warnings" in told
    assert "1 error" in told


def test_other_lines_are_no_warnings():
    log = LINE.format(42, "INFO", "WARNING in a text") + "WARNING: of a traceback\n"
    assert closed_with(log) == 0


def test_warnings_of_other_runs_are_theirs():
    log = LINE.format(42, "WARNING", "careful")
    assert closed_with(log, processes={41}) == 0
    assert closed_with(log, processes={41, 42}) == 1


def test_what_was_logged_before_the_run_does_not_count():
    outcome.paths.log("odoo-tests").write_text(LINE.format(42, "WARNING", "careful"))
    found = outcome.Outcome()
    found.warnings("odoo-tests")
    assert found.close(1) == 0


def test_what_is_core_s_own_is_allowed_by_name_only(capsys):
    browser = "2026-01-01 10:00:00,000 1 WARNING db odoo.addons.x.TestX.test_y.browser: "
    allowed = browser + "Killing chrome headless with pid 7: still alive\n"
    assert closed_with(allowed) == 0
    assert closed_with(allowed + browser + "FAILED: a tour\n") == 1
    assert "Odoo logged 1 different warnings" in capsys.readouterr().out


@pytest.mark.parametrize(("text", "size"), [("abc", 3), ("销售", 4), ("A店", 3)])
def test_chinese_is_two_columns_wide(text, size):
    assert demo.width(text) == size


def test_logins_are_aligned():
    rows = list(demo.table([("Role", "Login"), ("销售人员", "a"), ("x", "b")]))
    assert rows == ["Role      Login", "--------  -----", "销售人员  a", "x         b"]
