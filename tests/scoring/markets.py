"""Random markets for the properties of scoring."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl
from hypothesis import strategies as st
from tests.small_methodology import (
    INDUSTRIES,
    absolute,
    applying,
    case,
    companies,
    inputs,
    item,
    items,
    level2,
    materiality,
    materiality_factors,
    methodology,
    misreading,
    name,
    number,
    quantity,
    relative,
    rules,
    synthesis,
    variant,
    worst_reporter_cap,
)

from cnesg.framework.definitions import Profile
from cnesg.framework.methodology import Methodology

QUANTITIES = ("E0101-01", "E0101-04", "E0101-05", "E0102-01", "E0201-01", "E0201-02", "S0101-01", "S0102-01")
ITEMS = ("E0101-02", "E0101-03", "E0101-06", "S0102-02")
ORIGINS = ("reported", "imported", "derived", "carried", "industry", "market")
INDUSTRY_CODES = (*INDUSTRIES, "999999")
# Few distinct values, so that ties and values on boundaries are common.
VALUES = st.one_of(st.integers(0, 6).map(float), st.floats(-50, 50, allow_nan=False).map(lambda v: v + 0.0))


MATERIALITY = materiality(
    {
        "110000": {"E01": 3, "E02": 0, "E03": 1, "S01": 1, "E0102": 0, "S0101": 2},
        "340000": {"E01": 0, "E02": 2, "E03": 3, "E0101": 2},
    }
)
FACTORS = st.sampled_from([(0.5, 0.75, 1.0, 1.5), (1.0, 1.0, 1.0, 1.0), (0.01, 1.0, 3.0, 10.0)])

CAPPED = (ORIGINS[2:], ORIGINS[2:], ORIGINS[3:], ())
SYNTHESES = (None, synthesis(0.7, 0.1), synthesis(0.5, 1.0), synthesis(1.0, 0.01), synthesis(0.0, 0.5))
APPLICABILITIES = (
    None,
    None,
    applying(only=[case("mainland", incorporation=("CN",))]),
    applying(unless=[case("listed", market=("a-share",), since=date(2023, 12, 31))]),
    applying(unless=[case("too-late", since=date(2024, 1, 1)), case("stated", data_point="E0101-03")]),
    applying(only=[case("crops", industries=("110100",)), case("owned", ownership=("private", "other"))]),
    applying(only=[case("once", until=date(2022, 12, 31))]),
)
VARIANTS = (
    applying(only=[case("farmers", industries=("110000",))]),
    applying(only=[case("crops", industries=("110100",))], unless=[case("private", ownership=("private",))]),
    applying(unless=[case("mainland", incorporation=("CN",))]),
    applying(only=[case("owned", ownership=("central-soe", "foreign"), since=date(2023, 1, 1))]),
    applying(only=[case("governments", issuer_kind=("local-government", "corporate"))]),
)


def particulars(ids: Iterable[str]) -> dict[str, dict[str, str | None]]:
    """Market, seat and owner by the company's number; some are unknown."""
    found: dict[str, dict[str, str | None]] = {}
    for company in ids:
        number = sum(map(ord, company))
        found[company] = {
            "market": ("a-share", "hk")[number % 2],
            "incorporation": ("CN", "KY", None)[number % 3],
            "ownership": ("private", None, "central-soe", "other", "foreign")[number % 5],
            "issuer_kind": (None, "corporate", "local-government", "financing-vehicle")[number % 4],
        }
    return found


