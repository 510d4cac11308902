"""Export the terms of our add-ons, and merge them into the Chinese translations."""

import re

import polib

from . import databases, hashing, paths, postgres, say, templates

LANGUAGE = "zh_CN"
CHANGING = ("POT-Creation-Date", "PO-Revision-Date")


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
    databases.odoo("i18n", "export", *arguments, name="i18n", conf=None)
    if not fresh.exists() or not (terms := polib.pofile(str(fresh))):
        say.line(f"{name}: nothing to translate")
        return
    terms.metadata = {k: v for k, v in terms.metadata.items() if k not in CHANGING}
    save(terms, template)
    missing = merge(terms, folder / f"{LANGUAGE}.po")
    say.line(f"{name}: {len(terms)} terms, {missing} still to translate")


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
            msgstr=old.msgstr if old else "",
            occurrences=term.occurrences,
            comment=term.comment,
            tcomment=old.tcomment if old else "",
            flags=sorted({*term.flags, *(old.flags if old else ())}),
        )
        result.append(entry)
    result.header = known.header or terms.header
    save(result, path)
    return len(result.untranslated_entries()) + len(result.fuzzy_entries())


def save(catalogue, path):
    """Write only real changes."""
    text = re.sub(r"[ \t]+$", "", str(catalogue), flags=re.MULTILINE).rstrip() + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


