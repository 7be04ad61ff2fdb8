"""Small methodologies and tables for the tests of imputation, scoring and explanation."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

import polars as pl

from cnesg.framework.definitions import (
    Applicability,
    Case,
    DataPoint,
    Dimension,
    Industry,
    ItemPoint,
    Level1,
    Level2,
    Measure,
    Mix,
    Name,
    Profile,
    Rules,
    Selection,
    SourcedNumber,
)
from cnesg.framework.definitions.rules import (
    AverageSizes,
    Grades,
    MaterialityFactors,
    Misreading,
    OtherDenominators,
    PointScores,
    Precedence,
    Season,
    Synthesis,
    WholeBreakdowns,
    WorstReporterCap,
)
from cnesg.framework.incidents import Scale
from cnesg.framework.materiality_ratings import Materiality, MaterialityRating
from cnesg.framework.methodology import Methodology, Versions
from cnesg.model import COMPANIES, INPUTS, OBSERVATIONS

AS_OF = datetime(2024, 6, 30, 15, 59, 59, tzinfo=UTC)
YEAR = 2023
EVERYTHING = Profile(name="everything", title=Name(en="All", zh="全部"))
_OURS: dict[str, Any] = {"basis": "assumed", "reference": "tests"}

PRECEDENCE = Precedence(
    criteria=(
        {"by": "review", "order": (("confirmed",), ("corrected",), ("auto-accepted",), ("unreviewed",), ("disputed",))},
        {
            "by": "boundary",
            "order": (("reporting company",), ("operational control",), ("financial control",), ("equity share",)),
        },
        {"by": "basis", "order": (("", "unknown"), ("location",), ("market",))},
        {"by": "length"},
        {"by": "restated"},
        {"by": "assurance", "order": (("reasonable",), ("limited",))},
        {"by": "source", "order": (("annual",), ("import",), ("esg",))},
        {"by": "available"},
        {"by": "recorded"},
        {"by": "confidence"},
    ),
    **_OURS,
)


def name(text: str) -> Name:
    return Name(en=text, zh=text)


def number(value: float) -> SourcedNumber:
    return SourcedNumber(value=value, **_OURS)


def materiality_factors(*factors: float) -> MaterialityFactors:
    return MaterialityFactors(factors=factors, **_OURS)


def worst_reporter_cap(*origins: Any) -> WorstReporterCap:
    return WorstReporterCap(origins=origins, **_OURS)


def synthesis(performance: float, unknown: float) -> Synthesis:
    return Synthesis(weights={"performance": performance, "unknown": unknown}, **_OURS)


def misreading(figures: float, found: float, missed: float) -> Misreading:
    return Misreading(shares={"figures": figures, "found": found, "missed": missed}, **_OURS)


def rules(**changes: float) -> Rules:
    values = {
        "least_peers": 4,
        "undisclosed_score": 0,
        "carry_years": 2,
        "carry_penalty": 10,
        "carry_interval": 0.1,
        "average_penalty": 20,
        "least_average_peers": 3,
        "average_stretch": 1,
        "interval_level": 0.8,
        "boundary_interval": 0.2,
        "year_end_month": 1,
        "estimate_correlation": 0.5,
        "tier_confidence": 0.95,
        "same_figure": 0.005,
        "subsidiary_share": 50,
    } | changes
    return Rules(
        quartile_scores=PointScores(scores=(25, 50, 75, 100), **_OURS),
        grades=Grades(
            steps=({"grade": "A", "least": 60}, {"grade": "B", "least": 40}, {"grade": "C", "least": 0}), **_OURS
        ),
        materiality_factors=materiality_factors(0.5, 0.75, 1, 1.5),
        precedence=PRECEDENCE,
        average_sizes=AverageSizes(scales=(), **_OURS),
        other_denominators=OtherDenominators(instead=(), **_OURS),
        whole_breakdowns=WholeBreakdowns(kinds=(), **_OURS),
        season=Season(cut_overs=({"since": 1999, "month": 5},), **_OURS),
        worst_reporter_cap=worst_reporter_cap("derived", "carried", "industry", "market"),
        **{key: number(value) for key, value in values.items()},
    )


def quantity(code: str, metric: str | None = None, direction: str = "higher", formula: str | None = None) -> DataPoint:
    select = None if formula else Selection(metric=metric or code.lower().replace("-", "_"))
    return DataPoint(
        code=code,
        name=name(code),
        definition=name(code),
        kind="quantity",
        direction=direction,
        select=select,
        formula=formula,
        **_OURS,
    )


def item(code: str, least_level: str = "mention", kind: str = "item") -> DataPoint:
    return DataPoint(code=code, name=name(code), definition=name(code), kind=kind, least_level=least_level, **_OURS)


def variant(
    point: DataPoint, instead_of: str, applies: Applicability, bands: Sequence[tuple[float, float]] = ()
) -> DataPoint:
    return point.model_copy(update={"instead_of": instead_of, "applies": applies, "bands": tuple(bands)})


def relative(data_point: str, weight: float = 1.0) -> Measure:
    return Measure(rule="relative", feeds="performance", data_point=data_point, weight=weight, **_OURS)


def absolute(data_point: str, bands: Sequence[tuple[float, float]], weight: float = 1.0) -> Measure:
    return Measure(
        rule="absolute", feeds="performance", data_point=data_point, bands=tuple(bands), weight=weight, **_OURS
    )


def items(*points: tuple[str, float] | tuple[str, float, str], weight: float = 1.0) -> Measure:
    wanted = tuple(
        ItemPoint(data_point=code, points=value, least_level=level[0] if level else None)
        for code, value, *level in points
    )
    return Measure(rule="item", feeds="disclosure", items=wanted, weight=weight, **_OURS)


def case(key: str, **conditions: Any) -> Case:
    return Case(key=key, reason=name(f"because {key}"), **conditions)


def applying(only: Sequence[Case] = (), unless: Sequence[Case] = ()) -> Applicability:
    return Applicability(only=tuple(only), unless=tuple(unless), **_OURS)


def level2(
    code: str,
    points: Sequence[DataPoint],
    measures: Sequence[Measure],
    weight: float = 1.0,
    mix: float = 0.5,
    applies: Applicability | None = None,
) -> Level2:
    return Level2(
        code=code,
        name=name(code),
        why=name(code),
        weight=number(weight),
        mix=Mix(value=mix, **_OURS),
        applies=applies,
        measures=tuple(measures),
        data_points=tuple(points),
        **_OURS,
    )


INDUSTRIES = {
    industry.code: industry
    for industry in (
        Industry(code="110000", name=name("farming"), level=1),
        Industry(code="110100", name=name("crops"), level=2, parent="110000"),
        Industry(code="110101", name=name("seeds"), level=3, parent="110100"),
        Industry(code="110200", name=name("fishing"), level=2, parent="110000"),
        Industry(code="340000", name=name("drinks"), level=1),
        Industry(code="340500", name=name("spirits"), level=2, parent="340000"),
    )
}


def methodology(
    indicators: Sequence[Level2], *, weights: Mapping[str, float] | None = None, **changes: Any
) -> Methodology:
    """A methodology of these Level II indicators; Level I and dimensions follow from their codes."""
    weights = weights or {}

    def sourced(kind: type[Any], code: str) -> Any:
        return kind(code=code, name=name(code), weight=number(weights.get(code, 1.0)), **_OURS)

    issues = sorted({entry.code[:3] for entry in indicators})
    fields: dict[str, Any] = {
        "label": "small",
        "folder": files("cnesg"),
        "versions": Versions("m", "e", "r"),
        "dimensions": {code: sourced(Dimension, code) for code in sorted({issue[0] for issue in issues})},
        "level1": {code: sourced(Level1, code) for code in issues},
        "level2": {entry.code: entry for entry in sorted(indicators, key=lambda e: e.code)},
        "data_points": {point.code: point for entry in indicators for point in entry.data_points},
        "metrics": {},
        "rules": rules(),
        "derivations": (),
        "factors": {},
        "industries": INDUSTRIES,
        "profiles": {EVERYTHING.name: EVERYTHING},
    }
    return Methodology(**(fields | changes))


def materiality(ratings: Mapping[str, Mapping[str, int]]) -> Materiality:
    """Ratings of Level I and Level II indicators by Level I industry."""
    steps = tuple(
        {"step": step, "name": name(text), "meaning": name(text)}
        for step, text in enumerate(("not material", "low", "medium", "high"))
    )
    industries, level2 = (
        {
            industry: {
                code: MaterialityRating(code=code, rating=rating, reason=name(f"{industry} {code}"), **_OURS)
                for code, rating in of_issues.items()
                if len(code) == length
            }
            for industry, of_issues in ratings.items()
        }
        for length in (3, 5)
    )
    return Materiality(Scale(steps=steps, **_OURS), {}, industries, level2)


def companies(
    industry_of: Mapping[str, str], particulars: Mapping[str, Mapping[str, str | None]] | None = None
) -> pl.DataFrame:
    """Table COMPANIES; market, incorporation and ownership as `particulars` of a company say."""
    rows = [
        {
            "company_id": company,
            "market": "a-share",
            "industry": industry,
            "valid_from": date(2000, 1, 1),
            "available_at": datetime(2000, 1, 1, tzinfo=UTC),
            "incorporation": None,
            "ownership": None,
        }
        | dict((particulars or {}).get(company, {}))
        for company, industry in industry_of.items()
    ]
    texts = {"incorporation": pl.String, "ownership": pl.String}
    return COMPANIES.conform(pl.DataFrame(rows, schema_overrides=texts)) if rows else COMPANIES.empty()


def inputs(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Table INPUTS from rows of company_id, data_point and value; the rest as of a reported, unreviewed value."""
    filled: list[dict[str, Any]] = [
        {
            "fiscal_year": YEAR,
            "text": None,
            "origin": "reported",
            "review": "unreviewed",
            "penalty": 0.0,
            "method": "selection",
            "low": row.get("value"),
            "high": row.get("value"),
            "observations": [],
            "sources": [],
        }
        | dict(row)
        for row in rows
    ]
    return INPUTS.conform(pl.DataFrame(filled, schema_overrides=_NUMBERS)) if filled else INPUTS.empty()


