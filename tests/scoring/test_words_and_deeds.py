"""Deeds count more than words: who does well and says little stands above who does badly and says everything."""

from collections.abc import Iterator

import polars as pl
import pytest
from tests.small_methodology import AS_OF, companies, inputs

from cnesg.framework import load_methodology
from cnesg.framework.definitions import DataPoint, Measure
from cnesg.framework.materiality import load_materiality
from cnesg.framework.methodology import TOTAL, Methodology
from cnesg.scoring import score

YEAR = 2024
SPIRITS, BANK = "340501", "480301"
PEERS = 20
Row = dict[str, object]


def figures(methodology: Methodology, *, best: bool) -> dict[str, float]:
    """The best or the worst value of each data point that a performance measure scores; peers have 1 to 20."""
    found: dict[str, float] = {}
    for level2 in methodology.level2.values():
        for measure in level2.measures:
            if measure.feeds == "performance" and measure.rule != "item":
                assert measure.data_point is not None
                point = methodology.data_points[measure.data_point]
                found.setdefault(point.code, _value(measure, point, best=best))
            elif measure.feeds == "performance" and best:
                found |= dict.fromkeys((item.data_point for item in measure.items), 1.0)
    return found


def _value(measure: Measure, point: DataPoint, *, best: bool) -> float:
    if measure.rule == "relative":
        return float(PEERS + 1) if best == (point.direction != "lower") else 0.0
    bands = [(-1.0, 0.0), *measure.bands] if measure.bands[0][0] > 0 else list(measure.bands)
    least, _ = (max if best else min)(bands, key=lambda band: band[1])
    return max(least, 0.0)


def said(methodology: Methodology, company: str, *, talks: bool, best: bool) -> Iterator[Row]:
    values = figures(methodology, best=best)
    for code, value in values.items():
        yield {"company_id": company, "data_point": code, "value": value, "text": "result"}
    for point in methodology.data_points.values():
        if talks and point.code not in values:
            yield {"company_id": company, "data_point": point.code, "value": 1.0, "text": "assurance"}


@pytest.fixture(scope="module", params=[SPIRITS, BANK])
def totals(request: pytest.FixtureRequest) -> dict[tuple[str, str], float | None]:
    """Scores of a doer, a talker and one who only talks among twenty peers, by company and kind."""
    methodology = load_methodology()
    rows: list[Row] = [
        {"company_id": f"P{n:02}", "data_point": code, "value": float(n)}
        for n in range(1, PEERS + 1)
        for code in figures(methodology, best=True)
    ]
    rows += said(methodology, "doer", talks=False, best=True)
    rows += said(methodology, "talker", talks=True, best=False)
    rows += [row for row in said(methodology, "mouth", talks=True, best=False)
             if methodology.data_points[str(row["data_point"])].kind == "item"]  # fmt: skip
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
