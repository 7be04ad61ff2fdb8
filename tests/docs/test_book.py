"""What the whole book holds: nothing of the methodology is left out, and no link leads nowhere."""

from collections import Counter

from docs.book.blocks import (
    Block,
    Both,
    Facts,
    Heading,
    Inline,
    Link,
    Note,
    Page,
    Paragraph,
    Section,
    Table,
    Text,
    links_of,
    paragraph,
)
from docs.book.book import missing_pages
from docs.book.content import Content


def words_of(blocks: tuple[Block, ...]) -> str:
    """All words of some blocks, both languages."""
    return "\n".join(_words(content) for block in blocks for content in _contents(block))


def _contents(block: Block) -> list[Inline]:
    match block:
        case Heading(content=content) | Paragraph(content=content):
            return [content]
        case Table(head=head, rows=rows):
            return [*head, *(cell for row in rows for cell in row)]
        case Facts(rows=pairs):
            return [cell for pair in pairs for cell in pair]
        case Note(title=title, blocks=inner):
            return [title, line_of(words_of(inner))]
    return [line_of(words_of(tuple(one for item in getattr(block, "items", ()) for one in item)))]


def line_of(text: str) -> Inline:
    return (Text(text),)


def _words(content: Inline) -> str:
    return "".join(
        f"{span.en} {span.zh}"
        if isinstance(span, Both)
        else _words(span.content)
        if isinstance(span, Link)
        else span.text
        for span in content
    )


def test_each_indicator_has_a_page_with_all_that_a_reader_asks(content: Content, pages: dict[str, Page]) -> None:
    wanted = {"why", "rule", "data-points", "standards", "applies", "decisions"}
    for code, level2 in content.methodology.level2.items():
        page = pages[f"indicators/{code}"]
        anchors = {block.anchor for block in page.blocks if isinstance(block, Heading)}
        assert wanted | {point.code.lower() for point in level2.data_points} <= anchors, code
        shown = words_of(page.blocks)
        for text in (level2.why.en, level2.why.zh, *(point.definition.zh for point in level2.data_points)):
            assert text in shown, code
        assert "Synthetic score 综合得分" in shown, code


def test_each_issue_industry_standard_and_incident_type_is_there(content: Content, pages: dict[str, Page]) -> None:
    assert {f"indicators/{code}" for code in content.methodology.level1} <= pages.keys()
    assert {f"materiality/{code}" for code in content.materiality.industries} <= pages.keys()
    assert {f"standards/{code}" for code in content.standards.by_code} <= pages.keys()
    for code, kind in content.incidents.types.items():
        page = pages[f"incidents/{kind.level1}"]
        assert any(isinstance(block, Heading) and block.anchor == code.lower() for block in page.blocks), code


def test_each_rating_stands_with_its_reason(content: Content, pages: dict[str, Page]) -> None:
    for industry, issues in content.materiality.industries.items():
        ratings = {**issues, **content.materiality.level2[industry]}
        shown = words_of(pages[f"materiality/{industry}"].blocks)
        assert all(rating.reason.en in shown and rating.reason.zh in shown for rating in ratings.values()), industry


def test_every_assumed_value_is_listed_once(content: Content, pages: dict[str, Page]) -> None:
    listed = Counter(
        _words(row[0])
        for path, page in pages.items()
        if path.startswith("choices/") and path != "choices/index"
        for block in page.blocks
        if isinstance(block, Table)
        for row in block.rows
    )
    assert listed == Counter(choice.path for choice in content.choices)


def test_every_link_leads_to_a_page(book: tuple[Section, ...]) -> None:
    assert missing_pages(book) == ()


def test_a_link_to_no_page_is_told() -> None:
    page = Page(
        "a/b", Both("B", ""), "B", (paragraph(Link((Text("c"),), "a/c"), Link((Text("d"),), "https://example.org")),)
    )
    assert missing_pages((Section(Both("A", ""), (page,)),)) == ("a/b -> a/c",)


def test_anchors_that_are_linked_to_are_there_once(pages: dict[str, Page]) -> None:
    anchors = {
        path: Counter(block.anchor for block in page.blocks if isinstance(block, Heading))
        for path, page in pages.items()
    }
    lost = {
        f"{path} -> {link.page}#{link.anchor}"
        for path, page in pages.items()
        if not path.startswith(("handbook/", "decisions/"))
        for link in links_of(page.blocks)
        if link.anchor and anchors[link.page][link.anchor] != 1
    }
    assert not lost
