"""A count with its share right behind it, set without a blank, is two values. All is invented."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.extraction.tables.fragments import kind_of, page_fragments
from cnesg.extraction.tables.glued_shares import with_shares_cut
from cnesg.extraction.tables.model import Fragment
from cnesg.text import Page, fold

MakePages = Callable[..., list[Page]]


def fragment(text: str, x0: float = 100.0, start: int = 0) -> Fragment:
    folded = fold(text)
    return Fragment(text, folded, (x0, 100.0, x0 + 10.0 * len(text), 109.0), 9.0, 3, start, kind_of(folded))


@pytest.mark.parametrize(
    ("printed", "count", "share"),
    [
        ("6(86%)", "6", "(86%)"),
        ("1,204(86.25%)", "1,204", "(86.25%)"),
        ("1204(8.5%)", "1204", "(8.5%)"),
        ("6（86%）", "6", "（86%）"),
        ("6（86％）", "6", "（86％）"),
        ("12( 86 %)", "12", "( 86 %)"),
    ],
)
def test_a_count_and_its_share_are_two_numbers(printed: str, count: str, share: str) -> None:
    label = fragment("Men", 20.0)
    first, *cut = with_shares_cut([label, fragment(printed, start=4)])
    assert first is label
    assert [(one.text, one.folded, one.kind) for one in cut] == [
        (count, fold(count), "number"),
        (share, fold(share), "number"),
    ]


def test_each_stands_where_its_characters_do() -> None:
    count, share = with_shares_cut([fragment("12(86%)", start=4)])
    assert (count.bbox, count.start, count.line) == ((100.0, 100.0, 120.0, 109.0), 4, 3)
    assert (share.bbox, share.start, share.line) == ((120.0, 100.0, 170.0, 109.0), 6, 3)


@pytest.mark.parametrize("text", ["6 (86%)", "6(86)", "Men 6(86%)", "6(86%) of all", "6.5(86%)", "6(1286%)", "(86%)"])
def test_other_texts_stay_whole(text: str) -> None:
    line = [fragment("Men", 20.0), fragment(text)]
    assert with_shares_cut(line) is line


def test_the_others_of_a_line_stay_as_they_are() -> None:
    men, note = fragment("Men", 20.0), fragment("7(note)", 300.0)
    found = with_shares_cut([men, fragment("6(86%)"), note])
    assert [one.text for one in found] == ["Men", "6", "(86%)", "7(note)"]
    assert found[0] is men
    assert found[-1] is note


def _draw(canvas: Any, *rows: tuple[str, ...]) -> None:
    for number, (label, *values) in enumerate(rows):
        canvas.drawString(50, 720 - 15 * number, label)
        for x, value in zip((300, 420), values, strict=True):
            canvas.drawRightString(x, 720 - 15 * number, value)


ROWS = (("Employees", "2023", "2022"), ("Male", "612(61.2%)", "580(58%)"), ("Female", "388(38.8%)", "420(42%)"))


def test_the_fragments_of_a_page_are_cut(make_pages: MakePages) -> None:
    (page,) = make_pages(lambda canvas: _draw(canvas, *ROWS))
    assert [one.text for one in page_fragments(page)[1]] == ["Male", "612", "(61.2%)", "580", "(58%)"]


def test_a_table_of_counts_with_shares_behind_them_gives_both(make_pages: MakePages, knowledge: Knowledge) -> None:
    reader = TableReader(knowledge, 2023)
    (page,) = make_pages(lambda canvas: _draw(canvas, *ROWS))
    found: list[Candidate] = list(reader.read(page))
    assert {(one.metric, one.value, one.year, *one.breakdown.values()) for one in found} == {
        ("employees", 612, 2023, "male"),
        ("employees_share", 61.2, 2023, "male"),
        ("employees", 580, 2022, "male"),
        ("employees_share", 58, 2022, "male"),
        ("employees", 388, 2023, "female"),
        ("employees_share", 38.8, 2023, "female"),
        ("employees", 420, 2022, "female"),
        ("employees_share", 42, 2022, "female"),
    }
