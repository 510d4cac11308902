"""The add-ons in layers, and what climbs: an add-on names only what it stands on.

    python3 -m fmcgtools layers

An add-on stands on what its manifest names, and on what these stand on. It climbs when it
imports from another add-on of ours, inherits a model that another one defines, or refers
to a record of another one in XML or CSV. Its tests count as well: they prove it alone.

Within an add-on no method is overridden twice: whoever reads it need not know in which order
its files are imported.
"""

import ast
import re
from collections import defaultdict

from . import paths, say

REFERENCE = re.compile(r"\b(fmcg_\w+)\.\w+")
RECORDS = {".xml", ".csv"}


def run():
    manifests = read_manifests()
    for number, names in enumerate(layers(manifests), 1):
        say.line(f"{number}  {', '.join(names)}")
    found = climbs(manifests) + twice(manifests)
    for line in found:
        say.line(line)
    return 1 if found else 0


def read_manifests():
    """Name of each of our add-ons to the names of ours that its manifest has."""
    found = {}
    for path in sorted(paths.addons().glob("*/__manifest__.py")):
        found[path.parent.name] = ast.literal_eval(path.read_text()).get("depends", [])
    return {name: [d for d in depends if d in found] for name, depends in found.items()}


def below(name, manifests):
    """What an add-on stands on, itself left out."""
    found, wanted = set(), list(manifests[name])
    while wanted:
        one = wanted.pop()
        if one not in found:
            found.add(one)
            wanted += manifests[one]
    return found


def layers(manifests):
    """:return: lists of names; each stands on those before it only"""
    left, done, found = dict(manifests), set(), []
    while left:
        ready = sorted(name for name, depends in left.items() if done.issuperset(depends))
        if not ready:
            raise say.Fail(
                f"{', '.join(sorted(left))} stand on each other", "See their manifests"
            )
        found.append(ready)
        done.update(ready)
        for name in ready:
            del left[name]
    return found


def climbs(manifests):
    """:return: list of texts, one for each place that names what is above or beside"""
    definers = find_definers(manifests)
    found = []
    for name in manifests:
        allowed = below(name, manifests) | {name}
        folder = paths.addons() / name
        for path in sorted(folder.rglob("*")):
            if path.suffix == ".py":
                named = names_in_python(path.read_text(), definers)
            elif path.suffix in RECORDS:
                named = names_in_records(path.read_text())
            else:
                continue
            found += [
                f"{path.relative_to(paths.addons())}:{line}: {what}"
                for line, what, owners in named
                if owners & manifests.keys() and not owners & allowed
            ]
    return found


def twice(manifests):
    """:return: list of texts, one for each method of a model that two files of an add-on
    define"""
    found = []
    for name in manifests:
        places = defaultdict(list)
        for path in sorted((paths.addons() / name).rglob("*.py")):
            if not {"tests", "migrations"} & set(path.parts):
                for model, method in methods(ast.parse(path.read_text())):
                    places[model, method].append(path.name)
        found += [
            f"{name}: {model}.{method} is defined in {' and '.join(files)}"
            for (model, method), files in sorted(places.items())
            if len(files) > 1
        ]
    return found


def methods(tree):
    """Yields pairs of a model and a method that is defined for it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            own, inherited = model_names(node)
            model = own or (inherited or [None])[0]
            for part in node.body:
                if model and isinstance(part, ast.FunctionDef):
                    yield model, part.name


def find_definers(manifests):
    """Model name to the add-ons of ours that define it."""
    found = defaultdict(set)
    for name in manifests:
        for path in (paths.addons() / name).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.ClassDef):
                    own, inherited = model_names(node)
                    if own and own not in inherited:
                        found[own].add(name)
    return found


def model_names(node):
    """:return: what a class has as ``_name``, and the list of what it inherits"""
    values = {}
    for part in node.body:
        if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name):
            try:
                values[part.targets[0].id] = ast.literal_eval(part.value)
            except ValueError:
                continue
    inherited = values.get("_inherit", [])
    return values.get("_name"), [inherited] if isinstance(inherited, str) else inherited


def names_in_python(text, definers):
    """:return: list of triples of a line, what it names, and whose it is"""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            parts = (node.module or "").split(".")
            if parts[:2] == ["odoo", "addons"] and not node.level:
                owners = {parts[2]} if parts[2:] else {one.name for one in node.names}
                found += [(node.lineno, f"imports from {one}", {one}) for one in owners]
        elif isinstance(node, ast.ClassDef):
            for model in model_names(node)[1]:
                if model in definers:
                    found.append((node.lineno, f"inherits {model}", definers[model]))
    return found


def names_in_records(text):
    return [
        (number, f"refers to {match.group()}", {match.group(1)})
        for number, line in enumerate(text.splitlines(), 1)
        for match in REFERENCE.finditer(line)
    ]
