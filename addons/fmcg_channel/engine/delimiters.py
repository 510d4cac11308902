"""What separates the cells of a text file.

Pure. Titles above the table may hold other separators, and notes in it too: what
divides the most lines into the same number of cells is meant.
"""

import csv
from collections import Counter

# Where two divide the text alike, the first one is meant: commas stand in texts too
DELIMITERS = "\t|;,"
SAMPLE_LINES = 200


def choose(text, delimiters=DELIMITERS):
    """The sign that separates cells; the last one of ``delimiters`` if none does."""
    lines = [line for line in text.splitlines() if line.strip()][:SAMPLE_LINES]
    best = max(delimiters, key=lambda sign: _score(lines, sign))
    return best if _score(lines, best) else delimiters[-1]


def is_table(text, delimiter):
    """Whether ``delimiter`` divides most lines, as opposed to standing in some."""
    lines = [line for line in text.splitlines() if line.strip()]
    return sum(delimiter in line for line in lines) * 2 > len(lines)


def _score(lines, delimiter):
    """How many separators stand in lines of the most usual width."""
    rows = csv.reader(lines, delimiter=delimiter)
    try:
        widths = Counter(len(row) for row in rows)
    except csv.Error:  # a field beyond all measure
        return 0
    return max(((width - 1) * count for width, count in widths.items()), default=0)
