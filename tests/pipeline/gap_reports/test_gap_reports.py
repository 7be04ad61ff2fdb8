"""The gap report in every form: what is in it, in both languages, and that nothing of a report can break it."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from tests.gap.reports import CHINESE, ENGLISH, FINANCIAL, INDEX, gap_of

from cnesg.disclosure import Talk
from cnesg.errors import Language
from cnesg.gap import Gap
from cnesg.gap.model import Status
from cnesg.pipeline.gap_reports.html import html_of
from cnesg.pipeline.gap_reports.view import percent, view_of

HOSTILE = "<script>alert(1)</script> We installed LED lights & sorted waste for recycling."


@pytest.fixture(scope="module")
def gap() -> Gap:
    return gap_of(f"{ENGLISH}\n{HOSTILE}\n\n{INDEX}")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_view_has_every_item_once_under_its_heading(gap: Gap, language: Language) -> None:
    view = view_of(gap, language)
    assert sorted(item["id"] for item in view.items) == sorted(gap.items)
    assert [g["id"] for g in view.groups][:3] == ["Part B", "14", "A1"]
    assert sum(view.counts.values()) == len(gap.items)
    assert sum(g["counts"]["disclosed"] for g in view.groups) == view.counts["disclosed"]
    assert view.overclaimed
    assert view.has_claims
    assert not view.has_peers


def test_the_page_shows_places_and_words_and_escapes_the_report(gap: Gap) -> None:
    page = html_of(view_of(gap, "en"))
    assert "line 22 · " in page
    assert "We donated CNY 300,000 to a village school" in page
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=\"http", page)
    assert "The index claims it; the content does not show it." in page


def test_the_page_is_in_the_readers_language() -> None:
    page = html_of(view_of(gap_of(CHINESE), "zh"))
    assert "第 22 行" in page
    assert "已披露" in page
    assert "Disclosed" not in page


def test_the_page_says_why_nothing_is_disclosed() -> None:
    page = html_of(view_of(gap_of(FINANCIAL), "en"))
    assert "next to nothing on environment" in page


def test_peers_stand_beside_items(gap: Gap) -> None:
    items = {key: replace(item, peers=0.25) for key, item in gap.items.items()}
    view = view_of(replace(gap, items=items), "en")
    assert view.has_peers
    assert "25%" in html_of(view)
    assert percent(None) == "–"


@pytest.mark.parametrize(("language", "words"), [("en", "40% of 10 sentences"), ("zh", "40%")])
def test_talk_stands_below_the_counts(gap: Gap, language: Language, words: str) -> None:
    talk = (Talk(None, 10, 4, 2), Talk("E", 4, 1, 0), Talk("S", 6, 3, 2), Talk("G", 0, 0, 0))
    view = view_of(replace(gap, talk=talk), language)
    assert words in view.talk
    assert "E 25%, S 50%" in view.talk
    assert "G" not in view.talk.split("E 25%")[1]
    assert view.talk in html_of(view)
    assert view_of(gap, language).talk == ""


@pytest.mark.parametrize(
    ("status", "like", "words"),
    [
        ("disclosed", True, "this report too"),
        ("disclosed", False, "this report in its own way"),
        ("explained", False, "this report in its own way"),
        ("missing", True, "this report in part"),
        ("missing", False, "not this report"),
    ],
)
def test_the_own_answer_stands_beside_that_of_peers(gap: Gap, status: Status, like: bool, words: str) -> None:
    items = {key: replace(item, status=status, peers=0.25, like_peers=like) for key, item in gap.items.items()}
    shown = {item["id"]: item["peers_text"] for item in view_of(replace(gap, items=items), "en").items}
    assert shown["A1"] == f"25% ({words})"


def test_the_workbook_holds_items_and_evidence_and_no_formula(gap: Gap) -> None:
    pytest.importorskip("xlsxwriter")
    from cnesg.pipeline.gap_reports.xlsx import xlsx_of

    view = view_of(gap, "en")
    data = xlsx_of(view)
    assert data == xlsx_of(view)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        strings = book.read("xl/sharedStrings.xml").decode()
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 3
    assert "We donated CNY 300,000" in strings
    assert not any("<f>" in sheet for sheet in sheets)
    assert sheets[1].count("<row ") == len(gap.items) + 1
    assert sheets[2].count("<row ") == sum(len(item.evidence) for item in gap.items.values()) + 1


@pytest.mark.parametrize(("text", "language", "word"), [(ENGLISH, "en", "Disclosed"), (CHINESE, "zh", "已披露")])
def test_the_pdf_is_a4_and_can_be_searched(text: str, language: Language, word: str) -> None:
    import pypdfium2

    from cnesg.pipeline.gap_reports.pdf import pdf_of

    document = pypdfium2.PdfDocument(pdf_of(view_of(gap_of(text), language)))
    assert [round(side) for side in document[0].get_size()] == [595, 842]
    assert word in document[0].get_textpage().get_text_bounded()
