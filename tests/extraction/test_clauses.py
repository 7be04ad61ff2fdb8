"""Sentences in pieces where they hold hundreds of numbers, and no other."""

from pathlib import Path

from tests.extraction.texts import KNOW

from cnesg.extraction.clauses import sentence_spans, within_reach
from cnesg.extraction.quantities import extract_quantities
from cnesg.text import read_document


def test_a_sentence_of_a_hundred_numbers_stays_whole() -> None:
    starts, ends = list(range(0, 200, 2)), list(range(1, 201, 2))
    assert list(within_reach([(0, 200)], starts, ends)) == [(0, 200)]


def test_a_longer_one_is_cut_behind_numbers_and_loses_nothing() -> None:
    starts, ends = list(range(10, 1010, 4)), list(range(12, 1012, 4))  # 250 numbers
    assert list(within_reach([(0, 10), (10, 1100)], starts, ends)) == [(0, 10), (10, 408), (408, 808), (808, 1100)]


def test_each_number_of_a_list_of_hundreds_is_read(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    listed = "、".join(f"第{at}车间参加安全培训{at}人次" for at in range(201, 501))
    report.write_text(f"2022年，{listed}。\n", encoding="utf-8")
    rows = extract_quantities(read_document(report), KNOW, year=2022)
    assert {row.value for row in rows} == set(range(201, 501))
    assert {row.metric for row in rows} == {"safety_training_people"}


def test_a_sentence_begins_behind_the_blank_before_it() -> None:
    text = "Waste fell by 4% from 2022. 63% of it was recycled. $45,584 was given. Women held 29% of roles."
    assert [text[start:end] for start, end in sentence_spans(text)] == [
        "Waste fell by 4% from 2022.",
        "63% of it was recycled.",
        "$45,584 was given.",
        "Women held 29% of roles.",
    ]
