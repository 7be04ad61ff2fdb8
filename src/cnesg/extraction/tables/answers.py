"""Answers in words: rows of an index of disclosures (GRI, SASB, UN Global Compact) whose widest column holds sentences.

Lines of a page run across the columns of such an index, and a sentence that goes on in the next line of its cell is
broken by the title beside it. Here each cell is put together again. Indexes are known by the codes down a column or by
a header that says what the column holds (`Response`); other text in columns is left as it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.tables.fragments import is_code, page_fragments
from cnesg.extraction.tables.model import Fragment
from cnesg.text import Line, Page, Word, fold
from cnesg.text.paragraphs import Paragraph

_CODE = re.compile(  # those of GRI 2 and of SASB's activity metrics besides: 2-7, EM-MM-000.B
    r"(?:GRI\s?)?\d{1,3}-\d{1,2}(?:\s?\(?[a-z]\)?)?|[A-Z]{2}-?[A-Z]{2}-\d{3}\.[A-Z]"
)
_DIGIT = re.compile(r"\d")  # what every code has
_ANSWERS = re.compile(
    r"(?i)(?:(?:our|company|fy ?\d*|20\d\d)\s)?(?:location(?: (?:or|and|/) )?)?(?:response|answer|disclosure|comment|"
    r"explanation|progress|status)s?(?:\s(?:fy ?)?'?\d{2,4}|\s(?:or|and|/)\s\w+)?"
)
_MARKED = re.compile(r"\((\d|[a-e]|i{1,3}|iv|v)\)\s?")
_SHARE_OF = re.compile(r",?\s(?=(?:and )?percent(?:age)?\b)")
_PART = re.compile(r"\s?[;,]\s(?=[\d~<>])")
_PAGES = re.compile(r"(?i)(?:p(?:ages?|p)?\.?\s?)?\d{1,3}(?:[\s,;–-]+\d{1,3})*[\s,;–-]*|see .{0,60}")
_STATES = re.compile(r"[~<>(]?\s?\d|[^.:;]{2,40}:\s?[~<>(]?\s?\d")
_LINK = re.compile(r"[,;]?\s?(?:and)?\s*$")
_LEAST_BEFORE_PAGES = 3  # columns: code, what is asked, answer
_SHORTEST_ANSWER = 12  # characters
_EDGE = 3.0
_FEWEST = 3  # rows of an index
_FEWEST_UNCODED = 4
_LONGEST_HEAD = 40
_LONGEST_LABEL = 240


@dataclass(frozen=True)
class Answer:
    """A row of an index: what was asked, empty where nothing stands beside, and the answer as a paragraph."""

    asked: str
    text: Paragraph

    @property
    def leans(self) -> bool:
        """Whether it begins with a figure or a name and its figure, and so goes on from what was asked."""
        return _STATES.match(self.text.text) is not None

    @property
    def is_numbered(self) -> bool:
        """Whether it answers several questions by their numbers."""
        return len(_MARKED.findall(self.text.text)) > 1 and len(_paired(self.asked, self.text.text)) > 1

    def labelled(self) -> Iterator[tuple[str, Paragraph]]:
        """The answer with what was asked before it, in parts where both number theirs: (1) ... (2) ...

        Yields what was put before a part, and the part with it.
        """
        for asked, start, end in _paired(self.asked, self.text.text):
            cut = _cut_paragraph(self.text, start, end)
            before = f"{asked.rstrip(' ,;:.')}: "
            lines = (replace(cut.lines[0], text=before + cut.lines[0].text, words=_moved(cut.lines[0], len(before))),)
            text = before + cut.text
            starts = (0, *(at + len(before) for at in cut.starts[1:]))
            yield before, Paragraph(text, (*lines, *cut.lines[1:]), starts)


def facts_of(
    answer: Answer, headings: tuple[str, ...], read: Callable[[Passage], Iterable[Candidate]]
) -> Iterator[Candidate]:
    """The facts of an answer in words: those its sentences state, then those only what was asked names.

    Args:
        answer: a row of an index.
        headings: the headings above the index, outermost first.
        read: the reader of prose.
    """
    whole = Passage.of(answer.text, (*headings, answer.asked) if answer.asked else headings)
    alone = [] if answer.is_numbered else list(read(whole))
    joined = [
        replace(one, place=replace(one.place, quote=one.place.quote.removeprefix(before.strip()).strip()))
        for before, part in (answer.labelled() if answer.asked else ())
        for one in read(Passage.of(part, headings))
    ]
    seen = set()
    for found in (joined, alone) if answer.leans else (alone, joined):
        new = [one for one in found if (one.place.line, one.place.bbox) not in seen]
        seen |= {(one.place.line, one.place.bbox) for one in new}
        yield from new


def find_answers(page: Page) -> list[Answer]:
    """The rows of an index on a page that are answered in words, from top to bottom.

    Args:
        page: a page of a PDF; a text file has no geometry and gives none.
    """
    if page.number is None or page.turn is not None:
        return []
    lines = {line.number: line for line in page.lines}
    fragments = [f for line in page_fragments(page) for f in line]
    coded = _codes(fragments)
    if coded:
        top = min(f.bbox[1] for f in coded)
        edges = _edges([f for f in fragments if f.bbox[1] > top - _EDGE], len(coded))
    else:
        heads = _heads(fragments)
        if not heads:
            return []
        top = max(f.bbox[3] for f in heads)
        edges = [f.x0 for f in heads]
    below = [f for f in fragments if f.bbox[1] > top - _EDGE and f.middle < 0.95 * page.height]
    columns = _columns(below, edges)
    if len(columns) < 2:
        return []
    starts = _row_starts(page, columns, coded)
    if len(starts) < (_FEWEST if coded else _FEWEST_UNCODED):
        return []
    answering = _answering(columns, len(starts))
    if answering is None:
        return []
    codes = {id(f) for f in coded}
    found = []
    for row, start in enumerate(starts):
        end = starts[row + 1] if row + 1 < len(starts) else page.height
        cells = [[f for f in column if start <= f.middle < end] for column in columns]
        asked = " ".join(f.text for cell in cells[:answering] for f in _in_order(cell) if id(f) not in codes)
        said = _in_order(cells[answering])
        if said and len(asked) <= _LONGEST_LABEL:
            found.append(Answer(asked, paragraph_of(said, lines)))
    return found


def _codes(fragments: Sequence[Fragment]) -> list[Fragment]:
    """The codes of items down one column."""
    numbered = [f for f in fragments if _DIGIT.search(f.folded)]
    coded = [f for f in numbered if is_code(f.folded) or _CODE.fullmatch(f.folded.strip())]
    columns = [[f for f in coded if abs(f.x0 - one.x0) < _EDGE] for one in coded]
    best = max(columns, key=len, default=[])
    return best if len(best) >= _FEWEST else []


def _heads(fragments: Sequence[Fragment]) -> list[Fragment]:
    """The headers of an index: short texts beside each other, the last of which says that answers stand below it."""
    for one in fragments:
        if one.kind != "text" or len(one.text) > _LONGEST_HEAD or not _ANSWERS.fullmatch(one.folded.strip()):
            continue
        row = sorted((f for f in fragments if abs(f.middle - one.middle) < 0.5 * f.height), key=lambda f: f.x0)
        if len(row) > 1 and row[0] is not one and all(len(f.text) <= _LONGEST_HEAD and f.kind == "text" for f in row):
            return row
    return []


def _edges(fragments: Sequence[Fragment], rows: int) -> list[float]:
    """The left edges at which the cells of the columns begin, those of at least half the rows."""
    edges: list[list[float]] = []
    for x in sorted(f.x0 for f in fragments):
        if edges and x - edges[-1][0] < _EDGE:
            edges[-1].append(x)
        else:
            edges.append([x])
    return [edge[0] for edge in edges if 2 * len(edge) >= rows]


def _columns(fragments: Sequence[Fragment], edges: Sequence[float]) -> list[list[Fragment]]:
    """The fragments of each column; those that reach over into the next are titles of groups, or no part of it."""
    columns: list[list[Fragment]] = [[] for _ in edges]
    across = 0
    for f in fragments:
        at = sum(edge <= f.x0 + _EDGE for edge in edges) - 1
        if at < 0:
            continue
        if at + 1 < len(edges) and f.x1 > edges[at + 1] + 1:
            across += 1
            continue
        columns[at].append(f)
    whole = sum(map(len, columns))
    return [column for column in columns if column] if 4 * across <= whole else []


def _row_starts(page: Page, columns: Sequence[Sequence[Fragment]], coded: Sequence[Fragment]) -> list[float]:
    """Where the rows begin: at the lines drawn between them, or with what stands first in them."""
    everything = [f for column in columns for f in column]
    left, right = min(f.x0 for f in everything), max(f.x1 for f in everything)
    first = sorted(coded or columns[0], key=lambda f: f.middle)
    opened = [f for before, f in zip([None, *first], first, strict=False) if before is None or _apart(before, f, coded)]
    tops = sorted(f.bbox[1] - 0.3 * f.height for f in opened)
    drawn = sorted(
        {
            round(y0)
            for x0, y0, x1, y1 in page.rulings
            if x1 - x0 > 4 * (y1 - y0) and x0 <= left + _EDGE and x1 < right + 99
        }
        | {round(y0) for x0, y0, x1, y1 in page.rulings if x1 - x0 > 0.7 * (right - left)}
    )
    between = [y for y in drawn if tops and y > tops[0] - 20]
    lines = [max((y for y in between if y <= f.middle), default=None) for f in opened]
    if all(y is not None for y in lines) and len(set(lines)) == len(lines):
        return [float(y) for y in lines if y is not None]
    return tops


def _apart(before: Fragment, after: Fragment, coded: Sequence[Fragment]) -> bool:
    """Whether a text of the first column begins a row rather than goes on with the one above."""
    return bool(coded) or after.bbox[1] - before.bbox[3] > 0.35 * after.height


def _answering(columns: Sequence[Sequence[Fragment]], rows: int) -> int | None:
    """The last column with an answer to most rows, if it holds words rather than figures or pages."""
    for number in range(len(columns) - 1, 0, -1):
        column = columns[number]
        if 2 * len({f.line for f in column}) < rows:
            continue
        texts = [f for f in column if f.kind == "text" and not _PAGES.fullmatch(fold(f.text).strip())]
        if 4 * sum(len(f.text) >= _SHORTEST_ANSWER for f in texts) >= rows:
            return number
        if texts and 2 * len(texts) >= len(column):
            continue
        if number < _LEAST_BEFORE_PAGES or not all(_PAGES.fullmatch(fold(f.text).strip()) for f in column):
            return None
    return None


def _in_order(cell: Sequence[Fragment]) -> list[Fragment]:
    return sorted(cell, key=lambda f: (round(f.middle / max(1.0, 0.6 * f.height)), f.x0))


def paragraph_of(said: Sequence[Fragment], lines: dict[int, Line]) -> Paragraph:
    """Fragments of a page as one paragraph, each line of it cut out of the line of the page.

    Args:
        said: the fragments; lines are put in the order of their first ones.
        lines: the page's lines by their numbers.
    """
    parts: list[Line] = []
    for number in dict.fromkeys(f.line for f in said):
        own = [f for f in said if f.line == number]
        start, end = min(f.start for f in own), max(f.start + len(f.text) for f in own)
        parts.append(_cut(lines[number], start, end))
    starts, length = [], 0
    for part in parts:
        starts.append(length)
        length += len(part.text) + 1
    return Paragraph(" ".join(part.text for part in parts), tuple(parts), tuple(starts))


def _cut(line: Line, start: int, end: int) -> Line:
    words = tuple(replace(w, start=w.start - start) for w in line.words if start <= w.start < end)
    return replace(line, text=line.text[start:end], words=words)


def _moved(line: Line, by: int) -> tuple[Word, ...]:
    return tuple(replace(w, start=w.start + by) for w in line.words)


def _cut_paragraph(whole: Paragraph, start: int, end: int) -> Paragraph:
    """The part of a paragraph between two offsets."""
    lines, starts = [], []
    for line, at in zip(whole.lines, whole.starts, strict=True):
        low, high = max(start, at), min(end, at + len(line.text))
        if low < high:
            lines.append(_cut(line, low - at, high - at))
            starts.append(low - start)
    return Paragraph(whole.text[start:end], tuple(lines), tuple(starts))


def _paired(asked: str, said: str) -> list[tuple[str, int, int]]:
    """What was asked with the offsets of its answer, part by part where both are numbered alike."""
    questions, answers = list(_MARKED.finditer(asked)), list(_MARKED.finditer(said))
    if len(answers) > 1 and [q[1] for q in questions] == [a[1] for a in answers]:
        lead = asked[: questions[0].start()]
        ends = [*(q.start() for q in questions[1:]), len(asked)]
        stops = [*(a.start() for a in answers[1:]), len(said)]
        tail = _SHARE_OF.split(asked[questions[-1].end() :], maxsplit=1)[1:]
        pairs = []
        for question, end, answer, stop in zip(questions, ends, answers, stops, strict=True):
            what = _LINK.sub("", asked[question.end() : end])
            shared = ", ".join([what, *tail]) if tail and tail[0] not in what else what
            pairs += _with_share(f"{lead.rstrip()} {shared}".strip(), said, answer.end(), stop)
        return pairs
    return _with_share(asked, said, 0, len(said))


def _with_share(asked: str, said: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """An amount and its percentage, asked for and answered one behind the other."""
    parts = _SHARE_OF.split(asked, maxsplit=1)
    split = _PART.search(said, start, end)
    if len(parts) == 2 and split is not None and "%" in said[split.end() : end]:
        return [(parts[0], start, split.start()), (parts[1], split.end(), end)]
    return [(parts[0] if len(parts) == 2 and "%" not in said[start:end] else asked, start, end)]
