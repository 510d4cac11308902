"""Reads the table of what is allowed (``expected.csv``)."""

import csv
from functools import cache
from pathlib import Path

from .actors import FOREIGN, RELATIONS, STAFF_ROLES

TABLE = Path(__file__).with_name("expected.csv")
ANY = "*"
GROUPS = {
    "home": ("owner", "own", "colleague"),
    "foreign": FOREIGN,
    "staff": STAFF_ROLES,
    "exporters": (
        "enterprise_admin",
        "sales_manager",
        "salesperson",
        "finance",
        "purchaser",
    ),
    "clerks": ("customer_service", "warehouse"),
}
KEYS = ("model", "role", "relation")
VALUES = {"allow": True, "deny": False}


class Expected:
    """The table: ``allows(model, role, relation, operation)``."""

    def __init__(self):
        with TABLE.open(encoding="utf-8", newline="") as file:
            lines = [line for line in file if not line.startswith("#")]
        rows = csv.DictReader(lines)
        rows.fieldnames = [name.strip() for name in rows.fieldnames]
        self.operations = rows.fieldnames[len(KEYS) :]
        self.rows = [self._read(row) for row in rows]

    def _read(self, row):
        row = {key: value.strip() for key, value in row.items()}
        keys = tuple(self._expand(row[key]) for key in KEYS)
        return keys, {name: VALUES[row[name]] for name in self.operations}

    def _expand(self, cell):
        names = []
        for word in cell.split():
            names += GROUPS.get(word, (word,))
        return frozenset(names)

    @property
    def models(self):
        """The models that the table names."""
        return {model for keys, _cells in self.rows for model in keys[0]} - {ANY}

    def misspelt(self):
        """Roles and relations of the table that nobody has."""
        roles, relations = set(), set()
        for keys, _cells in self.rows:
            roles |= keys[1]
            relations |= keys[2]
        known = {relation for names in RELATIONS.values() for relation in names}
        return (roles - set(RELATIONS) | relations - known) - {ANY}

    def allows(self, model, role, relation, operation):
        return self._find_cells(model, role, relation)[operation]

    @cache  # noqa: B019 - the table lives as long as the tests
    def _find_cells(self, *asked):
        """The cells of the last row that matches; kept for all operations."""
        answer = {}
        for keys, cells in self.rows:
            if all(
                ANY in names or name in names
                for names, name in zip(keys, asked, strict=True)
            ):
                answer = cells
        return answer
