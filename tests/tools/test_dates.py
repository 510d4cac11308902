"""Lint finds literal dates that the present catches up with, and nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest
from fmcgtools import dates, paths

FOUND = [
    # the one that fell: a day of the test's making, and an agreement of today
    (
        "@freeze_time('2026-11-25 09:00:00')\ndef test(self):\n    self.ask()",
        ["freeze"],
    ),
    ("trial.create({'mode': 'past', 'date_to': '2026-11-25'})", ["effect"]),
    ("self.agree(date_start='2027-02-28')", ["effect"]),
    ("order.validity_date = date(2027, 1, 31)", ["effect"]),
    ("values['effective_from'] = '2027-01-31 08:00:00'", ["effect"]),
    ("self.write({'valid_to': datetime(2030, 1, 1, 8)})", ["effect"]),
    ("with freeze_time('2026-12-01 08:00:00'):\n    self.release()", ["freeze"]),
    ("late = fields.Date.today() > date(2027, 1, 1)", ["compare"]),
    ("self.assertEqual(Date.context_today(order), date(2027, 1, 1))", ["compare"]),
    (
        "class TestX:\n"
        "    @freeze_time('2027-01-01')\n"
        "    def test_a(self):\n        pass\n"
        "    def test_b(self):\n        self.agree(date_end='2027-01-01')",
        ["freeze", "effect"],
    ),
]
CLEAN = [
    "self.agree(date_start=fields.Date.today() + timedelta(days=3))",
    "self.agree(date_start='2020-01-01', date_end='2099-12-31')",  # not in our days
    "self.price(date='2026-11-24')",  # as of a day: the present is not asked
    "self.assertEqual(str(usage.period_start), '2027-03-01')",  # what came out
    "rows = [['A', 1, '2026-11-24']]",  # words of a file
    "parse('2026-11-24', date_format='%Y-%m-%d')",
    "with freeze_time(fields.Datetime.now() + timedelta(days=3)):\n    self.release()",
    "with freeze_time('2020-03-31 16:30:00'):\n    self.release()",
    "@freeze_time('2026-06-15')\nclass TestX:\n"
    "    def test(self):\n"
    "        self.agree(date_start='2026-06-16')\n"
    "        with freeze_time('2026-06-16'):\n            self.order()",
    "def test(self):\n"
    "    self.list(date_start='2026-04-01')\n"
    "    for moment in MOMENTS:\n"
    "        with freeze_time(moment):\n            self.ask()",
    "self.agree(date_start='2027-02-28')  # literal date: the law of that day",
    "# literal date: the law of that day\nself.agree(date_start='2027-02-28')",
    "self.write({'date': '2027-13-45x'})",
    "self.agree(date_start=date(year, 1, 1))",
]


@pytest.mark.parametrize(("source", "kinds"), FOUND)
def test_found(source, kinds):
    assert [kind for _line, _text, kind in dates.find(source)] == kinds


@pytest.mark.parametrize("source", CLEAN)
def test_left_alone(source):
    assert dates.find(source) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("day.replace(year=2099)", True),
        ("now.replace(month=3, hour=1)", True),
        ("day.replace(day=31)", True),
        ("day.replace(day=1)", False),
        ("day.replace(month=1, day=1)", False),
        ("day.replace(year=2099, month=12, day=31)", False),
        ("now.replace(microsecond=0)", False),
        ("text.replace('2026', '2027')", False),
    ],
)
def test_days_that_some_months_do_not_have_are_found_in_all_code(source, found):
    for asks_present in (True, False):
        kinds = [kind for _line, _text, kind in dates.find(source, asks_present)]
        assert kinds == (["leap"] if found else [])


def test_code_that_is_no_test_may_name_days():
    assert dates.find("self.agree(date_start='2027-02-28')", asks_present=False) == []


def test_a_marker_without_a_reason_is_none():
    assert dates.find("self.agree(date_start='2027-02-28')  # literal date:")


def run(*folders):
    return subprocess.run(
        [sys.executable, dates.__file__, *map(str, folders)],
        capture_output=True, text=True, check=False, env={"PYTHONPATH": ""},
    )  # fmt: skip


def test_it_names_file_line_and_remedy(tmp_path):
    for place in ("fmcg_x/tests", "fmcg_x/models", "tests/engine", "bench"):
        folder = tmp_path / place
        folder.mkdir(parents=True)
        (folder / "it.py").write_text("\nself.agree(date_end='2027-02-28')\n")
    done = run(tmp_path)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert [Path(line.split(":")[0]).parent.name for line in lines[:-1]] == [
        "bench",
        "tests",
    ]
    assert ":2: '2027-02-28' takes effect on a literal day" in lines[0]
    assert "literal date: why" in lines[-1]


def test_our_own_tree_has_none():
    done = run(*(paths.ROOT / name for name in ("addons", "tests", "bench")))
    assert (done.returncode, done.stdout) == (0, "")
