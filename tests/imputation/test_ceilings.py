"""What a carried value counts: where it stands today less its penalty, and no more than in its own year."""

from typing import Any

import pytest
from tests.small_methodology import (
    AS_OF,
    EVERYTHING,
    YEAR,
    companies,
    level2,
    methodology,
    observations,
    quantity,
    relative,
    rules,
    worst_reporter_cap,
)

from cnesg.imputation import impute, select_inputs
from cnesg.scoring import score

# Four peers and C, of one industry; less is better. Of five values 1 3 5 7 9 the quartiles are 3, 5 and 7.
THEN = {"P1": 1.0, "P2": 3.0, "P3": 7.0, "P4": 9.0}
CASES = [
    ("peers stay: the second best quarter, 75 - 10", 5.0, 1.0, YEAR - 1, 75.0, 65.0),
    ("peers got worse: 100 today, 75 then, 75 - 10", 5.0, 10.0, YEAR - 1, 75.0, 65.0),
    ("peers got better: 25 today, 75 then, 25 - 10", 5.0, 0.1, YEAR - 1, 75.0, 15.0),
    ("two years old: 75 - 20", 5.0, 1.0, YEAR - 2, 75.0, 55.0),
    ("the worst then: 25 - 10, whatever peers do", 20.0, 100.0, YEAR - 1, 25.0, 15.0),
]
"""Why, C's value, how many times theirs of then its peers have today, C's year, what it counted, what it counts."""


def said(company: str, value: float, year: int) -> dict[str, Any]:
    return {"company_id": company, "concept": "e0101_01", "canonical_value": value, "fiscal_year": year}


@pytest.mark.parametrize(("because", "own", "times", "year", "most", "counts"), CASES, ids=[case[0] for case in CASES])
def test_a_carried_value(because: str, own: float, times: float, year: int, most: float, counts: float) -> None:
    small = methodology(
        [level2("E0101", [quantity("E0101-01", direction="lower")], [relative("E0101-01")])],
        rules=rules(least_peers=4).model_copy(update={"worst_reporter_cap": worst_reporter_cap("industry", "market")}),
    )
    facts = [said(company, value, year) for company, value in (THEN | {"C": own}).items()]
    table = observations([*facts, *(said(company, times * value, YEAR) for company, value in THEN.items())])
    peers = companies(dict.fromkeys([*THEN, "C"], "110101"))
    filled = impute(select_inputs(table, small, YEAR), table, peers, small, YEAR, as_of=AS_OF)
    row = filled.filter(filled["company_id"] == "C").row(0, named=True)
    assert (row["origin"], row["most"]) == ("carried", most), because
    assert filled.filter(filled["company_id"] != "C")["most"].is_null().all()
    scores, _ = score(filled, peers, small, EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None)
    mine = scores.filter(
        (scores["company_id"] == "C") & (scores["code"] == "E0101") & (scores["kind"] == "performance")
    )
    assert mine["score"].item() == counts, because


def test_too_few_peers_then_are_no_ceiling() -> None:
    small = methodology(
        [level2("E0101", [quantity("E0101-01")], [relative("E0101-01")])],
        rules=rules(least_peers=4).model_copy(update={"worst_reporter_cap": worst_reporter_cap()}),
    )
    table = observations([said("C", 5.0, YEAR - 1), *(said(company, value, YEAR) for company, value in THEN.items())])
    peers = companies(dict.fromkeys([*THEN, "C"], "110101"))
    filled = impute(select_inputs(table, small, YEAR), table, peers, small, YEAR, as_of=AS_OF)
    assert filled.filter(filled["company_id"] == "C")["most"].to_list() == [None]
