"""What separates the cells of a text file."""

import pytest
from fmcg_channel.engine.delimiters import choose, is_table


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_separator_of_the_rows(sign):
    rows = [["编码", "品名", "数量"], ["A-1", "可乐", "5"], ["A-2", "茶", "3"]]
    table = "\n".join(map(sign.join, rows))
    assert choose(table) == sign
    for other in ",;|":
        title = f"湖畔便利店{other}订货单{other}2026{other}11月"
        assert choose(f"{title}\n\n{table}") == sign


def test_commas_in_notes_are_no_separators():
    assert choose("编码;备注\nA;早上送,谢谢\nB;先打电话,再送") == ";"


def test_one_column():
    assert choose("可乐\n茶") == ","


def test_a_table_has_its_separator_in_most_lines():
    assert is_table("编码|数量\nA|5", "|")
    assert not is_table("可乐 5箱\n茶 3箱|谢谢\n水 2箱", "|")
