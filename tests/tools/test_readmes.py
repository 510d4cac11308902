"""What add-ons show of themselves is complete, and as fresh as what it is made from."""

import io
import re

import pytest
from fmcgtools import icons, markdown, readmes
from lxml.html import document_fromstring
from PIL import Image

ADDONS = readmes.addons()


def by_name(addon):
    return addon.name


@pytest.mark.parametrize("addon", ADDONS, ids=by_name)
def test_what_is_made_is_fresh(addon):
    for path, content in readmes.made(addon).items():
        assert path.exists(), f"{path} is missing: make readme"
        if path.suffix == ".png":  # another version of Pillow may pack it otherwise
            assert pixels(path.read_bytes()) == pixels(content), f"{path}: make readme"
        else:
            assert path.read_text() == content.decode(), f"{path} is stale: make readme"


@pytest.mark.parametrize("addon", ADDONS, ids=by_name)
def test_odoo_reads_the_page(addon):
    """As ``ir.module.module`` does, which gets text and not bytes."""
    page = (addon / "static" / "description" / "index.html").read_text()
    title = document_fromstring(page).findtext(".//h1")
    assert title == readmes.manifest(addon)["name"]


def pixels(png):
    image = Image.open(io.BytesIO(png))
    assert image.size == (128, 128)
    return image.tobytes()


@pytest.mark.parametrize("addon", ADDONS, ids=by_name)
def test_each_add_on_says_what_a_maintainer_asks_for(addon):
    for name in readmes.NEEDED:
        assert (addon / "readme" / f"{name}.md").read_text().strip(), name
    told = readmes.manifest(addon)
    assert {key: told.get(key) for key in readmes.SAME} == readmes.SAME
    history = (addon / "readme" / "HISTORY.md").read_text()
    versions = re.findall(r"^## (\S+)$", history, re.MULTILINE)
    assert versions[0] == told["version"], (
        "the newest version of HISTORY is the manifest's"
    )


def test_each_icon_is_its_own():
    drawn = {addon.name: icons.draw(addon.name) for addon in ADDONS}
    assert len(set(drawn.values())) == len(drawn)
    assert set(icons.ICONS) == set(drawn), "an icon without an add-on"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("A `_field` here", "A ``_field`` here"),
        ("`x`s and (`y`)", "``x``\\ s and (``y``)"),
        ("**Bold `code`** and *slanted*", "**Bold code** and *slanted*"),
        ("see [it](https://a.example/b)", "see `it <https://a.example/b>`__"),
        ("5 * 3, trailing_ and a|b", "5 \\* 3, trailing\\_ and a\\|b"),
        ("two\nlines", "two lines"),
        ("## Title\n\nText", "Title\n~~~~~\n\nText"),
        ("### Upper\n\n#### Lower", "Upper\n~~~~~\n\nLower\n^^^^^"),
        ("- a\n  more\n  - b\n- c", "- a more\n\n  - b\n\n- c"),
        ("1. a\n2. b", "1. a\n\n2. b"),
        ("    code\n    more", "::\n\n    code\n    more"),
        ("```\ncode\n```", "::\n\n   code"),
        (
            "| a | b |\n| --- | --- |\n| `c` | d |",
            ".. list-table::\n   :header-rows: 1\n\n   * - a\n     - b\n   * - ``c``\n     - d",
        ),
    ],
)
def test_markdown_as_readmes_use_it(text, expected):
    assert markdown.to_rst(text) == expected + "\n"
