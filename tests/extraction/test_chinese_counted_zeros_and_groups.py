"""Zeros counted in words, prizes of fields, groups of the staff, gifts to it and savings: all rows of each text."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.test_chinese_lists import rows_of, told

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "extraction" / "chinese-counted-zeros-and-groups.yaml").read_text(
        encoding="utf-8"
    )
)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:20].replace("\n", " ") for case in CASES])
def test_a_text_gives_these_rows_and_no_others(case: dict[str, Any]) -> None:
    assert sorted(told(row) for row in rows_of(case["text"])) == sorted(case["rows"])


def test_a_group_that_most_sentences_of_a_part_of_a_report_begin_with_is_no_kind_of_course() -> None:
    begins = "".join(f"2023年，东江智能集团推进第{n}项改进。\n" for n in "一二三四五")
    rows = rows_of(f"{begins}2023年，东江智能集团员工培训经费投入达168万元，共计812名员工参加培训。")
    assert [told(row) for row in rows] == ["training_investment 1680000", "training_people 812"]
