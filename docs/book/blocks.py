"""What a page of the book consists of, told apart from how a site or a PDF shows it.

Pages are made of these blocks by `docs.book.pages`; `docs.book.site` writes them as Markdown with HTML tables, and
`docs.book.pdf` as data for a Typst template. Both show the same words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

Style = Literal["plain", "strong", "emphasis", "code", "muted", "badge", "heat-0", "heat-1", "heat-2", "heat-3"]


_SHORT = 40


@dataclass(frozen=True)
class Text:
    """Words in one style; `heat-0` to `heat-3` are a rating's number on its colour."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True)
class Both:
    """The same words in English and Chinese: stacked in paragraphs and cells, side by side in headings."""

    en: str
    zh: str


@dataclass(frozen=True)
class Link:
    """A link to a page of the book, by its path without suffix, or to an address on the web."""

    content: tuple["Span", ...]
    page: str
    anchor: str = ""


Span = Text | Both | Link
Inline = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """A heading within a page: level 2, 3 or 4 (the page's own title is level 1)."""

    level: int
    content: Inline
    anchor: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    content: Inline


@dataclass(frozen=True)
class Bullets:
    """A list; `ordered` ones are numbered. Each member consists of blocks."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        head: one cell a column.
        rows: as many cells each.
        widths: shares of the page's width, one a column.
        style: `rows` becomes one card a row on narrow screens; `matrix` stays a grid and scrolls; `text` is a table
            somebody wrote by hand.
    """

    head: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    widths: tuple[float, ...]
    style: Literal["rows", "matrix", "text"] = "rows"


@dataclass(frozen=True)
class Facts:
    """Names and values, one pair a row: the card at the head of an entry."""

    rows: tuple[tuple[Inline, Inline], ...]


@dataclass(frozen=True)
class Note:
    """Blocks set apart in a frame, with a title: a worked example."""

    title: Inline
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Code:
    """Lines to be shown as they are."""

    text: str


Block = Heading | Paragraph | Bullets | Table | Facts | Note | Code


@dataclass(frozen=True)
class Page:
    """One page of the book.

    Attributes:
        path: place in the site without suffix, `indicators/E0102`.
        title: its heading.
        label: what navigation calls it, in English.
        blocks: its content.
        code: what stands before the title in either language, `E0102`.
    """

    path: str
    title: Both
    label: str
    blocks: tuple[Block, ...]
    code: str = ""


@dataclass(frozen=True)
class Section:
    """Pages and sections under one title of the navigation; the first page introduces it."""

    title: Both
    children: tuple["Page | Section", ...]

    @property
    def pages(self) -> Iterator[Page]:
        """Every page below, in reading order."""
        for child in self.children:
            if isinstance(child, Page):
                yield child
            else:
                yield from child.pages


class Bilingual(Protocol):
    """Anything with a text in both languages, such as the methodology's names."""

    @property
    def en(self) -> str:
        """English."""

    @property
    def zh(self) -> str:
        """Chinese."""


Part = str | Span | Bilingual | None


def line(*parts: Part) -> Inline:
    """Words from plain strings, names in two languages, and spans; None is left out."""
    return tuple(_span(part) for part in parts if part is not None and part != "")


def _span(part: "str | Span | Bilingual") -> Span:
    if isinstance(part, str):
        return Text(part)
    return part if isinstance(part, Text | Both | Link) else both(part)


def both(name: Bilingual) -> Both:
    """A name of the methodology as a span."""
    return Both(name.en, name.zh)


def paragraph(*parts: Part) -> Paragraph:
    """A paragraph of such parts."""
    return Paragraph(line(*parts))


def heading(level: int, en: str, zh: str, anchor: str) -> Heading:
    """A heading in both languages."""
    return Heading(level, (Both(en, zh),), anchor)


def code(text: str) -> Text:
    """A code, formula or name of a field."""
    return Text(text, "code")


def link(page: str, *parts: Part, anchor: str = "") -> Link:
    """A link to a page."""
    return Link(line(*parts), page, anchor)


def is_below(span: Both, content: Inline) -> bool:
    """Whether the Chinese words stand on a line of their own: beside short words they would only break the line."""
    return len(content) == 1 or len(span.en) > _SHORT or len(span.zh) > _SHORT


def separated(parts: Iterable[Inline], separator: str = "; ") -> Inline:
    """Several contents as one, with a separator between them."""
    found: list[Span] = []
    for n, part in enumerate(parts):
        found += [Text(separator), *part] if n else part
    return tuple(found)


def links_of(blocks: Iterable[Block]) -> Iterator[Link]:
    """Every link within blocks, those in tables, lists and notes too."""
    for block in blocks:
        for content in _contents(block):
            yield from (span for span in content if isinstance(span, Link))
        if isinstance(block, Bullets):
            for item in block.items:
                yield from links_of(item)
        elif isinstance(block, Note):
            yield from links_of(block.blocks)


def _contents(block: Block) -> Iterator[Inline]:
    match block:
        case Heading(content=content) | Paragraph(content=content) | Note(title=content):
            yield content
        case Table(head=head, rows=rows):
            yield from head
            for row in rows:
                yield from row
        case Facts(rows=pairs):
            for pair in pairs:
                yield from pair
        case _:
            return
