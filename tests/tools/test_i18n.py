"""Translations: what is exported, and where Odoo gets its configuration."""

import polib
import pytest
from fmcgtools import databases, i18n

NAME = "model:channel.territory,name:fmcg_channel.territory_cn_"
MENU = "model:ir.ui.menu,name:fmcg_channel.menu_x"


@pytest.fixture
def export(tmp_path):
    def write(*terms):
        catalogue = polib.POFile()
        catalogue.metadata = {"POT-Creation-Date": "now", "Content-Type": "text/plain"}
        for msgid, *places in terms:
            occurrences = [(place, "") for place in places]
            catalogue.append(polib.POEntry(msgid=msgid, occurrences=occurrences))
        path = tmp_path / "x.pot"
        catalogue.save(str(path))
        return path

    return write


def test_names_of_reference_data_are_dropped(export):
    terms = i18n.read_terms(
        export(
            ("Guangzhou", NAME + "440100"),
            ("Tianhe District", NAME + "440106", NAME + "999999"),
            ("Territories", MENU),
        )
    )
    assert [term.msgid for term in terms] == ["Territories"]


def test_a_label_that_is_also_a_territory_keeps_its_own_place(export):
    (term,) = i18n.read_terms(export(("Centre", NAME + "1", MENU)))
    assert [place for place, _line in term.occurrences] == [MENU]


def test_fields_and_views_of_territories_are_terms(export):
    places = (
        "model:ir.model.fields,field_description:fmcg_channel.field_channel_territory__code",
        "model:ir.model,name:fmcg_channel.model_channel_territory",
        "model_terms:ir.ui.view,arch_db:fmcg_channel.channel_territory_view_form",
        "code:addons/fmcg_channel/models/channel_territory.py",
    )
    terms = i18n.read_terms(export(("Code", *places)))
    assert len(terms[0].occurrences) == len(places)


def test_the_time_of_an_export_is_no_change(export):
    assert i18n.read_terms(export(("Code", MENU))).metadata == {"Content-Type": "text/plain"}


def test_a_term_that_stays_as_it_is_is_left_empty(tmp_path):
    known, terms = polib.POFile(), polib.POFile()
    known.append(polib.POEntry(msgid="ID", msgstr="ID"))
    terms.append(polib.POEntry(msgid="ID"))
    known.save(str(tmp_path / "zh_CN.po"))
    assert i18n.merge(terms, tmp_path / "zh_CN.po") == 0
    (entry,) = polib.pofile(str(tmp_path / "zh_CN.po"))
    assert not entry.msgstr


def test_nothing_exported_is_no_term(tmp_path):
    (tmp_path / "empty.pot").touch()
    assert not i18n.read_terms(tmp_path / "empty.pot")
    assert not i18n.read_terms(tmp_path / "missing.pot")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-d", "x", "-u", "base"), 0),
        (("shell", "-d", "x"), 1),
        (("i18n", "export", "-d", "x", "fmcg_order"), 2),
        ((), 0),
    ],
)
def test_configuration_stands_behind_the_command(arguments, words):
    command = databases.odoo_command(arguments, "x.conf")
    assert command[3 : 3 + words] == list(arguments[:words])
    assert command[3 + words : 5 + words] == ["-c", "x.conf"]
