"""The book as one PDF: its pages as data for a Typst template."""

import json
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import typst
from docs.book.blocks import (
    Block,
    Both,
    Bullets,
    Code,
    Facts,
    Heading,
    Inline,
    Note,
    Page,
    Paragraph,
    Section,
    Span,
    Table,
    Text,
    is_below,
)
from docs.book.content import Content
from docs.book.front import counts, edition

TEMPLATE = Path(__file__).with_name("theme") / "book.typ"
_TOP = 2  # level of a page's title; a part's is 1
_SHORT_PAGE = 9  # paragraphs and rows; a shorter page follows the one before on the same sheet
FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC")


def build_pdf(book: tuple[Section, ...], content: Content, work: Path, into: Path) -> Path:
    """Typeset the book.

    Args:
        book: all parts.
        content: the data, for the title page.
        work: folder for the template and its data.
        into: the PDF to write.

    Returns:
        `into`.
    """
    missing = [name for name in FONTS if name not in typst.Fonts().families()]
    if missing:
        sys.exit(
            f"The PDF needs the fonts {', '.join(missing)}; on Debian: apt-get install fonts-noto-cjk. "
            "The site does without: python -m docs.book site\n"
            f"生成 PDF 需要字体 {'、'.join(missing)}；Debian 系统请执行 apt-get install fonts-noto-cjk。"
        )
    work.mkdir(parents=True, exist_ok=True)
    into.parent.mkdir(parents=True, exist_ok=True)
    (work / "book.json").write_text(json.dumps(book_data(book, content), ensure_ascii=False), encoding="utf-8")
    shutil.copyfile(TEMPLATE, work / TEMPLATE.name)
    loose = work / into.name
    typst.compile(str(work / TEMPLATE.name), output=str(loose), root=str(work))
    pack(loose, into)
    return into


def pack(loose: Path, into: Path) -> None:
    """Write a PDF's objects in compressed streams, with nothing left out.

    Most of the bytes that Typst writes are tags for screen readers, one uncompressed object for each cell of a table.
    """
    import pikepdf

    with pikepdf.open(loose) as pdf:
        pdf.save(into, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)


def book_data(book: tuple[Section, ...], content: Content) -> dict[str, Any]:
    """All that the template gets to know: title page and parts, with every link led to a place that there is."""
    about = edition(content)
    versions = content.methodology.versions
    writer = _Writer(frozenset(_labels(book)))
    return {
        "label": about.label,
        "title": about.title.model_dump(),
        "source": about.source.model_dump(),
        "versions": [
            ["methodology", versions.methodology],
            ["extraction", versions.extraction],
            ["reference", versions.reference],
        ],
        "counts": [[str(number), en, zh] for number, en, zh, _ in counts(content)],
        "parts": [
            {
                "title": {"code": "", **_name(part.title)},
                "pages": [writer.page(page, depth) for page, depth in _pages(part, _TOP)],
            }
            for part in book
        ],
    }


def _pages(section: Section, depth: int) -> Iterator[tuple[Page, int]]:
    """Pages with the level of their title: the first page of an inner section introduces the rest of it."""
    for child in section.children:
        if isinstance(child, Page):
            yield child, depth
        else:
            for n, (page, below) in enumerate(_pages(child, depth)):
                inner = isinstance(child.children[0], Page) and n > 0
                yield page, below + 1 if inner else below


def _label(page: str, anchor: str = "") -> str:
    return f"{page}#{anchor}" if anchor else page


def _labels(book: tuple[Section, ...]) -> Iterator[str]:
    for part in book:
        for page in part.pages:
            yield _label(page.path)
            for block in page.blocks:
                if isinstance(block, Heading):
                    yield _label(page.path, block.anchor)


def _length(blocks: Iterable[Block]) -> int:
    return sum(len(block.rows) if isinstance(block, Table | Facts) else 1 for block in blocks)


def _name(name: Both) -> dict[str, str]:
    return {"en": name.en, "zh": name.zh}


class _Writer:
    """Writes blocks as plain data."""

    def __init__(self, labels: frozenset[str]) -> None:
        self._labels = labels
        self._used: set[str] = set()

    def page(self, page: Page, depth: int) -> dict[str, Any]:
        """One page."""
        return {
            "label": _label(page.path),
            "title": {"code": page.code, **_name(page.title)},
            "depth": depth,
            "opens": depth == _TOP and _length(page.blocks) > _SHORT_PAGE,
            "blocks": self._blocks(page.blocks, page.path),
        }

    def _block(self, block: Block, page: str) -> dict[str, Any]:
        match block:
            case Heading(level=level, content=content, anchor=anchor):
                data = {"level": level, "content": self._inline(content, below=False), "label": self._new(page, anchor)}
            case Paragraph(content=content):
                data = {"content": self._inline(content)}
            case Bullets(items=items, ordered=ordered):
                data = {"ordered": ordered, "items": [self._blocks(item, page) for item in items]}
            case Table(head=head, rows=rows, widths=widths, style=style):
                data = {
                    "style": style,
                    "widths": list(widths),
                    "head": self._row(head),
                    "rows": list(map(self._row, rows)),
                }
            case Facts(rows=pairs):
                data = {"rows": list(map(self._row, pairs))}
            case Note(title=title, blocks=blocks):
                data = {"title": self._inline(title, below=False), "blocks": self._blocks(blocks, page)}
            case Code(text=text):
                data = {"text": text}
        return {"kind": type(block).__name__.lower(), **data}

    def _blocks(self, blocks: Iterable[Block], page: str) -> list[dict[str, Any]]:
        return [self._block(one, page) for one in blocks]

    def _row(self, cells: Iterable[Inline]) -> list[list[dict[str, Any]]]:
        return [self._inline(cell) for cell in cells]

    def _new(self, page: str, anchor: str) -> str | None:
        """A heading's label; None where an earlier heading of the page has it, since a label names one place."""
        label = _label(page, anchor)
        if label in self._used:
            return None
        self._used.add(label)
        return label

    def _inline(self, content: Inline, *, below: bool = True) -> list[dict[str, Any]]:
        return [
            self._span(span, below=below and isinstance(span, Both) and is_below(span, content)) for span in content
        ]

    def _span(self, span: Span, *, below: bool) -> dict[str, Any]:
        if isinstance(span, Text):
            return {"kind": span.style, "text": span.text}
        if isinstance(span, Both):
            return {"kind": "both", "en": span.en, "zh": span.zh, "below": below}
        target = _label(span.page, span.anchor)
        if "://" not in span.page and target not in self._labels:
            target = _label(span.page)
        return {
            "kind": "link",
            "content": self._inline(span.content, below=False),
            "to": target,
            "web": "://" in span.page,
        }
