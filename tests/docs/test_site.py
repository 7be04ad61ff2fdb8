"""The site needs nothing from the web."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docs.book.blocks import Page, Section
from docs.book.content import Content
from docs.book.site import FRAME_WORKER, THEME, configuration, search_both_languages, sources


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
    assert made["plugins"] == ["search", "offline"]
    # `offline` loads a script of this name from a delivery network where the configuration brings none.
    assert [entry["path"] for entry in made["extra"]["polyfills"]] == [f"theme/{FRAME_WORKER}"]
    assert "iframe-worker" in FRAME_WORKER


def test_the_index_is_cut_into_words_of_both_languages(tmp_path: Path) -> None:
    for name, before in (("search.json", ""), ("search.js", "var __index = ")):
        (tmp_path / name).write_text(before + '{"config":{"lang":["en"]},"items":[]}', encoding="utf-8")
    search_both_languages(tmp_path)
    for name in ("search.json", "search.js"):
        assert '"lang":["en","zh"]' in (tmp_path / name).read_text(encoding="utf-8")
    with pytest.raises(ValueError, match=r"search\.json"):
        search_both_languages(tmp_path)


@pytest.mark.parametrize("name", ["book.css", "book.js", FRAME_WORKER])
def test_the_theme_loads_nothing(name: str) -> None:
    assert not re.search(r"https?://|@import|url\(", (THEME / name).read_text(encoding="utf-8"))


def test_the_pages_load_nothing(book: tuple[Section, ...], content: Content) -> None:
    for place, text in sources(book, content).items():
        assert not re.search(r"<(script|img|link|iframe)\b", text), place
