"""Content hashes: the keys of everything in the cache."""

import hashlib

from . import paths

IGNORED_FOLDERS = {"__pycache__", "tests", "readme"}
IGNORED_SUFFIXES = {".pyc", ".md", ".pot", ".rst"}
IGNORED_FILES = {"static/description/index.html"}


def of_file(path):
    digest = hashlib.sha256()
    with open(path, "rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def of_parts(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(str(part).encode() + b"\0")
    return digest.hexdigest()[:12]


def of_folder(folder):
    """Hash of what a database installed from ``folder`` depends on."""
    parts = []
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder)
        ignored = bool(IGNORED_FOLDERS.intersection(inner.parts[:-1]))
        ignored |= str(inner) in IGNORED_FILES or path.suffix in IGNORED_SUFFIXES
        if ignored or not path.is_file():
            continue
        parts += [inner, of_file(path)]
    return of_parts(*parts)


def of_requirements(*names):
    return of_parts(*(of_file(paths.ROOT / name) for name in names))


def of_addons():
    """Name and hash of each of our add-ons."""
    folder = paths.addons()
    if not folder.is_dir():
        return {}
    manifests = sorted(folder.glob("*/__manifest__.py"))
    return {found.parent.name: of_folder(found.parent) for found in manifests}
