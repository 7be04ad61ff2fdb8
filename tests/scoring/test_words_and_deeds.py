"""Deeds count more than words: who does well and says little stands above who does badly and says everything."""

import polars as pl
import pytest
from tests.small_methodology import AS_OF, companies, inputs

from cnesg.bench.words_and_deeds import best_and_worst, doer, talker
from cnesg.framework import load_methodology
from cnesg.framework.materiality import load_materiality
from cnesg.framework.methodology import TOTAL
from cnesg.scoring import score

YEAR = 2024
SPIRITS, BANK = "340501", "480301"
PEERS = 20
Row = dict[str, object]


def among_peers(_: str) -> tuple[float, float]:
    """Below and above the peers' 1 to 20."""
    return 0.0, PEERS + 1.0


@pytest.fixture(scope="module", params=[SPIRITS, BANK])
def totals(request: pytest.FixtureRequest) -> dict[tuple[str, str], float | None]:
    """Scores of a doer, a talker and one who only talks among twenty peers, by company and kind."""
    methodology = load_methodology()
    rows: list[Row] = [
        {"company_id": f"P{n:02}", "data_point": code, "value": float(n)}
        for n in range(1, PEERS + 1)
        for code in best_and_worst(methodology, among_peers)
    ]
    rows += doer("doer", methodology, among_peers)
    rows += talker("talker", methodology, among_peers)
    words = talker("mouth", methodology, among_peers)
    rows += [row for row in words if methodology.data_points[str(row["data_point"])].kind == "item"]
    market = companies(dict.fromkeys({str(row["company_id"]) for row in rows}, request.param))
    given = inputs([row | {"fiscal_year": YEAR} for row in rows])
    scores, _ = score(
        given,
        market,
        methodology,
        methodology.profiles["default"],
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=load_materiality(),
    )
    own = scores.filter(pl.col("code") == TOTAL).select("company_id", "kind", "score")
    return {(company, kind): value for company, kind, value in own.iter_rows()}


def test_the_doer_stands_twenty_points_above_the_talker(totals: dict[tuple[str, str], float]) -> None:
    print({key: round(value, 1) for key, value in totals.items() if key[0] in ("doer", "talker")})  # noqa: T201
    assert totals["doer", "performance"] == pytest.approx(100.0, abs=5.0)
    assert totals["talker", "disclosure"] == pytest.approx(100.0, abs=5.0)
    assert totals["doer", "synthetic"] >= totals["talker", "synthetic"] + 20.0


def test_words_alone_are_not_rated(totals: dict[tuple[str, str], float | None]) -> None:
    assert totals["mouth", "disclosure"] is not None
    assert totals["mouth", "performance"] is totals["mouth", "synthetic"] is None


def test_disclosure_alone_reaches_no_more_than_its_share() -> None:
    methodology = load_methodology()
    assert methodology.rules.synthesis is not None
    assert methodology.rules.synthesis.weights.performance >= 0.5
    both = [level2 for level2 in methodology.level2.values() if len({one.feeds for one in level2.measures}) == 2]
    assert len(both) > 40
    for profile in methodology.profiles.values():
        assert {one.code for one in both if profile.mix.get(one.code, one.mix.value) < 0.5} == set()
