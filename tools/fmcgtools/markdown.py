"""Markdown, as far as ``addons/*/readme`` uses it, as reStructuredText.

Headings, paragraphs, lists within lists, tables, code, emphasis and links. What OCA's own
generator does with pandoc, which would be another program to fetch.
"""

import re

# Headings of a fragment stand below the one that the README gives it.
UNDERLINES = "~^'"
HEADING = re.compile(r"(#+) (.*)")
ITEM = re.compile(r"(\s*)([-*]|\d+\.)\s+(.*)")
INLINE = re.compile(
    r"(?P<code>`[^`]+`)"
    r"|\[(?P<text>[^\]]+)\]\((?P<link>[^)\s]+)\)"
    r"|(?P<strong>\*\*[^*]+(?:\*[^*]+)*\*\*)"
    r"|(?P<emphasis>(?<![\w*])\*[^*\s][^*]*\*(?!\w))"
)
SPECIAL = re.compile(r"([\\*|`]|(?<=\w)_(?!\w))")


def to_rst(text):
    lines = _lift_headings(text.strip("\n").splitlines())
    return "\n".join(_blocks(lines)).strip() + "\n"


def _lift_headings(lines):
    """The highest ones get one mark, however many the fragment begins with."""
    marks = [len(found[1]) for found in map(HEADING.match, lines) if found]
    return (
        [re.sub(f"^#{{{min(marks) - 1}}}(?=#)", "", line) for line in lines]
        if marks
        else lines
    )


def _blocks(lines):
    """Lines of reStructuredText, block after block, with an empty line behind each."""
    while lines:
        line = lines[0]
        if not line.strip():
            lines = lines[1:]
            continue
        for starts, take in BLOCKS:
            if starts(line):
                found, lines = take(lines)
                yield from found
                yield ""
                break


def _take_while(lines, accept):
    size = next((n for n, line in enumerate(lines) if not accept(line)), len(lines))
    return lines[:size], lines[size:]


def _heading(lines):
    marks, title = HEADING.match(lines[0]).groups()
    return _headed(inline(title), UNDERLINES[len(marks) - 1]), lines[1:]


def _headed(title, underline):
    # Chinese characters are two columns wide
    wide = sum(1 for letter in title if ord(letter) > 0x2E7F)
    return [title, underline * (len(title) + wide)]


def _fenced(lines):
    inside, rest = _take_while(lines[1:], lambda line: not line.startswith("```"))
    return ["::", "", *(f"   {line}".rstrip() for line in inside)], rest[1:]


def _indented(lines):
    inside, rest = _take_while(lines, lambda line: line.startswith("    ") or not line)
    return ["::", "", *(line.rstrip() for line in inside)], rest


def _table(lines):
    rows, rest = _take_while(lines, lambda line: line.lstrip().startswith("|"))
    cells = [_cells(row) for row in rows]
    found = [".. list-table::", "   :header-rows: 1", ""]
    for row in cells[:1] + cells[2:]:
        for place, cell in enumerate(row):
            mark = "-" if place else "* -"
            found.append(f"   {mark:>3} {inline(cell)}".rstrip())
    return found, rest


def _cells(row):
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]


def _list(lines):
    """Items with their continuation; what is indented below one belongs to it."""
    found = []
    indent = len(ITEM.match(lines[0])[1])
    while lines and (item := ITEM.match(lines[0])) and len(item[1]) == indent:
        mark = "-" if item[2] in "-*" else item[2]
        inside, lines = _take_while(
            lines[1:],
            lambda line: bool(line.strip()) and _depth(line) > indent,
        )
        body = [item[3], *(line[min(map(_depth, inside)) :] for line in inside)]
        for place, line in enumerate(_blocks(body)):
            lead = f"{mark} " if not place else " " * (len(mark) + 1)
            found.append(f"{lead}{line}".rstrip())
        while lines and not lines[0].strip() and len(lines) > 1:
            following = ITEM.match(lines[1])
            if not following or len(following[1]) != indent:
                break
            lines = lines[1:]
    return found[:-1] if found and not found[-1] else found, lines


def _depth(line):
    return len(line) - len(line.lstrip())


def _paragraph(lines):
    def goes_on(line):
        return bool(line.strip()) and not any(
            starts(line) for starts, _take in BLOCKS[:-1] if starts is not _is_indented
        )

    inside, rest = _take_while(lines[1:], goes_on)
    text = " ".join(line.strip() for line in [lines[0], *inside])
    return [inline(text)], rest


def _is_indented(line):
    return line.startswith("    ")


BLOCKS = (
    (lambda line: line.startswith("```"), _fenced),
    (HEADING.match, _heading),
    (lambda line: line.lstrip().startswith("|"), _table),
    (ITEM.match, _list),
    (_is_indented, _indented),
    (lambda line: True, _paragraph),
)


def inline(text):
    """Marks within a line; each stands by itself for reStructuredText."""
    found, end = [], 0
    for match in INLINE.finditer(text):
        found.append(SPECIAL.sub(r"\\\1", text[end : match.start()]))
        found.append(_marked(match))
        end = match.end()
        if text[end : end + 1].strip() and not re.match(
            r"[.,:;!?)\]}'\"/-]", text[end:]
        ):
            found.append("\\ ")
    found.append(SPECIAL.sub(r"\\\1", text[end:]))
    return _separated(found)


def _marked(match):
    if match["code"]:
        return f"`{match['code']}`"
    if match["link"]:
        return f"`{match['text']} <{match['link']}>`__"
    if match["strong"]:
        # one mark within another does not exist there
        return "**" + match["strong"][2:-2].replace("`", "").replace("*", r"\*") + "**"
    return match["emphasis"].replace("`", "")


def _separated(parts):
    """A mark right behind a letter needs an escaped space before it."""
    found = ""
    for part in parts:
        if (
            part.startswith(("`", "*"))
            and found
            and not re.search(r"[\s(\[{<'\"/:-]$|\\ $", found)
        ):
            found += "\\ "
        found += part
    return found
