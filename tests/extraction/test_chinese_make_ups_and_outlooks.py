"""Plans, make-ups of the staff, kinds that a sentence names, rows of nothing that happened: all rows of each."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.test_chinese_lists import rows_of, told

from cnesg.extraction.documents.company_names import CompanyNames

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "extraction" / "chinese-make-ups-and-outlooks.yaml").read_text(
        encoding="utf-8"
    )
)
OPENING = (
    "江澜微电子股份有限公司",
    "武汉江澜通过审核;成都江澜建成污水站。",
    "武汉江澜开展培训。",
    "成都江澜、上海江澜获奖。",
)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:20].replace("\n", " ") for case in CASES])
def test_a_text_gives_these_rows_and_no_others(case: dict[str, Any]) -> None:
    assert sorted(told(row) for row in rows_of(case["text"])) == sorted(case["rows"])


def test_a_city_before_the_groups_own_name_is_a_subsidiary() -> None:
    assert CompanyNames.told_in(OPENING).parts == {"武汉江澜", "成都江澜", "上海江澜"}


def test_a_city_before_the_name_of_the_company_itself_is_none() -> None:
    opening = ("武汉江澜微电子股份有限公司", *OPENING[1:])
    assert "武汉江澜" not in CompanyNames.told_in(opening).parts