_NUMBERS = {"value": pl.Float64, "low": pl.Float64, "high": pl.Float64, "penalty": pl.Float64, "text": pl.String}


def observations(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Table OBSERVATIONS from rows of company_id, concept and canonical_value (quantities unless `kind` is given)."""
    filled: list[dict[str, Any]] = []
    for count, row in enumerate(rows):
        year = row.get("fiscal_year", YEAR)
        filled.append(
            {
                "observation_id": f"o{count:04}",
                "kind": "quantity",
                "breakdown": "{}",
                "fiscal_year": year,
                "valid_from": date(year, 1, 1),
                "valid_to": date(year, 12, 31),
                "available_at": datetime(year + 1, 4, 30, 15, 59, 59, tzinfo=UTC),
                "available_source": "given",
                "value_kind": "actual",
                "boundary": "reporting company",
                "basis": "",
                "restated": False,
                "assurance": "unknown",
                "document": "d0",
                "method": "text",
                "confidence": 0.9,
                "origin": "reported",
                "review": "unreviewed",
            }
            | dict(row)
        )
    for row in filled:
        row["fact_key"] = "|".join(str(row[part]) for part in ("company_id", "concept", "breakdown", "fiscal_year"))
    types = {name: dtype for name, dtype in OBSERVATIONS.dtypes.items() if any(name in row for row in filled)}
    return OBSERVATIONS.conform(pl.DataFrame(filled, schema=types)) if filled else OBSERVATIONS.empty()
