"""What the disclosure sheet asserts of a delivery, each as a function of the delivery's files."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from cnesg.framework import load_methodology
from cnesg.framework.choices import all_choices
from cnesg.framework.incidents import load_incidents
from cnesg.framework.judgements import load_judgements
from cnesg.framework.mappings import load_mappings
from cnesg.framework.materiality import load_materiality
from cnesg.model.periods import SHANGHAI
from cnesg.pipeline.delivery.papers import disclosure_rows
from cnesg.products.schema import product_schema

ROOT = Path(__file__).parents[2]
ROUNDING = 0.006  # of sums and products of published numbers, which have two to four places


@dataclass(frozen=True)
class Delivery:
    """An edition as a receiver has it: the manifest and the tables."""

    told: dict[str, Any]
    tables: dict[str, pl.DataFrame]

    @classmethod
    def read(cls, folder: Path, told: dict[str, Any]) -> "Delivery":
        return cls(told, {path.stem: pl.read_parquet(path) for path in folder.glob("*.parquet")})

    @property
    def product(self) -> str:
        return str(self.told["product"])

    @property
    def main(self) -> pl.DataFrame:
        return self.tables[product_schema(self.product).tables[0].name]

    @property
    def day(self) -> date:
        return datetime.fromisoformat(self.told["as_of"]).astimezone(SHANGHAI).date()

    @cached_property
    def columns(self) -> set[str]:
        return {name for table in self.tables.values() for name in table.columns}

    def with_main(self, **changed: pl.Expr) -> "Delivery":
        """The delivery with other numbers in its main table."""
        name = product_schema(self.product).tables[0].name
        return replace(self, tables=self.tables | {name: self.main.with_columns(**changed)})


Claim = Callable[[Delivery], bool]


def every(frame: pl.DataFrame, condition: pl.Expr) -> bool:
    """Whether a condition holds in each row of a table that has rows; where it is null, it says nothing."""
    return not frame.is_empty() and bool(frame.select(condition.fill_null(value=True).all()).item())


def close(a: pl.Expr, b: pl.Expr, tolerance: float = ROUNDING) -> pl.Expr:
    return (a - b).abs() <= tolerance


def _nothing_later(delivery: Delivery) -> bool:
    days = [name for name in ("available", "holdings_day", "issued", "as_of") if name in delivery.main.columns]
    years = "fiscal_year" not in delivery.main.columns or every(
        delivery.main, pl.col("fiscal_year") <= delivery.day.year
    )
    return bool(days) and years and all(every(delivery.main, pl.col(name) <= delivery.day) for name in days)


def _six_months(delivery: Delivery) -> bool:
    events = delivery.tables.get("events", pl.DataFrame())
    end = datetime.fromisoformat(delivery.told["as_of"])
    return not events.is_empty() and every(events, pl.col("first_at").is_between(end - timedelta(days=183), end))


def _from_events(delivery: Delivery) -> bool:
    """100 S / (|S| + 2), S the sum of a company's own events (docs/decisions/sentiment-normalisation.md)."""
    if "events" not in delivery.tables:
        return False
    sums = delivery.tables["events"].group_by("company_id").agg(pl.col("score").sum().alias("sum"))
    both = delivery.main.join(sums, on="company_id", how="inner")
    return every(both, close(pl.col("score"), 100 * pl.col("sum") / (pl.col("sum").abs() + 2), 0.02))


def _event_score(delivery: Delivery) -> bool:
    emotion = close(pl.col("emotion"), pl.col("polarity") * pl.col("gravity") * pl.col("influence"))
    score = close(pl.col("score"), pl.col("emotion") * pl.col("heat") * pl.col("attenuation"))
    return every(delivery.tables.get("events", pl.DataFrame()), emotion & score)


def _shenwan(delivery: Delivery) -> bool:
    tree = load_methodology().industries
    counts = [sum(one.level == level for one in tree.values()) for level in (1, 2, 3)]
    known = pl.col("industry").is_in(list(tree))
    return "industry" in delivery.main.columns and counts == [31, 134, 346] and every(delivery.main, known)


