"""Answers in words: rows of an index of disclosures (GRI, SASB, UN Global Compact) whose widest column holds sentences.

Lines of a page run across the columns of such an index, and a sentence that goes on in the next line of its cell is
broken by the title beside it. Here each cell is put together again (`rows`). Rows that are answered in figures
are no sentences: `figure_answers`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.tables.indexes.rows import in_order, index_pages, index_rows
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex
from cnesg.text import Line, Page, Word, fold
from cnesg.text.paragraphs import Paragraph

_MARKED = regex(r"(?:\(|(?<![\w(.,]))(\d|[a-e]|i{1,3}|iv|v)\)\s?")  # (1), 1)
_SHARE_OF = regex(r",?\s(?=(?:and )?percent(?:age)?\b)")
_PART = regex(r"(?:\s?[;,]|\s/)\s(?=[\d~<>])")
_PAGES = regex(r"(?i)(?:p(?:ages?|p)?\.?\s?)?\d{1,3}(?:[\s,;–-]+\d{1,3})*[\s,;–-]*|see .{0,60}")
_STATES = regex(r"[~<>(]?\s?\d|[^.:;]{2,40}:\s?[~<>(]?\s?\d")
_LINK = regex(r"[,;]?\s?(?:and)?\s*$")
_LEAST_BEFORE_PAGES = 3  # columns: code, what is asked, answer
_SHORTEST_ANSWER = 12  # characters
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
        return len(_MARKED.findall(self.text.text)) > 1 and len(paired(self.asked, self.text.text)) > 1

    def labelled(self) -> Iterator[tuple[str, Paragraph]]:
        """The answer with what was asked before it, in parts where both number theirs: (1) ... (2) ...

        Yields what was put before a part, and the part with it.
        """
        for asked, start, end in paired(self.asked, self.text.text):
            cut = cut_paragraph(self.text, start, end)
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
    """The rows of the indexes on a page that are answered in words, from top to bottom.

    Args:
        page: a page of a PDF; a text file has no geometry and gives none.
    """
    return [answer for part in index_pages(page) for answer in _answers_of(part)]


def _answers_of(page: Page) -> Iterator[Answer]:
    rows = index_rows(page)
    answering = None if rows is None else _answering(rows.columns, len(rows.cells))
    if rows is None or answering is None:
        return
    lines = {line.number: line for line in page.lines}
    for cells in rows.cells:
        asked, said = rows.asked(cells[:answering]), in_order(cells[answering])
        if said and len(asked) <= _LONGEST_LABEL:
            yield Answer(asked, paragraph_of(said, lines))


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


def cut_paragraph(whole: Paragraph, start: int, end: int) -> Paragraph:
    """The part of a paragraph between two offsets, each line of it cut out of the paragraph's own."""
    lines, starts = [], []
    for line, at in zip(whole.lines, whole.starts, strict=True):
        low, high = max(start, at), min(end, at + len(line.text))
        if low < high:
            lines.append(_cut(line, low - at, high - at))
            starts.append(low - start)
    return Paragraph(whole.text[start:end], tuple(lines), tuple(starts))


def paired(asked: str, said: str) -> list[tuple[str, int, int]]:
    """What was asked with the offsets of its answer, part by part where both are numbered alike.

    Args:
        asked: the text of a question.
        said: the text of its answer.
    """
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
