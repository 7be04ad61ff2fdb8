"""Pages as Markdown: nothing of the data is read as markup, and links find their way from any folder."""

import pytest
from docs.book.blocks import Both, Bullets, Code, Facts, Heading, Page, Paragraph, Table, Text, line, link, paragraph
from docs.book.markdown import markdown
from hypothesis import given
from hypothesis import strategies as st


def page(*blocks: Paragraph | Table | Facts | Code | Bullets | Heading, path: str = "a/b") -> str:
    return markdown(Page(path, Both("Title", "标题"), "Title", blocks))


@pytest.mark.parametrize(
    ("path", "target", "href"),
    [("a/b", "a/c", "c.html"), ("a/b", "c", "../c.html"), ("a", "b/c", "b/c.html"), ("a/b", "c/d", "../c/d.html")],
)
def test_links_are_relative(path: str, target: str, href: str) -> None:
    assert f'<a href="{href}">' in page(paragraph(link(target, "x")), path=path)
    assert f'<a href="{href}#here">' in page(paragraph(link(target, "x", anchor="here")), path=path)


def test_addresses_on_the_web_stay() -> None:
    assert '<a href="https://example.org/x">' in page(paragraph(link("https://example.org/x", "x")))


def test_markup_in_data_is_only_words() -> None:
    shown = page(paragraph("a < b & *c* _d_ `e` [f](g)"))
    assert "a &lt; b &amp; " in shown
    for mark in ("*c*", "_d_", "`e`", "[f]", "(g)" * 2):
        assert mark not in shown


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_no_data_opens_a_tag(text: str) -> None:
    body = page(paragraph(Text(text))).split("<p>", 1)[1].rsplit("</p>", 1)[0]
    assert "<" not in body
    assert ">" not in body


def test_both_languages_are_marked_for_the_switch() -> None:
    shown = page(paragraph(Both("Why", "为何")))
    assert '<span class="en" lang="en">Why</span>' in shown
    assert '<span class="zh below" lang="zh-Hans"> 为何</span>' in shown


def test_blocks_are_one_line_each() -> None:
    """A blank line within HTML would end it for Markdown."""
    blocks = (
        Table((line("h"),), ((line("a"),), ((),)), (1.0,)),
        Facts(((line("n"), line("v")),)),
        Code("one\n\ntwo"),
        Bullets(((paragraph("x"), paragraph("y")),)),
    )
    assert len(page(*blocks).strip().split("\n\n")) == 1 + len(blocks)


def test_cells_carry_their_column_for_narrow_screens() -> None:
    shown = page(Table((line(Both("Rule", "规则")),), ((line("x"),),), (1.0,)))
    assert '<td data-label="Rule 规则"><div>x</div></td>' in shown


def test_headings_can_be_linked_to() -> None:
    assert "## Why {#why}" in page(Heading(2, line("Why"), "why"))
