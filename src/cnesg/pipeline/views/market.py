"""The market at a run: every company with its scores and its particulars, ranked, filtered, counted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import polars as pl

from cnesg.companies import CompanyFinder
from cnesg.companies.issuer_groups import group_name
from cnesg.companies.name_register import NameRegister
from cnesg.companies.peer_groups import industry_chain
from cnesg.errors import InputError
from cnesg.framework import TOTAL
from cnesg.framework.definitions import Industry, Name
from cnesg.framework.issuer_groups import load_issuer_groups
from cnesg.pipeline.as_of.industries import industry_tree
from cnesg.pipeline.imports.matching import name_register
from cnesg.pipeline.views.memory import Memory, last_change
from cnesg.pipeline.views.runs import ShownRun
from cnesg.pipeline.workspace import Workspace

HEADLINE = (TOTAL, "E", "S", "G")
NOT_RATED = "not-rated"
"""What companies without a score are asked for by, in place of a grade."""
BIN = 5
"""Points a bar of a histogram stands for."""
_KINDS = ("synthetic", "disclosure", "performance")
_NAMES = ("name_en", "name_zh", "short_name", "code", "market", "industry")
_SCORED = (
    "score",
    "no_score",
    "low",
    "high",
    "grade",
    "rank",
    "peer_count",
    "peer_group",
    "percentile",
    "coverage",
    "confirmed_share",
    "estimated_share",
)
Sort = Literal[
    "place",
    "name",
    "industry",
    "score",
    "grade",
    "total",
    "e",
    "s",
    "g",
    "disclosure",
    "performance",
    "coverage",
    "confirmed_share",
    "estimated_share",
    "rank",
]
Dimension = Literal["TOTAL", "E", "S", "G"]


@dataclass(frozen=True)
class Filter:
    """Which companies are wanted.

    Attributes:
        words: what a name or code of theirs shall hold.
        industry: a Shenwan code; companies of industries below it count.
        grade: a letter grade of the score that is ranked by, or `NOT_RATED`.
        market: a-share, hk, bond or unlisted.
        least_confirmed: least share of weight on confirmed values, 0 to 1.
    """

    words: str | None = None
    industry: str | None = None
    grade: str | None = None
    market: str | None = None
    least_confirmed: float | None = None


@dataclass(frozen=True)
class Distribution:
    """How many companies score what.

    Attributes:
        code: TOTAL or a dimension.
        starts: lower end of each bar, 0 to 95 in steps of `BIN`; 100 counts in the last.
        counts: companies in each.
        grades: companies by letter, best first.
        median: of the scores; None without companies.
        quartiles: lower and upper.
        companies: how many have a score.
        unrated: how many have none, as too little is known of them.
    """

    code: str
    starts: tuple[int, ...]
    counts: tuple[int, ...]
    grades: Mapping[str, int]
    median: float | None
    quartiles: tuple[float, float] | None
    companies: int
    unrated: int


@dataclass(frozen=True)
class Found:
    """What a search gave.

    Attributes:
        sure: the company that is meant beyond doubt, by id, code or name; None where that is open.
        near: ids of companies that may be meant, the nearest first.
    """

    sure: str | None
    near: tuple[str, ...]


class Market:
    """All companies that a run scored.

    Args:
        run: the run.
        scores: rows of SCORES of `HEADLINE`, all kinds.
        companies: particulars in force at the run.
        tree: Shenwan industries.
        groups: names of peer groups by code.
        grades: letters, best first.
    """

    def __init__(
        self,
        run: ShownRun,
        scores: pl.DataFrame,
        companies: pl.DataFrame,
        tree: Mapping[str, Industry],
        groups: Mapping[str, Name],
        grades: Sequence[str],
    ) -> None:
        self.run = run
        self.tree = tree
        self.grades = tuple(grades)
        self._groups = groups
        self._scores = scores
        self._companies = _with_level1(companies, tree)
        self._tables: dict[str, pl.DataFrame] = {}
        self._lines: dict[str, dict[str, int]] = {}

    def table(self, code: str = TOTAL) -> pl.DataFrame:
        """One row a company that was scored on that code, best first; those that are not rated come last.

        Columns: `place` in the market (ties share the better one; null where not rated), `company_id`, names, `code`
        (of the exchange), `market`, `industry`, `level1` (its broadest industry), the columns of SCORES of the
        synthetic score, `total`, `e`, `s`, `g` (synthetic), `disclosure` and `performance` (of the code).
        """
        if code not in self._tables:
            self._tables[code] = self._table(code)
        return self._tables[code]

    def _table(self, code: str) -> pl.DataFrame:
        synthetic = self._scores.filter(pl.col("kind") == "synthetic")
        table = synthetic.filter(pl.col("code") == code).select("company_id", *_SCORED)
        for name, which in (("total", TOTAL), ("e", "E"), ("s", "S"), ("g", "G")):
            column = synthetic.filter(pl.col("code") == which).select("company_id", pl.col("score").alias(name))
            table = table.join(column, on="company_id", how="left")
        for kind in _KINDS[1:]:
            rows = self._scores.filter((pl.col("code") == code) & (pl.col("kind") == kind))
            table = table.join(rows.select("company_id", pl.col("score").alias(kind)), on="company_id", how="left")
        table = table.join(self._companies, on="company_id", how="left")
        place = pl.col("score").rank("min", descending=True).cast(pl.Int64).alias("place")
        return table.with_columns(place).sort("place", "company_id", nulls_last=True)

    def chosen(self, wanted: Filter, code: str = TOTAL) -> pl.DataFrame:
        """The rows of `table` that a filter lets through."""
        conditions = [pl.lit(value=True)]
        if wanted.words:
            conditions.append(_holds(wanted.words))
        if wanted.industry:
            conditions.append(pl.col("industry").is_in(sorted(self._below(wanted.industry))))
        if wanted.grade == NOT_RATED:
            conditions.append(pl.col("score").is_null())
        elif wanted.grade:
            conditions.append(pl.col("grade") == wanted.grade)
        if wanted.market:
            conditions.append(pl.col("market") == wanted.market)
        if wanted.least_confirmed is not None:
            conditions.append(pl.col("confirmed_share") >= wanted.least_confirmed)
        return self.table(code).filter(*conditions)

    def row(self, company_id: str, code: str = TOTAL) -> dict[str, Any] | None:
        """A company's row of `table`; None where the run did not score it."""
        table = self.table(code)
        if code not in self._lines:
            self._lines[code] = {company: line for line, company in enumerate(table["company_id"])}
        line = self._lines[code].get(company_id)
        return None if line is None else table.row(line, named=True)

    def neighbours(self, company_id: str, code: str = TOTAL, each_side: int = 3) -> list[dict[str, Any]]:
        """The companies ranked just above and below one in its peer group, itself among them, best first.

        Of a company that is not rated the best of the group, without itself.
        """
        mine = self.row(company_id, code)
        if mine is None:
            return []
        group = self.peers(mine["peer_group"], code)
        if mine["score"] is None:
            return group.head(2 * each_side + 1).to_dicts()
        at = group["company_id"].to_list().index(company_id)
        first = max(0, min(at - each_side, group.height - 2 * each_side - 1))
        return group.slice(first, 2 * each_side + 1).to_dicts()

    def peers(self, group: str, code: str = TOTAL) -> pl.DataFrame:
        """Everybody who is ranked in a group, best first."""
        ranked = (pl.col("peer_group") == group) & pl.col("score").is_not_null()
        return self.table(code).filter(ranked).sort("rank", "company_id")

    def distribution(self, code: str = TOTAL, rows: pl.DataFrame | None = None) -> Distribution:
        """How scores are spread over the market, or over some of its rows."""
        every = self.table(code) if rows is None else rows
        table = every.filter(pl.col("score").is_not_null())
        scores = table["score"]
        bars = dict(
            (scores // BIN).clip(0, 100 // BIN - 1).cast(pl.Int64).alias("bin").to_frame().group_by("bin").len().rows()
        )
        letters = dict(table.group_by("grade").len().iter_rows())
        median = scores.median()
        ends = (scores.quantile(0.25, "linear"), scores.quantile(0.75, "linear"))
        return Distribution(
            code=code,
            starts=tuple(range(0, 100, BIN)),
            counts=tuple(int(bars.get(number, 0)) for number in range(100 // BIN)),
            grades={letter: int(letters.get(letter, 0)) for letter in self.grades},
            median=float(median) if isinstance(median, (int, float)) else None,
            quartiles=(float(ends[0]), float(ends[1])) if ends[0] is not None and ends[1] is not None else None,
            companies=table.height,
            unrated=every.height - table.height,
        )

    @cached_property
    def industries(self) -> tuple[Industry, ...]:
        """The broadest industries that companies of the market are in, in code order."""
        codes = sorted(self.table()["level1"].drop_nulls().unique().to_list())
        return tuple(self.tree[code] for code in codes if code in self.tree)

    def group_name(self, code: str | None) -> Name | None:
        """What a peer group is called; None of the whole market."""
        if code is None or code == "MARKET":
            return None
        if code in self._groups:
            return self._groups[code]
        return self.tree[code].name if code in self.tree else None

    def _below(self, industry: str) -> Iterator[str]:
        return (code for code in self.tree if industry in industry_chain(code, self.tree))


def _with_level1(companies: pl.DataFrame, tree: Mapping[str, Industry]) -> pl.DataFrame:
    codes = companies["industry"].drop_nulls().unique().to_list()
    broadest = {code: chain[-1] for code in codes if (chain := industry_chain(code, tree))}
    level1 = pl.col("industry").replace_strict(broadest, default=None, return_dtype=pl.String).alias("level1")
    return companies.select("company_id", *_NAMES, level1)


def _holds(words: str) -> pl.Expr:
    folded = words.strip().casefold()
    texts = [pl.col(name).fill_null("").str.to_lowercase() for name in ("company_id", *_NAMES[:4])]
    return pl.any_horizontal(*(text.str.contains(folded, literal=True) for text in texts))


def name_column(language: str) -> pl.Expr:
    """A company's name in a language, else the one there is."""
    order = ("short_name", "name_zh", "name_en") if language == "zh" else ("name_en", "short_name", "name_zh")
    return pl.coalesce(*order, "company_id").alias("name")


def sorted_rows(rows: pl.DataFrame, sort: Sort, language: str, *, descending: bool) -> pl.DataFrame:
    """Rows of a market's table in another order, equal ones by place; what is missing comes last.

    Args:
        rows: from `Market.chosen`.
        sort: by what; names in a language, grades as the scores that they stand for.
        language: of names.
        descending: the other way round.
    """
    named = rows.with_columns(name_column(language))
    key = -pl.col("score") if sort == "grade" else pl.col(sort)
    return named.sort(key, "place", "company_id", descending=[descending, False, False], nulls_last=True)


def market(workspace: Workspace, memory: Memory, run: ShownRun) -> Market:
    """The market at a run, kept while neither companies nor industries change."""
    changed = last_change(workspace, memory, "companies", "industries")
    key = (str(workspace.folder), "market", run.run_id, changed)
    return memory.get(key, lambda: _read_market(workspace, run))


def _read_market(workspace: Workspace, run: ShownRun) -> Market:
    columns = ["company_id", "code", "kind", *_SCORED]
    scores = workspace.store.read("scores", where=pl.col("code").is_in(HEADLINE), columns=columns, runs=[run.run_id])
    tree = industry_tree(workspace, run.as_of)
    families = load_issuer_groups(workspace.methodology.folder)
    groups = {code: group_name(code, families, tree) for code in scores["peer_group"].unique().to_list()}
    named = {code: name for code, name in groups.items() if name is not None}
    grades = [step.grade for step in workspace.methodology.rules.grades.steps]
    return Market(run, scores, workspace.companies(run.as_of), tree, named, grades)


def search(workspace: Workspace, memory: Memory, words: str, most: int = 20) -> Found:
    """Companies that a reader may mean: beyond doubt, or as their names hold the words or lie near them.

    Args:
        workspace: where the companies are.
        memory: what is kept.
        words: as typed.
        most: how many that may be meant are told.
    """
    if not words.strip():
        return Found(None, ())
    changed = last_change(workspace, memory, "companies", "names", "listings")
    finder: CompanyFinder = memory.get((str(workspace.folder), "finder", changed), workspace.finder)
    try:
        return Found(finder.find(words.strip()), ())
    except InputError:
        pass
    companies = memory.get((str(workspace.folder), "companies", changed), lambda: workspace.companies(None))
    holding: list[str] = companies.filter(_holds(words)).sort("company_id")["company_id"].to_list()
    register: NameRegister = memory.get((str(workspace.folder), "register", changed), lambda: name_register(workspace))
    match = register.find(words.strip())
    near = [candidate.company_id for candidate in match.candidates]
    return Found(match.company_id if not holding else None, tuple(dict.fromkeys((*holding, *near)))[:most])


def rows_of(table: pl.DataFrame, companies: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of some companies, in the order in which they are named."""
    rows = {row["company_id"]: row for row in table.filter(pl.col("company_id").is_in(companies)).iter_rows(named=True)}
    return [rows[company] for company in companies if company in rows]
