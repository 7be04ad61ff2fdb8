"""The hand-written pages under docs/ as blocks: decisions, and the handbook."""

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from docs.book.blocks import (
    Block,
    Both,
    Bullets,
    Code,
    Heading,
    Inline,
    Link,
    Page,
    Paragraph,
    Span,
    Style,
    Table,
    Text,
)
from docs.book.content import DOCS
from markdown_it import MarkdownIt
from markdown_it.token import Token

_ANCHOR = re.compile(r"[^a-z0-9\u4e00-\u9fff]+")
_OPENING = {"strong_open": "strong", "em_open": "emphasis"}


def handbook_page(path: Path) -> Page:
    """A Markdown file of docs/ as a page; its first heading is the title.

    Raises:
        ValueError: the file uses something that neither the site nor the PDF can show.
    """
    place = path.relative_to(DOCS).with_suffix("").as_posix()
    tokens = MarkdownIt("commonmark").enable("table").parse(path.read_text(encoding="utf-8"))
    blocks = _Reader(tokens, PurePosixPath(place).parent).blocks(0, len(tokens))
    first = blocks[0] if blocks else None
    if not isinstance(first, Heading) or first.level != 1:
        raise ValueError(f"{place}: the first line of a page is its title")
    title = "".join(span.text for span in first.content if isinstance(span, Text))
    return Page(_path(place), Both(title, ""), title, tuple(blocks[1:]))


def _path(place: str) -> str:
    """Where a file of docs/ stands in the book."""
    return place if place.startswith("decisions/") else f"handbook/{place}"


class _Reader:
    """Reads the tokens of one file."""

    def __init__(self, tokens: Sequence[Token], folder: PurePosixPath) -> None:
        self._tokens = tokens
        self._folder = folder

    def blocks(self, start: int, end: int) -> list[Block]:
        """The blocks between two places in the list of tokens."""
        found: list[Block] = []
        at = start
        while at < end:
            token = self._tokens[at]
            close = self._close(at) if token.nesting == 1 else at
            found.append(self._block(token, at, close))
            at = close + 1
        return found

    def _block(self, token: Token, at: int, close: int) -> Block:
        match token.type:
            case "heading_open":
                content = self._inline(self._tokens[at + 1])
                plain = "".join(span.text for span in content if isinstance(span, Text)).lower()
                return Heading(int(token.tag[1]), content, _ANCHOR.sub("-", plain).strip("-"))
            case "paragraph_open":
                return Paragraph(self._inline(self._tokens[at + 1]))
            case "bullet_list_open" | "ordered_list_open":
                return Bullets(self._items(at + 1, close), ordered=token.type == "ordered_list_open")
            case "table_open":
                return self._table(at, close)
            case "fence" | "code_block":
                return Code(token.content.rstrip("\n"))
            case _:
                raise ValueError(f"{token.type} in {self._folder}: {token.content[:60]}")

    def _items(self, start: int, end: int) -> tuple[tuple[Block, ...], ...]:
        items = []
        at = start
        while at < end:
            close = self._close(at)
            items.append(tuple(self.blocks(at + 1, close)))
            at = close + 1
        return tuple(items)

    def _table(self, at: int, close: int) -> Table:
        rows: list[list[Inline]] = []
        for n in range(at, close):
            token = self._tokens[n]
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                rows[-1].append(self._inline(self._tokens[n + 1]))
        longest = [max(_length(row[n]) for row in rows) for n in range(len(rows[0]))]
        eased = [max(6.0, min(60.0, float(length))) ** 0.7 for length in longest]
        widths = tuple(round(one / sum(eased), 3) for one in eased)
        return Table(tuple(rows[0]), tuple(tuple(row) for row in rows[1:]), widths, "text")

    def _close(self, at: int) -> int:
        depth = 0
        for n in range(at, len(self._tokens)):
            depth += self._tokens[n].nesting
            if depth == 0:
                return n
        raise ValueError("a block that never ends")

    def _inline(self, token: Token) -> Inline:
        spans: list[Span] = []
        style: Style = "plain"
        held: list[Span] | None = None
        href = ""
        for child in token.children or []:
            into = spans if held is None else held
            match child.type:
                case "text":
                    into.append(Text(child.content, style))
                case "code_inline":
                    into.append(Text(child.content, "code"))
                case "softbreak" | "hardbreak":
                    into.append(Text(" "))
                case "strong_open":
                    style = "strong"
                case "em_open":
                    style = "emphasis"
                case "strong_close" | "em_close":
                    style = "plain"
                case "link_open":
                    held, href = [], str(child.attrs["href"])
                case "link_close":
                    spans.extend(self._linked(tuple(held or ()), href))
                    held = None
                case _:
                    raise ValueError(f"{child.type} in {self._folder}: {token.content[:60]}")
        return tuple(span for span in spans if not isinstance(span, Text) or span.text)

    def _linked(self, content: tuple[Span, ...], href: str) -> tuple[Span, ...]:
        """A link to a page of docs/ or to the web; what else it names is not in the book and stays words."""
        if "://" in href:
            return (Link(content, href),)
        place, _, anchor = href.partition("#")
        target = (DOCS / self._folder / place).resolve()
        if target.is_file() and target.suffix == ".md" and target.is_relative_to(DOCS) and target.name != "README.md":
            return (Link(content, _path(target.relative_to(DOCS).with_suffix("").as_posix()), anchor),)
        if target == DOCS / "decisions":
            return (Link(content, "choices/index"),)
        return content


def _length(content: Inline) -> int:
    return sum(len(span.text) if isinstance(span, Text) else 12 for span in content)
