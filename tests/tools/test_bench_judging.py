"""``make bench`` fails by ratios to what was measured in the same run, and says by which."""

import math
import re
import sys

import pytest
from fmcgtools import paths

sys.path.insert(0, str(paths.ROOT / "bench"))

import judging  # noqa: E402
import yardstick  # noqa: E402


@pytest.mark.parametrize(
    ("ours", "base", "most", "good"),
    [
        (2.0, 1.0, 2.0, True),
        (2.1, 1.0, 2.0, False),
        (0.2, 0.1, 2.0, True),  # a machine that is ten times as fast
        (0.21, 0.1, 2.0, False),
        (9.0, 1.0, None, True),  # told only
        (9.0, None, None, True),
        (0.0, 0.0, 2.0, False),  # what was not measured is within no limit
        (1.0, None, 2.0, False),
    ],
)
def test_a_limit_is_one_of_a_ratio(ours, base, most, good):
    assert judging.Figure("x", ours, base, most=most).good is good


def test_the_same_code_on_a_slower_machine_is_judged_alike():
    for speed in (1, 2.3, 40):
        found = [
            judging.Figure("x", ours * speed, 0.5 * speed, most=3).good
            for ours in (1.4, 1.6)
        ]
        assert found == [True, False]


def test_a_line_names_all_that_was_judged():
    figure = judging.Figure("exposure", 3, 2, "yardstick", 1.2)
    assert figure.line() == (
        "exposure ours=3.0000 yardstick=2.0000 ratio=1.5000 ratio_limit=1.2 TOO MUCH"
    )
    assert judging.is_figure(figure.line())
    assert judging.Figure("a", 1, 2, most=1).line().endswith("ok")
    assert judging.Figure("a", 1).line() == "a ours=1.0000"
    assert math.isnan(judging.Figure("a", 1).ratio)
    assert not judging.is_figure("  200 prices compared, 0 differ []")


def verdict(*measurements):
    found = judging.Verdict()
    for name, code, lines in measurements:
        for line in lines:
            found.read(line + "\n")
        found.close(name, code)
    return found


def test_figures_within_their_limits_pass():
    found = verdict(("a", 0, [judging.Figure("x", 1, 2, most=1).line()]))
    assert (found.code, found.tell()) == (0, ["All figures are within their limits."])


def test_what_is_over_its_limit_is_listed_at_the_end():
    over = judging.Figure("x", 3, 2, most=1).line()
    found = verdict(
        ("a", 1, [over, judging.Figure("y", 1, 2, most=1).line()]),
        ("b", 0, [judging.Figure("z", 1, 2, most=1).line()]),
    )
    assert found.code == 1
    assert found.tell()[1:] == [f"  a: {over}"]


def test_a_limit_counts_even_where_the_exit_code_forgot_it():
    assert verdict(("a", 0, [judging.Figure("x", 3, 2, most=1).line()])).code == 1


def test_a_measurement_that_failed_otherwise_is_listed_too():
    found = verdict(("a", 1, ["200 prices compared, 3 differ"]), ("b", 0, []))
    assert found.code == 1
    assert found.tell()[1:] == ["  a: ended with the exit code 1"]


def test_the_yardstick_is_the_same_for_ever():
    assert str(yardstick.run_python()) == "1429476.24"
    assert yardstick.python_milliseconds() > 0


def test_no_measurement_has_a_limit_in_seconds():
    """``limit`` was one of a value; all that is judged names what it is compared with."""
    for path in sorted((paths.ROOT / "bench").glob("*.py")):
        code = re.sub(r'"""[\s\S]*?"""', "", path.read_text())
        for call in re.findall(r"common\.result\(([\s\S]*?)\n?\s*\)\n", code):
            assert not re.search(r"\blimit=", call), path.name
        assert not re.search(r"MOST_(MILLI)?SECONDS", code), path.name
