"""Databases that tests run on keep the plans of their queries."""

import contextlib

import psycopg2
from fmcgtools import databases


class Cursor:
    def __init__(self, error=None):
        self.error, self.said = error, []

    def execute(self, statement):
        self.said.append(statement)
        if self.error:
            raise self.error


def say_on(monkeypatch, cursor):
    monkeypatch.setattr(databases, "cursor", lambda: contextlib.nullcontext(cursor))
    databases.keep_plans("a_run")
    (statement,) = cursor.said
    return "".join(getattr(part, "string", None) or part.strings[0] for part in statement.seq)


def test_nothing_is_tidied_up_under_a_run(monkeypatch):
    said = say_on(monkeypatch, Cursor())
    assert said == "ALTER DATABASE a_run SET track_counts = off"


def test_a_server_of_others_may_refuse_it(monkeypatch):
    say_on(monkeypatch, Cursor(psycopg2.errors.InsufficientPrivilege("not yours")))
