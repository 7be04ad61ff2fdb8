"""Hand-written pages: read whole, or refused."""

from pathlib import Path

import pytest
from docs.book import handbook
from docs.book.blocks import Bullets, Code, Link, Paragraph, Table, Text, links_of
from docs.book.content import DOCS
from docs.book.handbook import handbook_page


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(handbook, "DOCS", tmp_path)
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "one.md").write_text("# One\n")
    return tmp_path


def test_blocks_of_a_page(docs: Path) -> None:
    file = docs / "page.md"
    file.write_text("# Title\n\n**What.** A `code`.\n\n- a\n- b\n\n```\nx\ny\n```\n\n| h | i |\n|---|---|\n| 1 | 2 |\n")
    page = handbook_page(file)
    assert (page.path, page.label) == ("handbook/page", "Title")
    first, listed, code, table = page.blocks
    assert first == Paragraph((Text("What.", "strong"), Text(" A "), Text("code", "code"), Text(".")))
    assert isinstance(listed, Bullets)
    assert code == Code("x\ny")
    assert isinstance(table, Table)
    assert [len(row) for row in (table.head, *table.rows)] == [2, 2]


def test_links_within_docs_lead_to_pages_and_others_stay_words(docs: Path) -> None:
    file = docs / "page.md"
    file.write_text("# Title\n\n[a](decisions/one.md) [b](../src/x.py) [c](https://example.org) [d](decisions/)\n")
    (paragraph,) = handbook_page(file).blocks
    assert [link.page for link in links_of([paragraph])] == ["decisions/one", "https://example.org", "choices/index"]


def test_a_page_without_a_title_is_refused(docs: Path) -> None:
    file = docs / "page.md"
    file.write_text("words\n")
    with pytest.raises(ValueError, match="title"):
        handbook_page(file)


def test_what_can_not_be_shown_is_refused(docs: Path) -> None:
    file = docs / "page.md"
    file.write_text("# Title\n\n![picture](x.png)\n")
    with pytest.raises(ValueError, match="image"):
        handbook_page(file)


def test_every_page_of_docs_can_be_shown() -> None:
    for path in [*DOCS.glob("*.md"), *DOCS.glob("decisions/*.md")]:
        page = handbook_page(path)
        assert page.title.en, path
        assert not any(isinstance(link, Link) and link.page.endswith(".md") for link in links_of(page.blocks)), path
