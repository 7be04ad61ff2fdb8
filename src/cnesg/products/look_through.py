"""A fund through its holdings: what part could be rated, what was, and what follows from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from cnesg.framework.product_rules import ProductRules

RATABLE = ("equity", "bond", "fund")
_BANDS = {
    **dict.fromkeys(("AAA", "AA", "A"), "leaders"),
    **dict.fromkeys(("BBB", "BB", "B"), "average"),
    **dict.fromkeys(("CCC", "CC", "C"), "laggards"),
}
Treatment = Literal["look-through", "issuers", "composition", "funds"]


@dataclass(frozen=True)
class Rating:
    """What is known of a company (or of a fund that another holds).

    Attributes:
        score: total, 0 to 100.
        low: lowest that estimates allow.
        high: highest.
        dimensions: scores of E, S, G; those known.
        grade: AAA to C.
        carbon: tCO2e a million CNY of revenue; None where it was not reported.
    """

    score: float
    low: float
    high: float
    dimensions: Mapping[str, float] = field(default_factory=dict)
    grade: str | None = None
    carbon: float | None = None


@dataclass(frozen=True)
class Holding:
    """A position: name, kind, weight in per cent of net assets, and whose it is (company id or fund code) if known."""

    name: str
    kind: str
    weight: float
    owner: str | None = None


@dataclass(frozen=True)
class Look:
    """What looking through a fund gives.

    Attributes:
        figures: columns of the product table.
        contributors: holdings that raise or lower the score most: `place`, `owner`, `name`, `weight`, `score`,
            `contribution`.
        rating: for funds that hold this one; None where it has no score.
    """

    figures: dict[str, Any]
    contributors: tuple[dict[str, Any], ...] = ()
    rating: Rating | None = None


def look_through(
    holdings: Iterable[Holding],
    ratings: Mapping[str, Rating],
    rules: ProductRules,
    treatment: Treatment,
    scope: str,
) -> Look:
    """Look through one report of a fund.

    Args:
        holdings: positions of the report.
        ratings: by company id, and by fund code for funds of funds.
        rules: floors and counts.
        treatment: `composition` gives shares only, without a score.
        scope: `full` or `top10`; of the top ten coverage is told of what they are, and no least number is asked.

    Returns:
        Shares are of net assets, 0 to 1. Score and carbon are means over what is rated, by weight; cash, shorts,
        government bonds and what nobody rated are no part of them, and are told beside.
    """
    positions = sorted(holdings, key=lambda one: (-one.weight, one.name))
    ratable = [one for one in positions if one.kind in RATABLE and one.weight > 0]
    rated = [(one, ratings[one.owner]) for one in ratable if one.owner is not None and one.owner in ratings]
    figures: dict[str, Any] = _composition(positions) | {"holdings": len(positions), "rated_holdings": len(rated)}
    whole, known = sum(one.weight for one in ratable), sum(one.weight for one, _ in rated)
    coverage = known / whole if whole > 0 else 0.0
    figures |= {"rated_share": known / 100, "unrated_share": (whole - known) / 100, "coverage": coverage}
    floor = rules.bond_fund_floor.value if treatment == "issuers" else rules.fund_floor.value
    least = rules.fund_least_rated.value if scope == "full" and treatment in {"look-through", "issuers"} else 1
    reason = None
    if treatment == "composition":
        reason = "not-scored"
    elif coverage < floor:
        reason = "below-floor"
    elif len(rated) < least:
        reason = "too-few"
    figures["no_score"] = reason
    if reason:
        return Look(figures)
    score = _mean(rated, lambda rating: rating.score)
    low, high = _mean(rated, lambda rating: rating.low), _mean(rated, lambda rating: rating.high)
    dimensions = {code: _mean_known(rated, lambda r, code=code: r.dimensions.get(code)) for code in "ESG"}
    carbon = _mean_known(rated, lambda rating: rating.carbon)
    with_carbon = sum(one.weight for one, rating in rated if rating.carbon is not None)
    figures |= {"score": score, "low": low, "high": high}
    figures |= {f"{code.lower()}_score": value for code, value in dimensions.items()}
    figures |= {"carbon_intensity": carbon, "carbon_coverage": with_carbon / known if known else 0.0}
    figures |= _distribution(rated, known)
    told = {code: value for code, value in dimensions.items() if value is not None}
    rating = Rating(score, low, high, told, carbon=carbon)
    return Look(figures, _contributors(rated, score, known, int(rules.fund_contributors.value)), rating)


def _composition(positions: Iterable[Holding]) -> dict[str, float]:
    """Shares of net assets by what they are; borrowing lowers cash, shorts stand apart."""
    shares = dict.fromkeys(("equity", "bond", "government_bond", "fund", "cash", "other", "short"), 0.0)
    for one in positions:
        kind = one.kind.replace("-", "_")
        if kind == "cash":
            shares["cash"] += one.weight
        elif one.weight < 0:
            shares["short"] -= one.weight
        else:
            shares[kind if kind in shares else "other"] += one.weight
    return {f"{kind}_share": weight / 100 for kind, weight in shares.items()}


def _mean(rated: list[tuple[Holding, Rating]], value: Any) -> float:
    whole = sum(one.weight for one, _ in rated)
    return float(sum(one.weight * value(rating) for one, rating in rated) / whole)


def _mean_known(rated: list[tuple[Holding, Rating]], value: Any) -> float | None:
    known = [(one, rating) for one, rating in rated if value(rating) is not None]
    return _mean(known, value) if known else None


def _distribution(rated: list[tuple[Holding, Rating]], known: float) -> dict[str, float | None]:
    """Shares of the rated part by grade; funds, which other funds hold, have none."""
    if not any(rating.grade for _, rating in rated):
        return dict.fromkeys(("leaders_share", "average_share", "laggards_share"))
    shares = dict.fromkeys(("leaders", "average", "laggards"), 0.0)
    for one, rating in rated:
        if rating.grade in _BANDS:
            shares[_BANDS[rating.grade]] += one.weight
    return {f"{band}_share": weight / known for band, weight in shares.items()}


def _contributors(
    rated: list[tuple[Holding, Rating]], score: float, known: float, most: int
) -> tuple[dict[str, Any], ...]:
    """The holdings that raise the score most, then those that lower it most, by weight times distance from it."""
    rows: list[dict[str, Any]] = [
        {
            "owner": one.owner,
            "name": one.name,
            "weight": one.weight / 100,
            "score": rating.score,
            "contribution": one.weight / known * (rating.score - score),
        }
        for one, rating in rated
    ]
    rows.sort(key=lambda row: (-row["contribution"], row["name"]))
    up = [row for row in rows[:most] if row["contribution"] > 0]
    down = [row for row in rows[::-1][:most] if row["contribution"] < 0]
    return tuple(
        {"place": place, **row} for place, row in [*enumerate(up, 1), *((-n, r) for n, r in enumerate(down, 1))]
    )
