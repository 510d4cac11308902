"""Lint: literal dates in tests, story and benchmarks that the present catches up with.

    python3 tools/fmcgtools/dates.py FOLDER...

A test with ``date_to="2026-11-25"`` holds until that day. Such a date is relative to today,
stands in a year that the present does not reach (before 2021, from 2090 on), or in a frozen
time. Found is a literal date of another year that

effect    is given to what takes effect on a day (``date_start=…``, ``{"date_to": …}``,
          ``order.validity_date = …``), where the function or class does not freeze time;
compare   stands in one comparison or assertion with the present (``today()``, ``now()``);
freeze    freezes time for a part of a test, while what the class has set up belongs to the
          present: freeze the class, or start from ``fields.Datetime.now()``.

In all code a fourth is found, which has no literal date, and fails on some days:

leap      another year or month for whatever day it is (``day.replace(year=2099)``) does not
          exist on the 29th of February or the 31st: name the day as well, to the 28th.

What is meant so says why in a comment on its line or the one above: ``# literal date: …``.
The same is found whenever it is run: the present is not asked.
"""

import ast
import re
import sys
from pathlib import Path

SETTLED, FAR = 2021, 2090  # years between may be today's
TEXT = re.compile(r"(\d{4})-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?")
EFFECT = re.compile(
    r"(default_)?(date|day)_\w+|\w+_(date|day|deadline|from|to|until|since|start|end)"
    r"|(deadline|until|since)"
)
PRESENT = {"now", "today", "utcnow", "context_today", "_get_channel_today"}
MARKER = re.compile(r"#\s*literal date:\s*\S")
PLACES = {"tests", "story", "bench"}
CLOCKLESS = ("tests/engine", "tests/tools")  # nothing there asks for the present
TOLD = {
    "effect": "takes effect on a literal day",
    "compare": "is compared with the present",
    "freeze": "is frozen for a part of the test only",
    "leap": "does not exist on each day",
}


def find(source, asks_present=True):
    """:param asks_present: whether the module is one of tests, story or benchmarks
    :return: list of (line, literal, kind) of a module's text, in order
    """
    tree = ast.parse(source)
    link_parents(tree)
    lines = source.splitlines()
    found = set()
    for node in ast.walk(tree):
        text = asks_present and literal(node)
        kind = "leap" if is_leap(node) else text and judge(node)
        if kind and not is_marked(lines, node):
            found.add((node.lineno, text or ast.unparse(node), kind))
    return sorted(found)


def is_leap(node):
    """Whether ``node`` puts any day into another month, or a last day into any month."""
    if not isinstance(node, ast.Call) or called(node) != "replace":
        return False
    given = {one.arg: one.value for one in node.keywords}
    if "day" in given:
        day = given["day"]
        return isinstance(day, ast.Constant) and day.value > 28 and "month" not in given
    return bool(given.keys() & {"year", "month"})


def link_parents(tree):
    for parent in ast.walk(tree):
        for child in ast.iter_child_nodes(parent):
            child.parent = parent


def above(node):
    """The nodes around ``node``, from the inside to the outside."""
    while node := getattr(node, "parent", None):
        yield node


def literal(node):
    """The text of a literal date that may be today's; nothing else has one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        match = TEXT.fullmatch(node.value)
        year = int(match.group(1)) if match else 0
    elif isinstance(node, ast.Call) and called(node) in ("date", "datetime"):
        numbers = [part.value for part in node.args if isinstance(part, ast.Constant)]
        year = numbers[0] if len(numbers) == len(node.args) >= 3 else 0
    else:
        return None
    return ast.unparse(node) if SETTLED <= year < FAR else None


def called(call):
    """The last name of what is called: ``today`` of ``fields.Date.today()``."""
    target = call.func
    return getattr(target, "attr", None) or getattr(target, "id", None)


def judge(node):
    """In which of the ways a literal date meets the present, if in any."""
    for outer in above(node):
        if isinstance(outer, ast.Call) and called(outer) == "freeze_time":
            return None if is_of_frozen_class(outer) else "freeze"
        if isinstance(outer, ast.stmt):
            break
    if meets_present(node):
        return "compare"
    if EFFECT.fullmatch(name_of(node) or "") and not is_frozen(node):
        return "effect"
    return None


def is_of_frozen_class(call):
    """Whether ``call`` freezes a class, or moves on the time of a frozen one."""
    return any(
        isinstance(outer, ast.ClassDef) and any(map(freezes, outer.decorator_list))
        for outer in above(call)
    )


def name_of(node):
    """The name that a value is given: of an argument, a key, or what is assigned."""
    parent = node.parent
    if isinstance(parent, ast.keyword):
        return parent.arg
    if isinstance(parent, ast.Dict) and node in parent.values:
        return text_of(parent.keys[parent.values.index(node)])
    if isinstance(parent, ast.Assign):
        target = parent.targets[0]
        if isinstance(target, ast.Attribute):
            return target.attr
        if isinstance(target, ast.Subscript):
            return text_of(target.slice)
    return None


def text_of(node):
    return node.value if isinstance(node, ast.Constant) else None


def meets_present(node):
    for outer in above(node):
        asserted = isinstance(outer, ast.Call) and str(called(outer)).startswith("assert")
        if asserted or isinstance(outer, ast.Compare):
            return asks_present(outer) and not is_frozen(node)
        if isinstance(outer, ast.stmt):
            return False
    return False


def asks_present(tree):
    return any(
        isinstance(node, ast.Call) and called(node) in PRESENT for node in ast.walk(tree)
    )


def is_frozen(node):
    """Whether time stands still in the function or the class around ``node``."""
    for outer in above(node):
        if isinstance(outer, (ast.FunctionDef, ast.AsyncFunctionDef)) and freezes(outer):
            return True
        if isinstance(outer, ast.ClassDef) and any(map(freezes, outer.decorator_list)):
            return True
    return False


def freezes(tree):
    return any(
        isinstance(node, ast.Call) and called(node) == "freeze_time"
        for node in ast.walk(tree)
    )


def is_marked(lines, node):
    """A word on the node's line, or in the comment right above it."""
    if MARKER.search(lines[node.lineno - 1]):
        return True
    for line in reversed(lines[: node.lineno - 1]):
        if not line.lstrip().startswith("#"):
            return False
        if MARKER.search(line):
            return True
    return False


def meets_the_present(path):
    clockless = any(f"{place}/" in path.as_posix() for place in CLOCKLESS)
    return bool(PLACES.intersection(path.parts)) and not clockless


def main(folders):
    count = 0
    paths = [path for folder in folders for path in sorted(Path(folder).rglob("*.py"))]
    for path in paths:
        for line, text, kind in find(path.read_text(), meets_the_present(path)):
            print(f"{path}:{line}: {text} {TOLD[kind]} ({kind})")
            count += 1
    if count:
        print("Make them relative to today, freeze the class, or say '# literal date: why'.")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