@st.composite
def methodologies(draw: st.DrawFn) -> Methodology:
    """Five Level II indicators with every rule, weights and rules at random."""
    weight = st.sampled_from([0.1, 0.25, 1.0, 3.0])
    mix = st.sampled_from([0.0, 0.3, 0.5, 1.0])
    bands = [(-5.0, 1.0), (0.0, 2.0), (2.0, 4.0), (5.0, 3.0)]  # the best band is not the last
    direction = st.sampled_from(["higher", "lower"])
    first = [
        quantity("E0101-01", direction=draw(direction)),
        item("E0101-02", "policy"),
        item("E0101-03"),
        variant(quantity("E0101-04", direction=draw(direction)), "E0101-01", draw(st.sampled_from(VARIANTS))),
        variant(quantity("E0101-05", direction=draw(direction)), "E0101-01", draw(st.sampled_from(VARIANTS))),
        variant(item("E0101-06"), "E0101-03", draw(st.sampled_from(VARIANTS))),
    ]
    steps = items(("E0101-02", draw(weight)), ("E0101-03", draw(weight), "action"), weight=0.7)
    applies = st.sampled_from(APPLICABILITIES)
    both = [quantity("S0102-01", direction=draw(direction)), item("S0102-02", kind="list")]
    other = variant(quantity("E0201-02"), "E0201-01", draw(st.sampled_from(VARIANTS)), [(1.0, 3.0), (4.0, 1.0)])
    events = item("E0301-01", kind="event")
    return methodology(
        [
            level2("E0101", first, [relative("E0101-01"), steps], draw(weight), draw(mix), draw(applies)),
            level2(
                "E0102",
                [quantity("E0102-01", direction="lower")],
                [relative("E0102-01", 0.4)],
                draw(weight),
                applies=draw(applies),
            ),
            level2("E0201", [quantity("E0201-01"), other], [absolute("E0201-01", bands)], draw(weight), draw(mix)),
            level2("E0301", [events], [absolute("E0301-01", bands)], draw(weight)),
            level2("S0101", [quantity("S0101-01")], [], draw(weight)),
            level2(
                "S0102",
                both,
                [
                    relative("S0102-01", 0.6),
                    absolute("S0102-01", bands, 0.4),
                    items(("S0102-02", 1.0), ("S0102-01", 2.0)),
                ],
                draw(weight),
                draw(mix),
                draw(applies),
            ),
        ],
        rules=rules(
            least_peers=draw(st.integers(1, 6)), undisclosed_score=draw(st.sampled_from([0.0, 10.0, 60.0]))
        ).model_copy(
            update={
                "materiality_factors": materiality_factors(*draw(FACTORS)),
                "rank_tolerance": draw(st.sampled_from([None, number(0.01), number(0.25)])),
                "own_level": draw(st.sampled_from([None, number(0.5), number(1)])),
                "misreading": draw(st.sampled_from([None, misreading(0.2, 0.3, 0.1)])),
                "synthesis": draw(st.sampled_from(SYNTHESES)),
                "worst_reporter_cap": worst_reporter_cap(*draw(st.sampled_from(CAPPED))),
            }
        ),
        weights={code: draw(weight) for code in ("E", "S", "E01", "E02")},
    )


@st.composite
def input_rows(draw: st.DrawFn, ids: list[str]) -> list[dict[str, Any]]:
    rows = []
    for company in ids:
        for code in draw(st.lists(st.sampled_from([*QUANTITIES, *ITEMS, "E0301-01"]), unique=True)):
            origin = draw(st.sampled_from(ORIGINS if code in QUANTITIES else ORIGINS[:2]))
            mixed = code in QUANTITIES and draw(st.integers(0, 9)) == 0
            value = draw(VALUES) if code in QUANTITIES else draw(st.sampled_from([0.0, 1.0]))
            spread = draw(st.sampled_from([0.0, 1.0, 4.5])) if origin not in ORIGINS[:2] else 0.0
            rows.append(
                {
                    "company_id": company,
                    "data_point": code,
                    "value": value,
                    "low": value - spread,
                    "high": value + spread / 2,
                    "text": draw(st.sampled_from(["none", "mention", "policy", "action"])) if code in ITEMS else None,
                    "origin": origin,
                    "method": "a / b; boundaries differ (equity share, reporting company)" if mixed else "selection",
                    "review": draw(st.sampled_from(["unreviewed", "confirmed", "corrected", "disputed"])),
                    "penalty": 0.0 if origin in ORIGINS[:3] else draw(st.sampled_from([10.0, 30.0])),
                    "most": draw(st.sampled_from([None, 25.0, 75.0])) if origin == "carried" else None,
                }
            )
    return rows


@st.composite
def markets(draw: st.DrawFn) -> tuple[Methodology, dict[str, str], list[dict[str, Any]]]:
    """A methodology, the companies' industries, and rows of inputs."""
    ids = [f"C{number:02}" for number in range(draw(st.integers(1, 12)))]
    industry_of = {company: draw(st.sampled_from(INDUSTRY_CODES)) for company in ids}
    return draw(methodologies()), industry_of, draw(input_rows(ids))


PROFILES = st.sampled_from(
    [
        Profile(name="all", title=name("all")),
        Profile(name="some", title=name("some"), indicators=("E01", "S0102")),
        Profile(name="everywhere", title=name("everywhere"), industry_weights=False),
        Profile(
            name="weighted", title=name("weighted"), weights={"E": 5.0, "S0102": 2.0, "E0102": 0.5}, mix={"E0101": 0.9}
        ),
    ]
)


def tables(industry_of: dict[str, str], rows: list[dict[str, Any]]) -> tuple[pl.DataFrame, pl.DataFrame]:
    return inputs(rows), companies(industry_of, particulars(industry_of))
