"""Sentences of a document in both languages, each with its place and the headings above it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox
from cnesg.text.document import Document, LanguageCode, Line, Page
from cnesg.text.headings import HeadingTree, could_be_heading, numbered_depth
from cnesg.text.language import language_of
from cnesg.text.paragraphs import Paragraph, is_row, paragraphs

Kind = Literal["text", "heading", "row", "contents", "furniture"]

_ABBREVIATIONS = (
    r"Mr|Mrs|Ms|Dr|Prof|Inc|Ltd|Co|Corp|Nos?|St|Jr|Sr|vs|approx|Rs|Tk|Kshs|Ushs|Tshs|Rp|ca|avg|incl|excl|Fig|Figs|Vol|pp?|cf|al|Art|Sec|Dept|Est|Rev|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|U\.S|U\.K|a\.m|p\.m|[A-Z]"
)
_SAFE_POINT = regex(rf"(?:^|[\s(“\"]|\.)(?:{_ABBREVIATIONS})\.$|^\s*\d{{1,2}}\.$")
_BOUNDARY = regex(
    r"[。！？；][”’」』）)》\"]*"  # Chinese
    r"|[!?][”’)\"]*(?=\s)"
    r"|\.[”’)\"]*(?=\s+[A-Z\d“‘(\"•])"  # English: a blank and a new start must follow
    r"|[.!?;](?=[\u4e00-\u9fff])"
)
# leaders of a table of contents; two … alone are such before a page, else the end of a list (贫困地区……)
LEADING_ELLIPSES = r"…{3,}|…{2}\s*\d{1,3}(?![\d年月日.,%])"
_LEADERS = regex(rf"(?:\.\s?){{4,}}|{LEADING_ELLIPSES}|·{{4,}}|(?:\. ){{4,}}|_{{4,}}")
_CONTENTS_TITLE = regex(r"^\s*(?:目\s*[录錄]|contents|table of contents)\s*$", re.IGNORECASE)
_CONTENTS_ENTRY = regex(r"^\D.*[^\d.,%]\s*\d{1,3}\s*$|^\d{1,3}\s+\D+$")
_PAGE_NUMBER = regex(r"^[\W_]*(?:page|第)?\s*\d{1,4}\s*(?:页|頁|of \d+|/\s*\d+)?[\W_]*$", re.IGNORECASE)
_DIGITS = regex(r"\d+")
_MARGIN = 0.09
_BODY_LETTERS = 40


@dataclass(frozen=True)
class Sentence:
    """One sentence, or a line that is none.

    Attributes:
        text: the words, line breaks taken out.
        page: 1-based page of a PDF; None for text files.
        line: 1-based line on which it starts, in the file for text files, on its page for PDFs.
        bbox: its box on the page where it starts, in PDF points, origin top left; None in text files.
        language: en or zh.
        heading: the headings above it, outermost first.
        kind: `text`; `heading`; `row` of a table; `contents` for an entry of the table of contents; `furniture` for
            running headers, footers and page numbers.
    """

    text: str
    page: int | None
    line: int
    bbox: BoundingBox | None
    language: LanguageCode
    heading: tuple[str, ...]
    kind: Kind = "text"


def sentences(source: Document | Page) -> Iterator[Sentence]:
    """Sentences in reading order, across line breaks inside a paragraph and across the pages of a document.

    Args:
        source: a document, or a page alone (headings then start empty, and running headers are not recognised).
    """
    splitter = _Splitter()
    for page in [source] if isinstance(source, Page) else source.pages():
        yield from splitter.page(page)
    yield from splitter.end()


class PassingSentences:
    """The sentences of a document, taken while another reader goes through its pages: the file is read once for both.

    The pages themselves are not kept.

    Args:
        document: any document.
        wanted: which sentences to keep; all by default.

    Attributes:
        document: the document to give to the other reader.
    """

    def __init__(self, document: Document, wanted: Callable[[Sentence], bool] = lambda _: True) -> None:
        self._source = document
        self._wanted = wanted
        self._taken: list[Sentence] | None = None
        self.document = replace(document, pages=self._pages)

    def sentences(self) -> list[Sentence]:
        """The sentences in reading order; where nobody went through all pages, these are read now."""
        if self._taken is None:
            self._taken = [sentence for sentence in sentences(self._source) if self._wanted(sentence)]
        return self._taken

    def _pages(self) -> Iterator[Page]:
        splitter = _Splitter()
        taken: list[Sentence] = []
        for page in self._source.pages():
            taken += filter(self._wanted, splitter.page(page))
            yield page
        taken += filter(self._wanted, splitter.end())
        self._taken = taken


class _Splitter:
    """What must be remembered while reading on: headings above, running headers seen, the size of plain text."""

    def __init__(self) -> None:
        self._tree = HeadingTree()
        self._margins: Counter[str] = Counter()
        self._sizes: Counter[float] = Counter()
        self._in_contents = False
        self._pending: list[Line] = []  # the last paragraph of the page before, which may run on

    def page(self, page: Page) -> Iterator[Sentence]:
        """The sentences that end with a page."""
        furniture = {line.number for line in page.lines if self._is_furniture(line, page)}
        yield from (self._whole(line, "furniture") for line in page.lines if line.number in furniture)
        self._in_contents = self._is_contents(page)
        for line in page.lines:
            if line.words:
                self._sizes[round(line.words[0].height, 1)] += len(line.text)
        done = list(paragraphs([*self._pending, *(line for line in page.lines if line.number not in furniture)]))
        self._pending = []
        if done and page.number is not None and not self._in_contents and _may_go_on(done[-1]):
            self._pending = list(done.pop().lines)
        for paragraph in done:
            yield from self._paragraph(paragraph)

    def end(self) -> Iterator[Sentence]:
        """What was left open by the last page."""
        for paragraph in paragraphs(self._pending):
            yield from self._paragraph(paragraph)

    def _is_furniture(self, line: Line, page: Page) -> bool:
        """A page number, or a line that stood in the margin of an earlier page as well."""
        box = line.bbox
        if box is None or _MARGIN * page.height < box[1] < (1 - _MARGIN) * page.height:
            return False
        if _PAGE_NUMBER.match(line.text):
            return True
        key = _DIGITS.sub("#", line.text)
        self._margins[key] += 1
        return self._margins[key] > 1

    def _is_contents(self, page: Page) -> bool:
        texts = [line.text for line in page.lines if line.text.strip()]
        if page.number is None or not texts:
            return False
        if sum(_LEADERS.search(text) is not None for text in texts) >= 4:
            return True
        titled = any(_CONTENTS_TITLE.match(text) for text in texts[:6])
        return titled and sum(_CONTENTS_ENTRY.match(text) is not None for text in texts) >= 4

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Sentence]:
        kind = self._kind(paragraph)
        if kind == "heading":
            self._tree.enter(paragraph.text, paragraph.size)
        if kind != "text":
            yield self._piece(paragraph, 0, len(paragraph.text), kind)
            return
        for start, end in _spans(paragraph.text):
            yield self._piece(paragraph, start, end, kind)

    def _kind(self, paragraph: Paragraph) -> Kind:
        if self._in_contents or _LEADERS.search(paragraph.text):
            return "contents"
        if len(paragraph.lines) == 1 and is_row(paragraph.lines[0]):
            return "row"
        return "heading" if self._is_heading(paragraph) else "text"

    def _is_heading(self, paragraph: Paragraph) -> bool:
        if len(paragraph.lines) > 3 or not could_be_heading(paragraph.text):
            return False
        if not paragraph.size:
            return True
        body = self._sizes.most_common(1)[0][0]
        if paragraph.size > 1.08 * body or numbered_depth(paragraph.text) is not None:
            return True
        own_font = all(line.uniform_height == round(paragraph.size, 1) for line in paragraph.lines)
        return own_font and paragraph.size - body > 0.05

    def _piece(self, paragraph: Paragraph, start: int, end: int, kind: Kind) -> Sentence:
        text = paragraph.text[start:end]
        line = paragraph.line_at(start)
        return Sentence(
            text=text.strip(),
            page=line.page,
            line=line.cited,
            bbox=paragraph.box_of(start, end),
            language=language_of(text),
            heading=self._tree.path(),
            kind=kind,
        )

    def _whole(self, line: Line, kind: Kind) -> Sentence:
        text = line.text.strip()
        return Sentence(text, line.page, line.cited, line.bbox, language_of(text), self._tree.path(), kind)


def _may_go_on(paragraph: Paragraph) -> bool:
    """Whether the last paragraph of a page may run on to the next page."""
    if len(paragraph.text) < _BODY_LETTERS and could_be_heading(paragraph.text):
        return False
    return not is_row(paragraph.lines[-1]) and not re.search(r"[.。！？!?；;:：][”’\"」』）)]*\s*$", paragraph.text)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a paragraph, blanks around it left out."""
    begin = 0
    for match in _BOUNDARY.finditer(text):
        end = match.end()
        if match.group()[0] == "." and _SAFE_POINT.search(text[max(0, match.start() - 8) : match.start() + 1]):
            continue
        yield from _trimmed(text, begin, end)
        begin = end
    yield from _trimmed(text, begin, len(text))


def _trimmed(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[begin:end]
    start = begin + len(piece) - len(piece.lstrip())
    stop = begin + len(piece.rstrip())
    if stop > start:
        yield start, stop
