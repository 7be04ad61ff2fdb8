"""A page as Markdown for the site: headings and paragraphs as Markdown, tables and cards as HTML within it."""

import html
import json
import posixpath

from docs.book.blocks import (
    Block,
    Both,
    Bullets,
    Code,
    Facts,
    Heading,
    Inline,
    Link,
    Note,
    Page,
    Paragraph,
    Span,
    Table,
    Text,
    is_below,
    line,
)

_MANY = 14
_TAGS = {"strong": "strong", "emphasis": "em", "code": "code"}


def markdown(page: Page) -> str:
    """The page with its front matter; links are relative to the page's own place."""
    writer = _Writer(page.path)
    wide = any(isinstance(block, Table) and _is_wide(block) for block in page.blocks)
    hidden = "hide:\n  - toc\n" if wide else ""
    front = f"---\ntitle: {json.dumps(page.label, ensure_ascii=False)}\n{hidden}---\n"
    title = f"# {writer.inline(line(page.code, ' ' if page.code else None, page.title), heading=True)}"
    return "\n\n".join([front + title, *(writer.block(block) for block in page.blocks)]) + "\n"


class _Writer:
    """Writes the blocks of one page."""

    def __init__(self, path: str) -> None:
        self._folder = posixpath.dirname(path)

    def block(self, block: Block) -> str:
        """One block; without blank lines inside, so that it stays one block for Markdown."""
        if isinstance(block, Heading):
            return f"{'#' * block.level} {self.inline(block.content, heading=True)} {{#{block.anchor}}}"
        return self._html(block)

    def _html(self, block: Block) -> str:
        match block:
            case Paragraph(content=content):
                written = f"<p>{self.inline(content)}</p>"
            case Bullets(items=items, ordered=ordered):
                tag = "ol" if ordered else "ul"
                inner = "".join(f"<li>{''.join(self._tight(one, len(item)) for one in item)}</li>" for item in items)
                written = f"<{tag}>{inner}</{tag}>"
            case Table():
                written = self._table(block)
            case Facts(rows=rows):
                inner = "".join(
                    f"<div><dt>{self.inline(name)}</dt><dd>{self.inline(value)}</dd></div>" for name, value in rows
                )
                written = f'<dl class="book-facts">{inner}</dl>'
            case Note(title=title, blocks=blocks):
                inner = "".join(self._html(one) for one in blocks)
                written = f'<div class="book-note"><p class="book-note-title">{self.inline(title)}</p>{inner}</div>'
            case Code(text=text):
                # A blank line would end the block for Markdown; the reference is one for the browser only.
                lines = html.escape(text, quote=False).replace("\n", "&#10;")
                written = f'<pre class="book-code"><code>{lines}</code></pre>'
            case Heading(content=content, anchor=anchor):
                written = f'<h4 id="{anchor}">{self.inline(content, heading=True)}</h4>'
        return written

    def _tight(self, block: Block, count: int) -> str:
        """A lone paragraph of a list's member needs no frame of its own."""
        if count == 1 and isinstance(block, Paragraph):
            return self.inline(block.content)
        return self._html(block)

    def _table(self, table: Table) -> str:
        wide = " book-wide" if _is_wide(table) else ""
        columns = "".join(f'<col style="width:{width:.1%}">' for width in table.widths)
        head = "".join(f"<th>{self.inline(cell)}</th>" for cell in table.head)
        labels = [html.escape(_plain(cell)) for cell in table.head]
        rows = "".join(
            "<tr>"
            + "".join(
                f'<td data-label="{label}">{_framed(self.inline(cell))}</td>'
                if table.style == "rows"
                else f"<td>{self.inline(cell)}</td>"
                for label, cell in zip(labels, row, strict=True)
            )
            + "</tr>"
            for row in table.rows
        )
        return (
            f'<div class="book-table book-{table.style}{wide}"><table class="book-grid"><colgroup>{columns}</colgroup>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def inline(self, content: Inline, *, heading: bool = False) -> str:
        """Spans as HTML; in headings Markdown passes it through, and both languages stand on one line."""
        return "".join(
            self._span(span, below=not heading and isinstance(span, Both) and is_below(span, content))
            for span in content
        )

    def _span(self, span: Span, *, below: bool) -> str:
        if isinstance(span, Text):
            return _styled(span)
        if isinstance(span, Link):
            return f'<a href="{html.escape(self._target(span))}">{self.inline(span.content, heading=True)}</a>'
        if not span.zh:
            return _escaped(span.en)
        english = f'<span class="en" lang="en">{_escaped(span.en)}</span>' if span.en else ""
        place = "zh below" if below else "zh"
        return f'{english}<span class="{place}" lang="zh-Hans"> {_escaped(span.zh)}</span>'

    def _target(self, link: Link) -> str:
        if "://" in link.page:
            return link.page
        place = posixpath.relpath(f"{link.page}.html", self._folder or ".")
        return f"{place}#{link.anchor}" if link.anchor else place


def _styled(span: Text) -> str:
    words = _escaped(span.text)
    if span.style == "plain":
        return words
    tag = _TAGS.get(span.style)
    return f"<{tag}>{words}</{tag}>" if tag else f'<span class="{_classes(span)}">{words}</span>'


def _classes(span: Text) -> str:
    """The style's class and, for badges, one for what they say."""
    return f"book-badge book-{span.text}" if span.style == "badge" and span.text.isascii() else f"book-{span.style}"


def _escaped(text: str) -> str:
    """Text that neither HTML nor Markdown reads as anything else."""
    words = html.escape(text, quote=False)
    for mark in "\\`*_[]{}#|~":
        words = words.replace(mark, f"&#{ord(mark)};") if mark != "#" else words
    return words


def _is_wide(table: Table) -> bool:
    """Whether a matrix needs the whole page, with its heads set upright."""
    return table.style == "matrix" and len(table.head) > _MANY


def _framed(cell: str) -> str:
    """A cell's content as one box beside its label; nothing where there is nothing."""
    return f"<div>{cell}</div>" if cell else ""


def _plain(content: Inline) -> str:
    words = []
    for span in content:
        if isinstance(span, Both):
            words.append(f"{span.en} {span.zh}".strip())
        elif isinstance(span, Link):
            words.append(_plain(span.content))
        else:
            words.append(span.text)
    return "".join(words)
