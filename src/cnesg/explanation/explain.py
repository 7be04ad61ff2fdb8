"""Building the tree: from scores to parts to inputs to observations, by the run's own tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from cnesg.companies.issuer_groups import group_name
from cnesg.errors import InputError, render
from cnesg.explanation.applied_rules import AppliedRules
from cnesg.explanation.controversies import controversies_of
from cnesg.explanation.evidence import EvidenceIndex
from cnesg.explanation.industry import industry_shift
from cnesg.explanation.tree import (
    Evidence,
    Explanation,
    IndustryShift,
    RunReference,
    ScoredInput,
    Standing,
)
from cnesg.framework.definitions import Name
from cnesg.framework.issuer_groups import IssuerGroups
from cnesg.framework.materiality_ratings import Materiality
from cnesg.framework.methodology import TOTAL, Methodology
from cnesg.model.tables import ADJUSTED

Row = Mapping[str, Any]
_KIND_NAMES = {
    "disclosure": Name(en="Disclosure", zh="披露"),
    "performance": Name(en="Performance", zh="绩效"),
    "synthetic": Name(en="Synthetic", zh="综合"),
}
_TOTAL_NAME = Name(en="ESG total", zh="ESG 总分")


def explain(  # noqa: PLR0913 - a table each, and whose score
    scores: pl.DataFrame,
    parts: pl.DataFrame,
    inputs: pl.DataFrame,
    observations: pl.DataFrame,
    documents: pl.DataFrame,
    methodology: Methodology,
    company_id: str,
    *,
    code: str = TOTAL,
    kind: str = "synthetic",
    materiality: Materiality | None = None,
    industry: str | None = None,
    families: Sequence[IssuerGroups] = (),
    waiting: Mapping[str, int] | None = None,
    news: Mapping[str, Evidence] | None = None,
    controversies: pl.DataFrame | None = None,
    news_collected: bool | None = None,
) -> Explanation:
    """Why a company's score is what it is, down to the printed numbers.

    Args:
        scores: table SCORES of one run.
        parts: table PARTS of the same run.
        inputs: table INPUTS of the same run.
        observations: table OBSERVATIONS; those that the inputs name.
        documents: table DOCUMENTS, for titles.
        methodology: names, rules and units.
        company_id: whose score.
        code: TOTAL, a dimension, a Level I or Level II indicator, or a data point.
        kind: disclosure, performance, synthetic or controversy_adjusted; a data point has only the kind that its
            measure feeds.
        materiality: reasons of ratings, for the weights that the company's industry shifts.
        industry: the company's Level I industry; None takes the group it is ranked in, which that is if it is listed.
        families: peer groups of issuers without listed shares, for their names.
        waiting: how many figures of the year for a data point did not count, as nobody has confirmed them.
        news: the texts of news that inputs rest on, by id.
        controversies: table CONTROVERSIES of the run.
        news_collected: whether any news of the company were collected that could tell severe events.

    Returns:
        The tree; of a data point that stands in several measures the first. Parts stand in the order in which they
        are summed.

    Raises:
        InputError: the code is unknown, or the run gives the company no such score.
    """
    is_point = code in methodology.data_points
    if not is_point and code != TOTAL and not _entry(methodology, code):
        raise InputError.of("explanation.unknown_code", code=code)
    mine = pl.col("company_id") == company_id
    rows = inputs.filter(mine)
    wanted = rows["observations"].explode().drop_nulls().to_list()
    evidence = EvidenceIndex(observations, documents, methodology, wanted, news)
    told = _Told(methodology, materiality, industry, families, waiting or {}, controversies, news_collected)
    tree = _Tree(company_id, scores.filter(mine), parts.filter(mine), rows, evidence, told)
    found = tree.data_point(code) if is_point else tree.adjusted(code) if kind == ADJUSTED else tree.score(code, kind)
    if found is None:
        raise InputError.of("explanation.no_score", company=company_id, code=code, kind=kind)
    return replace(found, run=tree.run)


def _entry(methodology: Methodology, code: str) -> Name | None:
    """The name of a dimension or indicator."""
    for entries in (methodology.dimensions, methodology.level1, methodology.level2):
        entry = entries.get(code)
        if entry is not None:
            return entry.name
    return None


@dataclass(frozen=True)
class _Told:
    """What explanations draw on beside a run's tables; see `explain`."""

    methodology: Methodology
    materiality: Materiality | None
    industry: str | None
    families: Sequence[IssuerGroups]
    waiting: Mapping[str, int]
    controversies: pl.DataFrame | None
    news_collected: bool | None


