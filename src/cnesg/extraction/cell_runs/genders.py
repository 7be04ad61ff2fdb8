"""Men and women of each of several groups: `Board`, and below it `Male`, `5 (62.5%)`, `Female`, `3 (37.5%)`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cnesg.extraction.cell_runs.tokens import Token, Tokens, is_sentence
from cnesg.extraction.cell_runs.years import Found
from cnesg.extraction.documents.passages import printed_form
from cnesg.extraction.grids.grid import Cell, Grid, GridRow
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.regexes import regex
from cnesg.text import Line

_GENDER = regex(r"(?i)(?P<female>fe|wo)?m[ae](?:le|n)s?(?: employees| directors)?:?")
_BOARD = regex(r"(?i)(?:the |main |group |our )?(?:board(?: members| directors| of directors)?|directors)")
_BOARD_WHOLE = "Board of Directors"
_STAFF = regex(
    r"(?i)(?:all |total |group |our |the |overall |entire )*(?:employees|workforce|staff|headcount|colleagues)"
    r"(?: overall| in total)?"
)
_OF_STAFF = "Number of employees"
_TWO, _MOST_LINES, _LONGEST, _SHARES = 2, 6, 60, 100
_NEAR = 1.1  # by how much two rounded shares may miss the whole
_MOST_OF_IT = 0.6


def genders_of_groups(lines: Sequence[Line], tokens: Tokens, know: Knowledge) -> Iterator[Found]:
    """A table for each group with the men and women below its name.

    Args:
        lines: the printed lines of a page.
        tokens: what takes lines apart.
        know: the vocabulary.
    """
    for at, line in enumerate(lines[:-1]):
        first = tokens.of(lines[at + 1])
        if not first or not any(_GENDER.fullmatch(one.text) for one in first) or not _is_group(line.text.strip(), know):
            if not first or first[0].kind != "value" or at + 2 == len(lines):
                continue
            if not _GENDER.fullmatch(lines[at + 2].text.strip()) or not _is_group(line.text.strip(), know):
                continue
        rows, end = _rows(lines, at + 1, tokens)
        if rows:
            board, whole = _is_board(line.text.strip()), _STAFF.fullmatch(line.text.strip()) is not None
            grid = Grid(((_name(line),), *rows), () if board else (_OF_STAFF,))
            yield Found(grid, frozenset(one.number for one in lines[at:end]), 0 if board or whole else _TWO)


def _rows(lines: Sequence[Line], at: int, tokens: Tokens) -> tuple[list[GridRow], int]:
    """A row for each gender, and the line behind them; none where the lines hold anything else."""
    found: list[Token] = []
    for end in range(at, min(len(lines), at + _MOST_LINES)):
        found += tokens.of(lines[end])
        values = [one for one in found if one.kind == "value"]
        names = [one for one in found if one.kind == "words"]
        if any(_GENDER.fullmatch(one.text) is None for one in names) or len(names) > _TWO or len(values) > _TWO:
            return [], at
        if len(names) == len(values) == _TWO:
            break
    else:
        return [], at
    kinds = [one.kind for one in found if one.kind != "change"]
    told = {(_GENDER.fullmatch(one.text) or {"female": ""})["female"] is None for one in names}
    if len(told) != _TWO or kinds[0] == kinds[1] or kinds[:2] != kinds[2:]:
        return [], at
    if kinds[0] == "value" and end + 1 < len(lines) and tokens.are_figures(lines[end + 1]):
        return [], at  # the first figure is that of all, and the last is still to come
    shares = [one for one in found if one.kind == "change"]
    if len(shares) not in {0, _TWO} or not _adds_up(shares or values):
        return [], at
    rows: list[GridRow] = []
    for place, (name, value) in enumerate(zip(names, values, strict=True)):
        share = shares[place] if shares else None
        bare = [Cell(share.text.strip("() "), share.line, share.start, share.end)] if share is not None else []
        rows.append((replace(name.cell, text=name.text.rstrip(":")), value.cell, *bare))
    return rows, end + 1


def _adds_up(shares: Sequence[Token]) -> bool:
    """Whether per cents are those of a whole; counts are not asked."""
    if not all("%" in one.text for one in shares):
        return not any("%" in one.text for one in shares)
    return abs(sum(one.figure for one in shares) - _SHARES) <= _NEAR


def _is_group(text: str, know: Knowledge) -> bool:
    """Whether a line is nothing but the name of the board, of the staff or of a class of it."""
    if not text or len(text) > _LONGEST or is_sentence(text):
        return False
    if _is_board(text) or _STAFF.fullmatch(text):
        return True
    found = know.lexicon.find(printed_form(text))
    staff = {*know.lexicon.roles.staff}
    if any(know.lexicon.entries[hit.entry].metric not in staff and not hit.label_only for hit in found.hits):
        return False
    return sum(end - start for start, end, _ in found.classes) >= _MOST_OF_IT * len(text)


def _is_board(text: str) -> bool:
    return _BOARD.fullmatch(text) is not None


def _name(line: Line) -> Cell:
    text = line.text.strip()
    return Cell(_BOARD_WHOLE if _is_board(text) else text, line, 0, len(line.text))
