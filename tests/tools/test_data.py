"""What lies under data/ is what add-ons carry, and what its scripts make."""

import importlib.util
import io

import openpyxl
import pytest
from fmcgtools import paths

DATA = paths.ROOT / "data"
DEMO = paths.ROOT / "addons" / "fmcg" / "demo"
CARRIED = paths.ROOT / "addons" / "fmcg_channel" / "data"


def script(path):
    spec = importlib.util.spec_from_file_location(path.parent.name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TEMPLATES = script(DATA / "templates" / "make.py")


def test_the_territories_are_what_their_script_makes():
    made = io.StringIO(newline="")
    script(DATA / "reference" / "territories" / "make.py").write(made)
    carried = (CARRIED / "territory_cn.csv").read_bytes().decode()
    assert made.getvalue() == carried, "run data/reference/territories/make.py"


@pytest.mark.parametrize("name", ["territory_cn.csv", "territory_cn.README.md"])
def test_reference_data_is_what_the_add_on_carries(name):
    assert (DATA / "reference" / name).read_bytes() == (CARRIED / name).read_bytes()


def test_each_change_of_a_territory_has_a_reason():
    reference = script(DATA / "reference" / "territories" / "make.py")
    assert all(change["why"] for change in reference.read("changes"))


def test_the_story_is_what_the_add_on_carries():
    told = {path.name: path.read_bytes() for path in DEMO.glob("*.csv")}
    assert told
    assert {
        path.name: path.read_bytes() for path in (DATA / "demo").glob("*.csv")
    } == told


@pytest.mark.parametrize("language", TEMPLATES.LANGUAGES)
@pytest.mark.parametrize("name", TEMPLATES.TEMPLATES)
def test_each_spreadsheet_is_what_its_script_makes(name, language):
    book = openpyxl.load_workbook(DATA / "templates" / language / f"{name}.xlsx")
    found = [
        [cell.date() if hasattr(cell, "date") else cell for cell in row]
        for row in book.active.iter_rows(values_only=True)
    ]
    assert found == TEMPLATES.rows(name, language), "run data/templates/make.py"


def test_each_spreadsheet_is_explained():
    told = (DATA / "templates" / "README.md").read_text()
    for name in TEMPLATES.TEMPLATES:
        assert f"`{name}.xlsx`" in told
