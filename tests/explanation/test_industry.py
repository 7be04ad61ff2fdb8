"""Why an issue weighs more or less in a company's industry."""

import re
from typing import Any

import pytest
from rich.console import Console
from tests.small_methodology import (
    AS_OF,
    EVERYTHING,
    YEAR,
    absolute,
    companies,
    inputs,
    level2,
    materiality,
    methodology,
    quantity,
)

from cnesg.explanation import Explanation, explain, render_tree
from cnesg.framework.materiality_ratings import Materiality
from cnesg.model import DOCUMENTS, OBSERVATIONS
from cnesg.scoring import score

ISSUES = ("E01", "E02", "E03")
RATED = {"340000": {"E01": 3, "E02": 2, "E03": 0}}
SMALL = methodology(
    [level2(f"{issue}01", [quantity(f"{issue}01-01")], [absolute(f"{issue}01-01", [(0.0, 1.0)])]) for issue in ISSUES],
    weights={"E01": 0.5, "E02": 0.3, "E03": 0.2},
)


def explained(industry: str, reasons: Materiality | None, code: str = "TOTAL", **profile: Any) -> Explanation:
    rows = [{"company_id": "A", "data_point": f"{issue}01-01", "value": 1.0} for issue in ISSUES]
    scores, parts = score(
        inputs(rows),
        companies({"A": industry}),
        SMALL,
        EVERYTHING.model_copy(update=profile),
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=materiality(RATED),
    )
    tables = (scores, parts, inputs(rows), OBSERVATIONS.empty(), DOCUMENTS.empty())
    return explain(*tables, SMALL, "A", code=code, materiality=reasons)


def words(tree: Explanation, language: str) -> str:
    console = Console(width=300, color_system=None)
    with console.capture() as captured:
        console.print(render_tree(tree, language))  # type: ignore[arg-type]
    return captured.get()


def test_issues_say_how_their_industry_shifts_them_and_why() -> None:
    said = words(explained("340500", materiality(RATED)), "en")
    # E03 keeps 0.2 x 0.5; 0.5 x 1.5 and 0.3 x 1 share the rest of 0.9
    assert "weight raised from 0.5 to 0.6429 for drinks (340000), materiality 3 (high): 340000 E01" in said
    assert "weight lowered from 0.3 to 0.2571 for drinks (340000), materiality 2 (medium): 340000 E02" in said
    assert "weight lowered from 0.2 to 0.1 for drinks (340000), materiality 0 (not material): 340000 E03" in said
    assert len(re.findall("weight (raised|lowered|kept)", said)) == 3
    assert "权重由 0.5 升至 0.6429，重要性 3（high）：340000 E01" in words(
        explained("340500", materiality(RATED)), "zh"
    )


def test_the_shift_is_in_the_tree_for_programs() -> None:
    e01 = explained("340500", materiality(RATED)).parts[0].parts[0]
    assert e01.code == "E01"
    assert e01.industry is not None
    assert (e01.industry.weight, e01.industry.rating, e01.industry.reference) == (0.5, 3, "tests")
    assert [e01.industry.industry_weight, e01.effective_weight] == pytest.approx([0.9 * 0.75 / 1.05] * 2)
    assert e01.as_dict()["industry"]["reason_zh"] == "340000 E01"


def test_an_issue_explained_by_itself_says_it_too() -> None:
    assert "weight raised from 0.5 to 0.6429" in words(explained("340500", materiality(RATED), "E01"), "en")


def test_another_edition_s_reason_is_not_taken_for_the_run_s() -> None:
    other = materiality({"340000": {"E01": 1, "E02": 2, "E03": 0}})
    said = words(explained("340500", other), "en")
    assert "to 0.6429 for drinks (340000), materiality 3 (–): rated in another edition of the methodology" in said
    assert "materiality 2 (medium): 340000 E02" in said
    assert "rated in another edition" in words(explained("340500", None), "en")


@pytest.mark.parametrize(
    ("industry", "profile"), [("999999", {}), ("110101", {}), ("340500", {"industry_weights": False})]
)
def test_where_nothing_is_shifted_nothing_is_said(industry: str, profile: dict[str, Any]) -> None:
    tree = explained(industry, materiality(RATED), **profile)
    assert tree.parts[0].parts[0].industry is None
    assert not re.search("weight (raised|lowered|kept)", words(tree, "en"))


def two_parts(reasons: Materiality | None, **ratings: int) -> str:
    """The total explained where E01 has two indicators of 0.6 and 0.4."""
    parts = [
        level2(code, [quantity(f"{code}-01")], [absolute(f"{code}-01", [(0.0, 1.0)])], weight)
        for code, weight in (("E0101", 0.6), ("E0102", 0.4))
    ]
    small, rated = methodology(parts), materiality({"340000": ratings})
    rows = [{"company_id": "A", "data_point": f"{code}-01", "value": 1.0} for code in ("E0101", "E0102")]
    scores, table = score(
        inputs(rows),
        companies({"A": "340500"}),
        small,
        EVERYTHING,
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=rated,
    )
    tables = (scores, table, inputs(rows), OBSERVATIONS.empty(), DOCUMENTS.empty())
    return words(explain(*tables, small, "A", materiality=reasons or rated), "en")


def test_a_level2_indicator_says_why_its_weight_shifts() -> None:
    said = two_parts(None, E01=2, E0102=3)
    # 0.6 and 0.4 x 1.5 = 0.6: half each
    assert "weight raised from 0.4 to 0.5 for drinks (340000), materiality 3 (high): 340000 E0102" in said
    assert (
        "weight lowered from 0.6 to 0.5 for drinks (340000), materiality 2 (medium): "
        "the rating of E01; other parts have their own"
    ) in said
    assert "weight 1 kept for drinks (340000), materiality 2 (medium): 340000 E01" in said


def test_level2_indicators_that_stay_as_they_are_say_nothing() -> None:
    assert len(re.findall("weight (?:raised|lowered|[0-9.]+ kept)", two_parts(None, E01=2))) == 1


def test_another_edition_s_level2_rating_is_not_taken_for_the_run_s() -> None:
    said = two_parts(materiality({"340000": {"E01": 2, "E0102": 1}}), E01=2, E0102=3)
    assert "to 0.5 for drinks (340000), materiality 3 (–): rated in another edition of the methodology" in said
