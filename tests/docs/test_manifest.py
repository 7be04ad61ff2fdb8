"""The committed manifest says which pages the book has; it fails here when the data has moved on."""

import pytest
from docs.book.blocks import Section
from docs.book.content import Content
from docs.book.manifest import MANIFEST, manifest, stale_pages
from docs.book.site import sources


@pytest.mark.heavy
def test_the_book_is_not_stale(book: tuple[Section, ...], content: Content) -> None:
    stale = stale_pages(sources(book, content), MANIFEST.read_text(encoding="utf-8"))
    assert not stale, (
        f"{len(stale)} pages differ from docs/book/manifest.txt, among them {', '.join(stale[:5])}. "
        "`python -m docs.book manifest` (or `make docs`) writes it anew; commit it with the change."
    )


@pytest.mark.heavy
def test_pages_come_out_the_same_twice(book: tuple[Section, ...], content: Content) -> None:
    assert manifest(sources(book, content)) == manifest(sources(book, content))


def test_new_changed_and_lost_pages_are_stale() -> None:
    written = manifest({"a.md": "1", "b.md": "2", "c.md": "3"})
    assert stale_pages({"a.md": "1", "b.md": "other", "d.md": "4"}, written) == ("b.md", "c.md", "d.md")


def test_hand_written_pages_and_the_title_page_are_never_stale() -> None:
    assert manifest({"index.md": "x", "decisions/a.md": "y", "handbook/b.md": "z"}) == ""
