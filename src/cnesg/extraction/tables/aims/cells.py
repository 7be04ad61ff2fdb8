"""Aims and what became of them, told in the cells of a table: `Lower the LTIF rate to 12.0 | 2025 | 14.8 | On track`.

A cell that holds words is read as prose. What an aim says is a target of the year that the row, the head or the aim
itself names; what was done goes on from the aim where it begins with its figure. Figures of the columns beside an aim,
of years and of the base, are results though their label tells an aim.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cnesg.extraction.breakdowns import aimed_at
from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.tables.aims.rows import BASE_YEAR, WHEN, AimRow, AimTable, aim_tables, text_of
from cnesg.extraction.tables.indexes.answers import Answer, cut_paragraph, facts_of, paragraph_of
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex
from cnesg.text import Line, Page

Read = Callable[[Passage], Iterable[Candidate]]

_WORD = regex(r"(?i)(?!(?:less|more|than|or|at|least|most|below|above|under|over|by|per|each|every)\b)[^\W\d_]{2,}")
_FEWEST_WORDS = 3
_ACRONYM = regex(r"[A-Z]{3,}\b.*\d")  # TRIF below 2
_TELLS = regex(r"(?i)\d|\b(?:zero|no|none|nil|half|all)\b")
_HEAD_YEAR = regex(r"(?i)\bby (?:fy ?)?(20\d\d)|\b(20\d\d)\b(?! base)")
_OWN_YEAR = regex(r"(?i)\s*(?:by |in |fy ?)?(20\d\d)\s?:\s?")
_NOW = regex(r"\s?\([\d.,]+\s?%?\)$")
# what an aim says beyond what it is about: its figure, its year, the verb that orders it
_BESIDE_TOPIC = regex(
    r"(?i)^(?:reduce|increase|lower|raise|cut|improve|achieve|reach|maintain|ensure|keep)\s(?:our\s|the\s)?"
    r"|\b(?:to|by|at least|below|above|of|over|under|less than|more than)\s(?=[<>≤≥~]?\s?\d)|[<>≤≥~]"
    r"|\d[\d,.]*\s?(?:%|percent|per cent)?(?: of(?! the))?|\b(?:each|every|per) year\b|\bannually\b"
)


@dataclass(frozen=True)
class ToldAims:
    """What the tables of targets on a page tell in words.

    Attributes:
        facts: of the aims, and of what was done.
        lines: the lines of rows that were read so.
    """

    facts: tuple[Candidate, ...]
    lines: frozenset[int]


def told_aims(page: Page, year: int, headings: tuple[str, ...], read: Read) -> ToldAims:
    """The facts of rows whose aim stands in words.

    Args:
        page: a page of a PDF.
        year: the document's fiscal year.
        headings: the headings above the table, outermost first.
        read: the reader of prose.
    """
    lines = {line.number: line for line in page.lines}
    facts: list[Candidate] = []
    held: set[int] = set()
    for table in aim_tables(page):
        for row in table.rows:
            if _in_words(table, row):
                told = _of_row(table, row, year, lines, headings, read)
                facts += (replace(one, among_aims=True) for one in told)
                held |= {f.line for cell in row.cells for f in cell}
    return ToldAims(tuple(facts), frozenset(held))


def without_aims(found: Iterable[Candidate], page: Page, year: int) -> Iterator[Candidate]:
    """The facts of a page's tables without those of cells that are read in words; those beside an aim as results.

    Args:
        found: what the reader of tables found on the page.
        page: the page.
        year: the document's fiscal year.
    """
    tables = aim_tables(page)
    for one in found:
        box = one.place.bbox
        stands = None
        if tables and box is not None:
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            stands = next(((table, *at) for table in tables if (at := table.place_of(x, y)) is not None), None)
        if stands is None or not _in_words(stands[0], stands[1]):
            yield one
        elif (settled := _settled(one, *stands, year)) is not None:
            yield settled


def _in_words(table: AimTable, row: AimRow) -> bool:
    """Whether an aim of a row stands in words, or with a year of its own."""
    return any(_has_words(row.cells[at]) or _OWN_YEAR.match(text_of(row.cells[at])) for at in table.aims)


def _has_words(cell: Sequence[Fragment]) -> bool:
    """Whether a cell names what it is about, rather than only a figure with its unit or its bound."""
    text = text_of(cell)
    named = _WORD.match(text) is not None and _ACRONYM.match(text) is not None
    return named or len(_WORD.findall(text)) >= _FEWEST_WORDS


def _settled(one: Candidate, table: AimTable, row: AimRow, column: int, year: int) -> Candidate | None:
    """A figure beside an aim: of a column of results or of the base; None of one that is read in words or of a year."""
    if column in table.aims or column in table.done or column <= table.aims[0]:
        return None
    if any(column in table.columns(of) for of in (WHEN, BASE_YEAR)):
        return None
    if one.value_kind != "target":
        return one
    of = table.base_year(row) if column in table.base_values else None
    return replace(one, value_kind="actual", breakdown=_as_reached(one), year=of or min(one.year, year))


def _of_row(
    table: AimTable, row: AimRow, year: int, lines: dict[int, Line], headings: tuple[str, ...], read: Read
) -> Iterator[Candidate]:
    """The facts of a row: its aims, then what was done."""
    topic = _topic(table, row)
    for at in table.aims:
        cell = row.cells[at]
        if _TELLS.search(text_of(cell)):
            by = table.target_year(row) or _year_of_head(table.heads[at])
            found = list(_read(cell, topic, lines, headings, read)) or _dated(cell, by, lines, headings, read)
            yield from _aimed(found, year, by, _own_year(cell))
    about = _BESIDE_TOPIC.sub("", " ".join(text_of(row.cells[at]) for at in table.aims if _has_words(row.cells[at])))
    for at in table.done:
        if _TELLS.search(text_of(row.cells[at])):
            yield from map(_as_result, _read(row.cells[at], about.strip() or topic, lines, headings, read))


def _read(
    cell: Sequence[Fragment], asked: str, lines: dict[int, Line], headings: tuple[str, ...], read: Read
) -> Iterator[Candidate]:
    """The facts of a cell, which goes on from what was asked where it begins with a figure."""
    text = paragraph_of(cell, lines)
    if own := _OWN_YEAR.match(text.text):  # 2024: 40% (1%), by when before how much, behind it how much it is now
        text = cut_paragraph(text, own.end(), len(_NOW.sub("", text.text)))
    answer = Answer(asked, text)
    found: Iterable[Candidate] = ()
    if _has_words(cell):
        found = list(read(Passage.of(answer.text, (*headings, asked) if asked else headings)))
    for one in found or facts_of(answer, headings, read):
        box = one.place.bbox
        if box is None or any(f.x0 - 1 <= box[0] <= f.x1 for f in cell):
            yield one


def _dated(
    cell: Sequence[Fragment], by: int | None, lines: dict[int, Line], headings: tuple[str, ...], read: Read
) -> list[Candidate]:
    """The facts of an aim that says by when it is to be reached only in a column or head of its own."""
    if by is None or not _has_words(cell):
        return []
    text = paragraph_of(cell, lines)
    said = f" by {by}"
    last = replace(text.lines[-1], text=text.lines[-1].text + said)
    whole = replace(text, text=text.text + said, lines=(*text.lines[:-1], last))
    return [
        replace(one, place=replace(one.place, quote=one.place.quote.removesuffix(said)))
        for one in read(Passage.of(whole, headings))
    ]


def _topic(table: AimTable, row: AimRow) -> str:
    """What an aim is about, where the column before it says it."""
    return text_of(row.cells[table.aims[0] - 1]) if table.aims[0] else ""


def _own_year(cell: Sequence[Fragment]) -> int | None:
    found = _OWN_YEAR.match(text_of(cell))
    return int(found[1]) if found else None


def _year_of_head(head: str) -> int | None:
    found = _HEAD_YEAR.search(head)
    return int(next(filter(None, found.groups()))) if found else None


def _aimed(found: Iterable[Candidate], year: int, by: int | None, own: int | None) -> Iterator[Candidate]:
    """Facts as targets: of their own year, else of that of their row or head."""
    for one in found:
        if one.value_kind not in {"actual", "target"} or (one.value_kind == "actual" and one.year < year):
            yield one
            continue
        when = own or (one.year if one.year > year or by is None else by)
        yield replace(one, value_kind="target", breakdown=aimed_at(one.breakdown), year=when)


def _as_result(one: Candidate) -> Candidate:
    """A fact that goes on from an aim is none itself."""
    if one.value_kind != "target" or _WORD.match(one.place.quote):
        return one
    return replace(one, value_kind="actual", breakdown=_as_reached(one))


def _as_reached(one: Candidate) -> dict[str, str]:
    """The classes of a fact without the one that says that it is aimed at."""
    return {name: value for name, value in one.breakdown.items() if value != "target"}