def _groups_of_issuers(delivery: Delivery) -> bool:
    without = delivery.main.filter(pl.col("industry").is_null()) if "industry" in delivery.columns else pl.DataFrame()
    return not without.is_empty() and every(without, ~pl.col("peer_group").is_in(list(load_methodology().industries)))


def _catalogue(delivery: Delivery) -> bool:
    return "catalogue" in delivery.main.columns and not delivery.main["catalogue"].has_nulls()


def _interval(name: str) -> Claim:
    def holds(delivery: Delivery) -> bool:
        there = {name, "low", "high"} <= set(delivery.main.columns)
        return there and every(delivery.main, (pl.col("low") <= pl.col(name)) & (pl.col(name) <= pl.col("high")))

    return holds


def _shares_add_up(delivery: Delivery) -> bool:
    kinds = ("confirmed", "auto_accepted", "estimated", "missing")
    return bool(delivery.told["shares"]) and all(
        abs(sum(found[kind] for kind in kinds) - 1) < 0.001 for found in delivery.told["shares"].values()
    )


def _frequency(delivery: Delivery) -> bool:
    source = files("cnesg.methodology") / "products" / "wording.yaml"
    planned = yaml.safe_load(source.read_text(encoding="utf-8"))["frequencies"][delivery.product]
    return delivery.told["calendar"]["frequency"] == planned and planned in dict(disclosure_rows(delivery.told))[_C]


def _empty_without_events(delivery: Delivery) -> bool:
    if "events" not in delivery.main.columns:
        return False
    none = delivery.main.filter(pl.col("events") == 0)
    return every(none, pl.col("score").is_null()) and not delivery.told["shares"]


def _unrated_shown(delivery: Delivery) -> bool:
    names = {"rated_share", "unrated_share"}
    whole = pl.col("rated_share") + pl.col("unrated_share") <= 1 + ROUNDING
    return names <= set(delivery.main.columns) and every(delivery.main, whole)


def _mean_of_rated(delivery: Delivery) -> bool:
    """A fund's score lies within those of its contributors, whose contributions say how they move it."""
    held = delivery.tables.get("contributors", pl.DataFrame())
    if held.is_empty():
        return False
    both = held.join(
        delivery.main.select("fund", "scope", fund_score="score", rated="rated_share"), on=["fund", "scope"]
    )
    moves = pl.col("weight") / pl.col("rated") * (pl.col("score") - pl.col("fund_score"))
    return every(both.filter(pl.col("fund_score").is_not_null()), close(pl.col("contribution"), moves, 0.05))


def _contributors(delivery: Delivery) -> bool:
    if "contributors" not in delivery.tables:
        return False
    scored = delivery.main.filter(pl.col("score").is_not_null()).select("fund", "scope")
    return scored.join(delivery.tables["contributors"], on=["fund", "scope"], how="anti").is_empty()


def _segments_add_up(delivery: Delivery) -> bool:
    """A company's share is the sum of the shares of its segments."""
    if "segments" not in delivery.tables or "share" not in delivery.main.columns:
        return False
    sums = delivery.tables["segments"].group_by("company_id").agg(pl.col("share").sum().alias("sum"))
    both = delivery.main.join(sums, on="company_id", how="left").with_columns(pl.col("sum").fill_null(0))
    return every(both, close(pl.col("share"), pl.col("sum")))


def _verdict_of_fund(delivery: Delivery) -> bool:
    tests = ("holdings_test", "carbon_test", "laggards_test")
    if not {*tests, "verdict"} <= set(delivery.main.columns):
        return False
    named = pl.col("name_word").is_not_null() | pl.col("mandate_word").is_not_null()
    failed = pl.any_horizontal(pl.col(name).eq(other=False).fill_null(value=False) for name in tests)
    passed = pl.all_horizontal(pl.col(name).fill_null(value=False) for name in tests)
    right = {
        "green": named & passed,
        "doubtful": named & failed,
        "unproven": named & ~failed & ~passed,
        "unlabelled": ~named & passed,
        "other": ~named & ~passed,
    }
    return every(delivery.main, pl.col("verdict").is_in(list(right))) and all(
        every(rows, condition)
        for verdict, condition in right.items()
        if not (rows := delivery.main.filter(pl.col("verdict") == verdict)).is_empty()
    )


