"""What add-ons show of themselves: README.rst, the page in Odoo's list of apps, the icon.

    make readme

All three are made from ``readme/*.md``, the manifest and ``icons.py``, in the form that the
Odoo Community Association gives to its add-ons; a test says when they are stale.
"""

import ast

from docutils.core import publish_parts

from . import icons, markdown, paths, say

# In this order, with these headings; what an add-on does not have is left out.
SECTIONS = {
    "DESCRIPTION": "What it does",
    "CONFIGURE": "Configuration",
    "USAGE": "Usage",
    "ROADMAP": "Known issues / Roadmap",
    "HISTORY": "Changelog",
    "DEVELOP": "Development",
}
NEEDED = ("DESCRIPTION", "HISTORY", "CONTRIBUTORS")
# What each manifest says in the same words
SAME = {
    "author": "FMCG B2B2B, Odoo Community Association (OCA)",
    "development_status": "Beta",
    "license": "AGPL-3",
    "maintainers": ["fmcg-b2b2b"],
    "website": "https://github.com/OCA/fmcg",
}
PAGE = """\
<!DOCTYPE html>
<!-- Made by make readme -->
<html lang="en">
<head><meta charset="utf-8" /><title>{title}</title></head>
<body>
<div class="document">
{body}</div>
</body>
</html>
"""


def run(*names):
    for addon in addons(names):
        for path, content in made(addon).items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_bytes() != content:
                path.write_bytes(content)
                say.line(f"written: {path.relative_to(paths.addons())}")


def addons(names=()):
    found = [path.parent for path in sorted(paths.addons().glob("*/__manifest__.py"))]
    return [addon for addon in found if not names or addon.name in names]


def made(addon):
    """From each file that is made to what belongs into it."""
    rst = readme(addon)
    page = PAGE.format(title=manifest(addon)["name"], body=html(rst))
    shown = addon / "static" / "description"
    return {
        addon / "README.rst": rst.encode(),
        shown / "index.html": page.encode(),
        shown / "icon.png": icons.draw(addon.name),
    }


def manifest(addon):
    return ast.literal_eval((addon / "__manifest__.py").read_text())


def readme(addon):
    told = manifest(addon)
    parts = [_title(told["name"]), _facts(addon.name, told)]
    for name, heading in SECTIONS.items():
        fragment = addon / "readme" / f"{name}.md"
        if fragment.exists():
            text = markdown.to_rst(fragment.read_text())
            parts.append(_section(heading, text))
    parts.append(_section("Credits", _credits(addon, told)))
    return ".. Made by make readme, from readme/ and the manifest\n\n" + "\n".join(
        parts
    )


def _title(name):
    line = "=" * len(name)
    return f"{line}\n{name}\n{line}\n"


def _section(heading, text):
    return f"{heading}\n{'=' * len(heading)}\n\n{text}"


def _facts(name, told):
    return (
        f"*{told['summary']}*\n\n"
        f":Technical name: ``{name}``\n"
        f":Maturity: {told['development_status']}\n"
        f":License: {told['license']}\n"
        f":Depends on: {', '.join(f'``{depend}``' for depend in told['depends'])}\n"
    )


def _credits(addon, told):
    """Authors, contributors and maintainers, as the association's add-ons end."""
    authors = "".join(f"- {author.strip()}\n" for author in told["author"].split(","))
    people = markdown.to_rst((addon / "readme" / "CONTRIBUTORS.md").read_text())
    maintainers = ", ".join(told["maintainers"])
    return (
        f"Authors\n~~~~~~~\n\n{authors}\n"
        f"Contributors\n~~~~~~~~~~~~\n\n{people}\n"
        f"Maintainers\n~~~~~~~~~~~\n\n{maintainers}; {told['website']}\n"
    )


def html(rst):
    """The document's body; what is no reStructuredText ends it."""
    return (
        publish_parts(
            rst,
            writer_name="html4css1",
            settings_overrides={
                "doctitle_xform": True,
                "initial_header_level": 2,
                "halt_level": 2,
                "report_level": 2,
                "raw_enabled": False,
                "file_insertion_enabled": False,
                "_disable_config": True,
            },
        )["html_body"]
        .split("\n", 1)[1]
        .rsplit("</div>", 1)[0]
    )
