"""An add-on names only what it stands on."""

import ast
import re

import pytest
from fmcgtools import layers, paths, say


@pytest.fixture
def addons(tmp_path, monkeypatch):
    monkeypatch.setenv("FMCG_ADDONS_DIR", str(tmp_path))

    def write(name, depends=(), **files):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "__manifest__.py").write_text(repr({"depends": ["sale", *depends]}))
        for file, text in files.items():
            (folder / file.replace("_dot_", ".")).write_text(text)

    return write


def found():
    return layers.climbs(layers.read_manifests())


def test_layers_from_below(addons):
    addons("fmcg_c", ["fmcg_a", "fmcg_b"])
    addons("fmcg_b", ["fmcg_a"])
    addons("fmcg_a")
    addons("fmcg_d", ["fmcg_a"])
    manifests = layers.read_manifests()
    assert layers.layers(manifests) == [["fmcg_a"], ["fmcg_b", "fmcg_d"], ["fmcg_c"]]
    assert layers.below("fmcg_c", manifests) == {"fmcg_a", "fmcg_b"}


def test_a_circle_is_told(addons):
    addons("fmcg_a", ["fmcg_b"])
    addons("fmcg_b", ["fmcg_a"])
    with pytest.raises(say.Fail, match="fmcg_a, fmcg_b stand on each other"):
        layers.layers(layers.read_manifests())


@pytest.mark.parametrize(
    "file, text",
    [
        ("x_dot_py", "from odoo.addons.fmcg_b.engine import y"),
        ("x_dot_py", "from odoo.addons import fmcg_b"),
        ("x_dot_py", "class X(M):\n    _inherit = 'b.thing'"),
        ("x_dot_py", "class X(M):\n    _name = 'x'\n    _inherit = ['mail', 'b.thing']"),
        ("x_dot_xml", "<field ref='fmcg_b.view'/>"),
        ("x_dot_csv", "id,fmcg_b.group_x,1"),
    ],
)
def test_what_climbs_is_found(addons, file, text):
    addons("fmcg_a", **{file: text})
    addons("fmcg_b", ["fmcg_a"], b_dot_py="class B(M):\n    _name = 'b.thing'")
    assert len(found()) == 1
    assert re.match(r"fmcg_a/x\.\w+:\d+: ", found()[0])


def test_what_is_below_may_be_named(addons):
    addons("fmcg_a", a_dot_py="class A(M):\n    _name = 'a.thing'")
    addons("fmcg_b", ["fmcg_a"])
    addons(
        "fmcg_c",
        ["fmcg_b"],
        c_dot_py="from odoo.addons.fmcg_a.x import y\nclass C(M):\n    _inherit = 'a.thing'",
        c_dot_xml="<field ref='fmcg_a.view' other='fmcg_c.own'/>",
    )
    assert found() == []


def test_a_method_that_is_overridden_twice_is_found(addons):
    code = "class X(M):\n    _inherit = 'x'\n    def write(self): ..."
    addons("fmcg_a", one_dot_py=code, two_dot_py=code)
    (text,) = layers.twice(layers.read_manifests())
    assert text == "fmcg_a: x.write is defined in one.py and two.py"


def test_our_own_add_ons():
    assert found() == []
    assert layers.twice(layers.read_manifests()) == []


IDEAS = re.compile(r"promotion|quota(?!tion)|coupon|must.?stock|floor_price|catalog|unlist")


def test_the_spine_names_no_idea():
    """Neither in a name nor in a value; what it says to readers of the code is free."""
    found = []
    for path in sorted((paths.addons() / "fmcg_order").rglob("*.py")):
        if "tests" in path.parts:
            continue
        tree = ast.parse(path.read_text())
        said = {id(one.body[0].value) for one in ast.walk(tree) if has_docstring(one)}
        for node in ast.walk(tree):
            named = getattr(node, "name", getattr(node, "attr", getattr(node, "id", "")))
            if isinstance(node, ast.Constant) and id(node) not in said:
                named = node.value
            if isinstance(named, str) and IDEAS.search(named):
                found.append(f"{path.name}:{node.lineno}: {named}")
    for path in sorted((paths.addons() / "fmcg_order").rglob("*.xml")):
        found += [f"{path.name}: {one}" for one in IDEAS.findall(path.read_text())]
    assert found == []


def has_docstring(node):
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    return isinstance(node, kinds) and ast.get_docstring(node) is not None


def test_the_readme_has_the_rooms_in_this_order():
    """Its table may group them; none stands above what it needs."""
    manifests = layers.read_manifests()
    readme = (paths.ROOT / "README.md").read_text()
    named = re.findall(r"^\| `(fmcg\w*)` \|", readme, re.MULTILINE)
    assert sorted(named) == sorted(manifests)
    for place, name in enumerate(named):
        assert layers.below(name, manifests) <= set(named[:place]), name