def _eligible_from_uses(delivery: Delivery) -> bool:
    """The eligible share of a bond is that of the amounts whose use has an entry of the catalogue."""
    if "uses" not in delivery.tables:
        return False
    fits = pl.col("proceeds").filter(pl.col("entry").is_not_null()).sum().alias("eligible")
    both = delivery.main.join(delivery.tables["uses"].group_by("isin").agg(fits), on="isin", how="inner")
    return every(both, close(pl.col("eligible_share"), pl.col("eligible") / pl.col("amount")))


def _unstated_uses(delivery: Delivery) -> bool:
    if "told_share" not in delivery.main.columns:
        return False
    silent = delivery.main.filter(pl.col("uses") == 0)
    return every(silent, pl.col("eligible_share").is_null() & pl.col("told_share").is_null())


def _verdicts_of_bonds(delivery: Delivery) -> bool:
    names = dict(disclosure_rows(delivery.told))[_SCALE].removeprefix("verdicts: ").split(", ")
    return "verdict" in delivery.main.columns and every(delivery.main, pl.col("verdict").is_in(names))


def _range(delivery: Delivery) -> bool:
    limits = {column.name: column.range for column in product_schema(delivery.product).tables[0].columns}.get("score")
    said = dict(disclosure_rows(delivery.told))[_SCALE]
    return (
        limits is not None
        and said.startswith("{:g} to {:g}".format(*limits))
        and every(delivery.main, pl.col("score").is_between(*limits))
    )


def _grades(delivery: Delivery) -> bool:
    steps = load_methodology().rules.grades.steps
    if "grade" not in delivery.main.columns:
        return False
    ladder = pl.lit(None, dtype=pl.String)
    for step in sorted(steps, key=lambda one: one.least):
        ladder = pl.when(pl.col("score") >= step.least).then(pl.lit(step.grade)).otherwise(ladder)
    return every(delivery.main, pl.col("grade") == ladder)


def _none_of(*names: str) -> Claim:
    return lambda delivery: not delivery.columns & set(names)


def _has(*names: str) -> Claim:
    return lambda delivery: set(names) <= delivery.columns


def _shares_of_one(delivery: Delivery) -> bool:
    names = [name for name in ("share", "low", "high", "confidence") if name in delivery.main.columns]
    return "share" in names and all(every(delivery.main, pl.col(name).is_between(0, 1)) for name in names)


def _incident_types(delivery: Delivery) -> bool:
    events = delivery.tables.get("events", pl.DataFrame())
    return "type" in events.columns and every(events, pl.col("type").is_in(list(load_incidents().types)))


def _words(delivery: Delivery) -> bool:
    segments = delivery.tables.get("segments", pl.DataFrame())
    return "evidence" in segments.columns and not segments["evidence"].has_nulls()


def _confirmed_is_counted(delivery: Delivery) -> bool:
    by_company = "confirmed_share" not in delivery.main.columns or every(
        delivery.main, pl.col("confirmed_share") <= pl.col("coverage") + ROUNDING
    )
    return bool(delivery.told["shares"]) and bool(delivery.told["run"]["profile"]) and by_company


def _rules_have_a_basis(_: Delivery) -> bool:
    choices = list(all_choices(load_methodology()))
    pages = {one.reference.partition("#")[0] for one in choices if one.reference.startswith("docs/")}
    return all(one.reference for one in choices) and all((ROOT / page).is_file() for page in pages)


def _judgements_are_consistent(_: Delivery) -> bool:
    return all(one.acceptable for one in load_judgements().by_parent.values())


def _models_have_cards(_: Delivery) -> bool:
    kinds = {path.stem.removesuffix("-zh").removesuffix("-en") for path in (ROOT / "src").rglob("*.npz")}
    cards = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "models").glob("*.md"))
    return bool(kinds) and all(f"{kind}" in cards for kind in kinds)


