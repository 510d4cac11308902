"""Export the terms of our add-ons, and merge them into the Chinese translations."""

import re

import polib

from . import databases, hashing, paths, postgres, say, templates

LANGUAGE = "zh_CN"
CHANGING = ("POT-Creation-Date", "PO-Revision-Date")
# Reference data that brings its names in all languages from a file of its own.
NAMED_BY_DATA = ("channel.territory",)
# Terms that are the same in Chinese; their translation is left empty.
KEPT = {"ID"}


def run(*names):
    names = names or tuple(hashing.of_addons())
    with postgres.using():
        template = templates.ensure()
        database = "fmcg_i18n"
        databases.clone(template, database)
        try:
            for name in names:
                export(database, name)
        finally:
            databases.drop(database)


def export(database, name):
    folder = paths.addons() / name / "i18n"
    folder.mkdir(exist_ok=True)
    template = folder / f"{name}.pot"
    fresh = paths.inside("tmp") / f"{name}.pot"
    fresh.unlink(missing_ok=True)
    arguments = ["-d", database, "-l", "pot", "-o", fresh, name]
    databases.odoo("i18n", "export", *arguments, name="i18n")
    terms = read_terms(fresh)
    if not terms:
        say.line(f"{name}: nothing to translate")
        return
    save(terms, template)
    missing = merge(terms, folder / f"{LANGUAGE}.po")
    say.line(f"{name}: {len(terms)} terms, {missing} still to translate")


def read_terms(path):
    """The terms of an export, without those of data and without its time."""
    if not path.exists() or not path.stat().st_size:
        return polib.POFile()
    found = polib.pofile(str(path))
    terms = polib.POFile(wrapwidth=found.wrapwidth)
    terms.header = found.header
    terms.metadata = {k: v for k, v in found.metadata.items() if k not in CHANGING}
    for term in found:
        term.occurrences = [place for place in term.occurrences if not is_data(place[0])]
        if term.occurrences:
            terms.append(term)
    return terms


def is_data(occurrence):
    """Whether a place such as ``model:channel.territory,name:xmlid`` is data."""
    kind, _, rest = occurrence.partition(":")
    return kind == "model" and rest.partition(",")[0] in NAMED_BY_DATA


def merge(terms, path):
    """Add new terms, drop dead ones, keep each translation; the number missing."""
    known = polib.pofile(str(path)) if path.exists() else polib.POFile(wrapwidth=78)
    before = {(entry.msgctxt, entry.msgid): entry for entry in known if not entry.obsolete}
    result = polib.POFile(wrapwidth=78)
    result.metadata = {**terms.metadata, **known.metadata, "Language": LANGUAGE}
    for term in terms:
        old = before.get((term.msgctxt, term.msgid))
        entry = polib.POEntry(
            msgid=term.msgid,
            msgctxt=term.msgctxt,
            msgstr=old.msgstr if old and old.msgstr != term.msgid else "",
            occurrences=term.occurrences,
            comment=term.comment,
            tcomment=old.tcomment if old else "",
            flags=sorted({*term.flags, *(old.flags if old else ())}),
        )
        result.append(entry)
    result.header = known.header or terms.header
    save(result, path)
    missing = result.untranslated_entries() + result.fuzzy_entries()
    return sum(entry.msgid not in KEPT for entry in missing)


def save(catalogue, path):
    """Write only real changes."""
    text = re.sub(r"[ \t]+$", "", str(catalogue), flags=re.MULTILINE).rstrip() + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
