"""Shares of the staff by two things at once, each under its name: `Middle`, `management`, `Male`, `19.33%`.

The names may take several lines, the last of which is the gender. Shares of a set add up to a hundred; a title that
says how the staff is divided stands over the set or behind it.
"""

from collections.abc import Iterator, Sequence

from cnesg.extraction.cell_runs.tokens import Token, Tokens, is_sentence
from cnesg.extraction.cell_runs.years import Found
from cnesg.extraction.grids.grid import Cell, Grid, GridRow
from cnesg.framework.regexes import regex
from cnesg.text import Line
from cnesg.text.language import is_latin

_GENDER = regex(r"(?i)(?:fe)?males?|(?:wo)?men")
_BY = regex(r"(?i)\bby\b.*\b(?:category|categories|type|level|gender|grade|rank|position|employment)\b")
_MOST_LINES, _LONGEST, _FEWEST = 5, 60, 4
_WHOLE, _NEAR = 100, 1.6  # by how much a set's rounded shares may miss the whole


def compositions(lines: Sequence[Line], tokens: Tokens) -> Iterator[Found]:
    """A table for each set of such shares.

    Args:
        lines: the printed lines of a page.
        tokens: what takes lines apart.
    """
    at = 0
    while at < len(lines):
        run: list[tuple[list[Line], Token]] = []
        while found := _item(lines, at, tokens):
            run.append((found[0], found[1]))
            at = found[2]
        for part in _sets(run):
            rows: list[GridRow] = []
            taken: set[int] = set()
            for label, share in part:
                text = " ".join(line.text.strip() for line in label)
                rows.append((Cell(text, label[-1], 0, len(label[-1].text)), share.cell))
                taken |= {line.number for line in label} | {share.line.number}
            yield Found(Grid(tuple(rows)), frozenset(taken), 2)
        at += 1


def _item(lines: Sequence[Line], at: int, tokens: Tokens) -> tuple[list[Line], Token, int] | None:
    """The lines of a name that ends with a gender, the share below them, and the line behind it."""
    label: list[Line] = []
    for number in range(at, min(len(lines), at + _MOST_LINES + 1)):
        found = tokens.of(lines[number])
        if len(found) == 1 and found[0].kind == "value":
            gendered = len(label) > 1 and _GENDER.fullmatch(label[-1].text.strip()) is not None
            return (label, found[0], number + 1) if gendered and "%" in found[0].text else None
        text = lines[number].text.strip()
        if len(text) > _LONGEST or is_sentence(text) or not is_latin(text) or any(one.kind == "value" for one in found):
            return None
        if _BY.search(text):
            if label:
                return None
        else:
            label.append(lines[number])
    return None


def _sets(run: Sequence[tuple[list[Line], Token]]) -> Iterator[list[tuple[list[Line], Token]]]:
    """The shares of a run in sets each of which makes a whole, from the first to the last; nothing where they don't."""
    part: list[tuple[list[Line], Token]] = []
    total = 0.0
    for one in run:
        part.append(one)
        total += one[1].figure
        if len(part) >= _FEWEST and abs(total - _WHOLE) <= _NEAR:
            yield part
            part, total = [], 0.0