class _Tree:
    """One company's tables of one run, by the keys that the tree is built along."""

    def __init__(
        self,
        company_id: str,
        scores: pl.DataFrame,
        parts: pl.DataFrame,
        inputs: pl.DataFrame,
        evidence: EvidenceIndex,
        told: _Told,
    ) -> None:
        self._company = company_id
        self._scores = {(row["code"], row["kind"]): row for row in scores.iter_rows(named=True)}
        self._parts: dict[tuple[str, str], list[Row]] = {}
        for row in parts.iter_rows(named=True):
            self._parts.setdefault((row["code"], row["kind"]), []).append(row)
        self._inputs = {row["data_point"]: row for row in inputs.iter_rows(named=True)}
        self._evidence = evidence
        self._methodology = told.methodology
        self._rules = AppliedRules(told.methodology, self._inputs, told.families, told.waiting)
        self._told = told

    @property
    def run(self) -> RunReference | None:
        """The run that the scores are from; the same in each of its rows."""
        row = next(iter(self._scores.values()), None)
        if row is None:
            return None
        as_of = row["as_of"].isoformat() if row["as_of"] else None
        return RunReference(row["run_id"], as_of, row["profile"], row["methodology_version"])

    def score(self, code: str, kind: str, part: Row | None = None) -> Explanation | None:
        """The explanation of a score; None where the run does not have it and no part stands for it."""
        row = self._scores.get((code, kind))
        above = self._part_above(code, kind)
        if part is None and row is None and above and above["inapplicable"]:
            part = above
        if row is None and part is None:
            return None
        name = self._name(code, part)
        return Explanation(
            company_id=self._company,
            code=code,
            kind=kind,
            name_en=name.en,
            name_zh=name.zh,
            standing=self._standing(row) if row else None,
            rule=None,
            inputs=(),
            parts=tuple(self._part(below) for below in self._parts.get((code, kind), []) if self._is_asked(below))
            if row
            else (),
            **_weighted(part, row["score"] if row else None),
            **self._inapplicable(part),
            industry=self._shift(part or above),
        )

    def adjusted(self, code: str) -> Explanation | None:
        """The explanation of a controversy-adjusted score: the synthetic score and the events; None where none is."""
        row, synthetic = self._scores.get((code, ADJUSTED)), self.score(code, "synthetic")
        if row is None or synthetic is None:
            return None
        name, below = self._name(code, None), _KIND_NAMES["synthetic"]
        part = replace(
            synthetic,
            name_en=below.en,
            name_zh=below.zh,
            weight=1.0,
            effective_weight=1.0,
            contribution=synthetic.score,
        )
        table = self._told.controversies
        mine = [] if table is None else table.filter(pl.col("company_id") == self._company).to_dicts()
        return Explanation(
            company_id=self._company,
            code=code,
            kind=ADJUSTED,
            name_en=name.en,
            name_zh=name.zh,
            standing=self._standing(row),
            rule=None,
            inputs=(),
            parts=(part,),
            **_weighted(None, row["score"]),
            controversies=controversies_of(mine, code, self._methodology),
            news_collected=self._told.news_collected,
        )

    @property
    def _industry(self) -> str | None:
        """The company's Level I industry; MARKET where unknown."""
        if self._told.industry is not None:
            return self._told.industry
        row = next(iter(self._scores.values()), None)
        return row["peer_group"] if row else None

    def _part_above(self, code: str, kind: str) -> Row | None:
        """What a score is in the score above: its weight there, and whether it applies."""
        parent = self._methodology.parent(code) or ""
        kinds = (kind,) if kind != "synthetic" else (kind, "performance", "disclosure")
        rows = (row for one in kinds for row in self._parts.get((parent, one), []))
        return next((row for row in rows if row["part"] == code), None)

    def _shift(self, part: Row | None) -> IndustryShift | None:
        return industry_shift(part, self._industry, self._methodology, self._told.materiality) if part else None

    def data_point(self, code: str) -> Explanation | None:
        """The explanation of a data point's own score."""
        for rows in self._parts.values():
            for row in rows:
                if row["part"] == code:
                    return self._part(row)
        return None

    def _part(self, row: Row) -> Explanation:
        below = row["part"]
        if below in _KIND_NAMES:
            found = self.score(row["code"], below, row)
        elif below in self._methodology.data_points:
            return self._leaf(row)
        else:
            found = self.score(below, row["kind"], row)
        assert found is not None
        return found

    def _leaf(self, row: Row) -> Explanation:
        point = self._methodology.data_points[row["part"]]
        used = self._inputs.get(point.code)
        return Explanation(
            company_id=self._company,
            code=point.code,
            kind=row["kind"],
            name_en=point.name.en,
            name_zh=point.name.zh,
            standing=None,
            rule=None if row["inapplicable"] else self._rules.applied(row),
            inputs=(self._input(used),) if used and not row["inapplicable"] else (),
            parts=(),
            **_weighted(row, row["score"]),
            **self._inapplicable(row),
        )

    def _name(self, code: str, part: Row | None) -> Name:
        if part is not None and part["part"] in _KIND_NAMES:
            return _KIND_NAMES[part["part"]]
        return _entry(self._methodology, code) or _TOTAL_NAME

    def _inapplicable(self, part: Row | None) -> dict[str, Any]:
        """Why the indicator of a part does not apply to the company, if so."""
        if part is None or not part["inapplicable"]:
            return {}
        if not self._is_asked(part):
            instead = self._methodology.data_points[part["inapplicable"]]
            return {
                f"inapplicable_{language}": render(
                    "explanation.answered_instead", language, code=instead.code, name=getattr(instead.name, language)
                )
                for language in ("en", "zh")
            }
        level2 = next(
            self._methodology.level2[c] for c in (part["part"], part["code"]) if c in self._methodology.level2
        )
        reason = level2.applies.reason(part["inapplicable"]) if level2.applies else None
        # A run of another edition may name a case that this one does not have.
        return {
            "inapplicable_en": reason.en if reason else part["inapplicable"],
            "inapplicable_zh": reason.zh if reason else part["inapplicable"],
        }

    def _is_asked(self, row: Row) -> bool:
        """Whether the company answers this data point, and not a variant or the one that a variant stands for."""
        return row["inapplicable"] not in self._methodology.data_points

    def _group_name(self, code: str | None) -> Name | None:
        return group_name(code, self._told.families, self._methodology.industries) if code else None

    def _standing(self, row: Row) -> Standing:
        name = self._group_name(row["peer_group"])
        floors = self._methodology.rules.least_information
        kind = "synthetic" if row["kind"] == ADJUSTED else row["kind"]
        least = floors.floor(row["code"], kind) if floors else 0.0
        performance = self._scores.get((row["code"], "performance"))
        return Standing(
            low=row["low"],
            high=row["high"],
            coverage=row["coverage"],
            confirmed_share=row["confirmed_share"],
            estimated_share=row["estimated_share"],
            peer_group=row["peer_group"],
            peer_group_en=name.en if name else None,
            peer_group_zh=name.zh if name else None,
            peer_count=row["peer_count"],
            rank=row["rank"],
            percentile=row["percentile"],
            grade=row["grade"],
            no_score=row["no_score"],
            least_coverage=least,
            least_peers=self._methodology.rules.least_peers.value,
            of_performance=performance is not None and row["coverage"] >= least and bool(performance["no_score"]),
        )

    def _input(self, row: Row) -> ScoredInput:
        name = self._group_name(row["group"])
        return ScoredInput(
            data_point=row["data_point"],
            value=row["value"],
            unit=self._methodology.data_points[row["data_point"]].unit,
            text=row["text"],
            low=row["low"],
            high=row["high"],
            origin=row["origin"],
            review=row["review"],
            penalty=row["penalty"],
            method=row["method"],
            group=row["group"],
            group_en=name.en if name else None,
            group_zh=name.zh if name else None,
            sources=list(row["sources"] or []),
            evidence=self._evidence.of(row["observations"] or []),
            most=row["most"],
        )


def _weighted(part: Row | None, score: float | None) -> dict[str, Any]:
    """Whose it is, the score, and what it brings to the score above."""
    if part is None:
        return {"score": score, "weight": None, "effective_weight": None, "contribution": None}
    counted = part["score"]
    return {
        "score": score,
        "weight": part["weight"],
        "effective_weight": part["effective_weight"],
        "contribution": None if counted is None else part["effective_weight"] * counted,
    }
