"""How many tiers the replay is played with, and which books are whose."""

import pytest
from fmcgtools import say
from replay import command
from replay.tiers import TierBooks


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], ([], 1)),
        (["40"], (["40"], 1)),
        (["40", "--tiers", "3"], (["40"], 3)),
        (["--tiers", "2", "40"], (["40"], 2)),
    ],
)
def test_tiers_are_asked_for(arguments, found, monkeypatch):
    monkeypatch.delenv("TIERS", raising=False)
    assert command.split_arguments(arguments) == found


def test_tiers_may_be_a_setting(monkeypatch):
    monkeypatch.setenv("TIERS", "3")
    assert command.split_arguments(["40"]) == (["40"], 3)


@pytest.mark.parametrize("text", ["0", "4", "many", ""])
def test_there_are_three_tiers(text, monkeypatch):
    monkeypatch.delenv("TIERS", raising=False)
    with pytest.raises(say.Fail, match="TIERS="):
        command.split_arguments(["40", "--tiers", text])


def test_what_enterprises_sell_to_each_other_is_no_order_of_a_store():
    books = TierBooks.__new__(TierBooks)
    books.stores, books.products, books.own_partners = {5: "store 1"}, {7: 10}, {6}
    by = (books.stores, books.products)
    assert books.name([5, 7], by) == ("store 1", 10)
    assert books.name([6, 7], by) is None
    assert books.name([4, 7], by) == (4, 10), "a stranger is told"
    assert books.name(["purchase-3-1"], (None,)) is None
    assert books.name(["journey-3-1"], (None,)) == "journey-3-1"