def _scores_of_the_run(delivery: Delivery) -> bool:
    return bool(delivery.told["run"]["run_id"]) and every(delivery.main, pl.col("as_of") == delivery.day)


def _mapped(*standards: str) -> Claim:
    """Whether data points answer items of each standard."""
    return lambda _: set(standards) <= {link.standard for link in load_mappings().links}


def _targets_are_scored(_: Delivery) -> bool:
    points = load_methodology().data_points.values()
    return any(point.kind == "item" and "target" in point.name.en.lower() for point in points)


def _weights_are_published(_: Delivery) -> bool:
    methodology = load_methodology()
    weights = [one.weight.value for one in methodology.dimensions.values()]
    return abs(sum(weights) - 1) < 1e-9 and bool(load_materiality(methodology.folder).industries)


def _problems(delivery: Delivery) -> bool:
    said, problems = dict(disclosure_rows(delivery.told))["13* limits"], delivery.told["problems"]
    first = [problem["en"].replace("|", "/") for problem in problems[:3]]
    return all(one in said for one in first) if problems else said == "nothing was left out"


def _papers(delivery: Delivery) -> bool:
    return {"CONFLICTS-AND-COMPLAINTS.md", "SELF-ASSESSMENT.md"} <= set(delivery.told["files"])


def _root(delivery: Delivery) -> bool:
    return delivery.told["merkle"]["root"] in dict(disclosure_rows(delivery.told))["to users*"]


_C = "(c) sources, processes, estimates, frequency"
_SCALE = "10* scale"
_DIMENSIONS = ("e_score", "s_score", "g_score")
_PLACES = ("page", "bbox", "line", "quote")

CLAIMS: dict[str, Claim] = {
    "both kinds of score": _has("disclosure_score", "performance_score"),
    "catalogue of each row": _catalogue,
    "confirmed is counted": _confirmed_is_counted,
    "contributors of each score": _contributors,
    "each dimension": _has(*_DIMENSIONS),
    "eligible share from uses": _eligible_from_uses,
    "empty without events": _empty_without_events,
    "event score multiplies": _event_score,
    "events of six months": _six_months,
    "frequency": _frequency,
    "global compact is mapped": _mapped("ungc"),
    "grades by steps": _grades,
    "groups of issuers": _groups_of_issuers,
    "incident types": _incident_types,
    "interval holds score": _interval("score"),
    "interval holds share": _interval("share"),
    "judgements are consistent": _judgements_are_consistent,
    "mean of rated holdings": _mean_of_rated,
    "models have cards": _models_have_cards,
    "no ESG score": _none_of("disclosure_score", "performance_score", "grade", "coverage"),
    "no dimension": _none_of(*_DIMENSIONS),
    "no grades": _none_of("grade"),
    "no industry": _none_of("industry", "peer_group"),
    "no news text": _none_of("title", "url", "quote", "text"),
    "no page": _none_of(*_PLACES),
    "no scores": lambda delivery: _none_of("score", *_DIMENSIONS)(delivery) and not delivery.told["shares"],
    "no temperature": _none_of("temperature", "alignment"),
    "nothing later": _nothing_later,
    "papers are there": _papers,
    "one kind of score": lambda delivery: _has("score")(delivery) and not _has("disclosure_score")(delivery),
    "problems of the manifest": _problems,
    "range": _range,
    "root": _root,
    "rules have a basis": _rules_have_a_basis,
    "score from events": _from_events,
    "scores of the run": _scores_of_the_run,
    "segments add up": _segments_add_up,
    "shares add up": _shares_add_up,
    "shares of one": _shares_of_one,
    "shenwan industries": _shenwan,
    "targets are scored": _targets_are_scored,
    "topics are mapped": _mapped("esrs-2023", "gri-2021"),
    "unrated shown": _unrated_shown,
    "unstated uses are missing": _unstated_uses,
    "verdict from tests": _verdict_of_fund,
    "verdicts of bonds": _verdicts_of_bonds,
    "weights are published": _weights_are_published,
    "words as evidence": _words,
}
