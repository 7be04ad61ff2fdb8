"""Short names held against full ones, with the arithmetic in tests/cases/companies."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cnesg.companies.alignment import Alignment
from cnesg.framework.company_names import load_company_names

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "companies" / "name-alignment.yaml").read_text("utf-8"))
ALIGNMENT = Alignment(load_company_names())
NAMES = st.text("松湖江苏电子科技集团银行东方航空京", min_size=1, max_size=12)


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: f"{case['short']}-{case['full']}")
def test_worked_examples(case: dict[str, Any]) -> None:
    reached = ALIGNMENT.score(ALIGNMENT.prepared(case["short"]), case["full"])
    assert reached == pytest.approx(case["score"], abs=5e-5), case["because"]


@given(NAMES)
def test_a_name_fits_itself_wholly(name: str) -> None:
    assert ALIGNMENT.score(ALIGNMENT.prepared(name), name) == pytest.approx(1)


@given(NAMES, NAMES)
def test_a_score_is_one_at_most_and_more_only_where_characters_may_be_missing(short: str, full: str) -> None:
    asked = ALIGNMENT.prepared(short)
    strict, lacking = ALIGNMENT.score(asked, full), ALIGNMENT.score(asked, full, lacking=True)
    assert strict <= max(lacking, 0) + 1e-9
    assert max(strict, lacking) <= 1 + 1e-9


def test_places_may_be_written_by_one_character() -> None:
    assert ALIGNMENT.spellings("北京松湖")[0] == ("北", "京")
    assert ALIGNMENT.firm("松湖集团") == "松湖"
    assert ALIGNMENT.firm("国际集团") == "国际集团"
