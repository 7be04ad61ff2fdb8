"""The site needs nothing from the web."""

import re
from collections.abc import Iterator

import pytest
from docs.book.blocks import Page, Section
from docs.book.content import Content
from docs.book.site import THEME, configuration, sources


def navigation(entries: list[object]) -> Iterator[str]:
    for entry in entries:
        assert isinstance(entry, dict)
        for target in entry.values():
            yield from navigation(target) if isinstance(target, list) else [str(target)]


def test_every_page_stands_in_the_navigation_once(
    book: tuple[Section, ...], content: Content, pages: dict[str, Page]
) -> None:
    listed = list(navigation(configuration(book, content)["nav"]))
    assert sorted(listed) == sorted({"index.md", *(f"{path}.md" for path in pages)})


def test_no_fonts_or_plugins_from_elsewhere(book: tuple[Section, ...], content: Content) -> None:
    made = configuration(book, content)
    assert made["theme"]["font"] is False
    assert made["plugins"] == ["search"]  # `offline` would load a script from a delivery network


@pytest.mark.parametrize("name", ["book.css", "book.js"])
def test_the_theme_loads_nothing(name: str) -> None:
    assert not re.search(r"https?://|@import|url\(", (THEME / name).read_text(encoding="utf-8"))


def test_the_pages_load_nothing(book: tuple[Section, ...], content: Content) -> None:
    for place, text in sources(book, content).items():
        assert not re.search(r"<(script|img|link|iframe)\b", text), place
