"""Digits that blanks group."""

from dataclasses import replace
from pathlib import Path

import pytest

from cnesg.extraction.figures.digit_groups import DigitGroups
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import Document, Line, Page, Word, read_document

FIRM = "\u00a0"


def lines_of(document: Document) -> list[str]:
    return [line.text for page in DigitGroups().read(document).pages() for line in page.lines]


def text(folder: Path, *lines: str) -> Document:
    path = folder / "report.txt"
    path.write_text("Annual report 2024\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return replace(read_document(path), language="en")


def test_a_blank_that_breaks_no_line_is_of_the_number(tmp_path: Path) -> None:
    found = lines_of(text(tmp_path, f"In 2024{FIRM}1{FIRM}476 people left, 12{FIRM}340{FIRM}567 euros were paid."))
    assert found[-1] == f"In 2024{FIRM}1,476 people left, 12,340,567 euros were paid."


def test_plain_blanks_are_where_a_document_often_writes_so(tmp_path: Path) -> None:
    sentences = [f"We bought {n} 310 tonnes of steel." for n in (1, 24, 7, 9)]
    assert lines_of(text(tmp_path, *sentences))[-1] == "We bought 9,310 tonnes of steel."
    assert lines_of(text(tmp_path, "We have 1,200 plants.", *sentences))[-1] == sentences[-1]
    assert lines_of(text(tmp_path, sentences[0]))[-1] == sentences[0]


def test_a_year_before_a_number_is_none_of_its_digits(tmp_path: Path) -> None:
    sentences = ["We bought 1 310 tonnes of steel."] * 4
    assert lines_of(text(tmp_path, *sentences, "By the end of 2024 310 people had left."))[-1].endswith(
        "2024 310 people had left."
    )


@pytest.mark.parametrize("blank", [FIRM, "\u202f"])
def test_the_row_quotes_what_is_printed(tmp_path: Path, blank: str) -> None:
    document = text(tmp_path, f"In total, 1{blank}476 employees left the bank during 2024.")
    (row,) = extract_quantities(document, load_methodology())
    assert (row.metric, row.value, row.raw_value) == ("turnover_count", 1476, "1 476")
    assert "1 476 employees" in row.quote


def test_words_of_one_number_are_one_word() -> None:
    words = (
        Word("24", 0, (50, 10, 60, 19), 9.0),
        Word("310", 3, (63, 10, 78, 20), 9.0),
        Word("people", 7, (81, 10, 99, 19)),
    )
    page = Page(1, 600, 800, (Line(f"24{FIRM}310 people", 1, 1, words),))
    document = replace(read_document(Path(__file__)), language="en", pages=lambda: iter([page]))
    ((line,),) = (list(page.lines) for page in DigitGroups().read(document).pages())
    assert [(word.text, word.bbox) for word in line.words[:2]] == [
        ("24,310", (50, 10, 78, 20)),
        ("people", (81, 10, 99, 19)),
    ]


def test_two_blanks_in_a_number_tell_more_than_one_and_a_unit_may_be_glued_to_it(tmp_path: Path) -> None:
    told = "Emissions were 2 819 762t CO2e (FY13: 2 742 440t CO2e) and we employ 1 204 people."
    assert lines_of(text(tmp_path, told))[-1] == (
        "Emissions were 2,819,762t CO2e (FY13: 2,742,440t CO2e) and we employ 1,204 people."
    )


def test_counts_side_by_side_before_their_share_are_no_digits_of_one(tmp_path: Path) -> None:
    row = "Male 462 462 100% 57 12%"
    assert lines_of(text(tmp_path, *[row] * 4))[-1] == row
