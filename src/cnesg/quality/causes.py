"""Why a finding is there: what went wrong at its source, by how much of the finding that explains."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

import polars as pl

from cnesg.framework.quality_rules import CauseKind, QualityRule
from cnesg.quality.examples import Examples
from cnesg.quality.findings import MARKET, Finding, ScopeKind
from cnesg.quality.lineage import Lineage, LineageOfMonth
from cnesg.quality.measures.reference import changed_weights, moved_companies
from cnesg.quality.month import SOURCE, Month
from cnesg.quality.places import Source, Sources

_LEAST = 0.15
"""A cause that explains less of a finding is not told."""
_OF_PEERS = 0.3
"""A figure of one company moves its peers too, but less than itself."""
_BREADTH = 0.3
_LEAST_SHARED = 0.5
_SHOWN = 12
_KINDS: tuple[CauseKind, ...] = get_args(CauseKind)
"""The kinds of cause, what befalls a whole source before what befalls a part of it."""


@dataclass(frozen=True)
class Cause:
    """What may have gone wrong.

    Attributes:
        kind: what it is.
        scope: what kind of thing it happened to.
        place: to which one.
        explains: share of the finding that it explains, 0 to 1.
        also: how many other findings of the month it explains.
        shown_by: key of the finding that shows it.
        rows: ids of rows, documents, news or companies behind it, the first few.
        sources: the documents or news that these stand in, with their places.
        details: what was seen: names of files, versions, weights and values.
    """

    kind: CauseKind
    scope: ScopeKind
    place: str
    explains: float
    also: int
    shown_by: str
    rows: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)


class Causes:
    """Ranks causes of the findings of one month.

    Args:
        month: the month.
        findings: all of them.
        rules: by id.
    """

    def __init__(self, month: Month, findings: Sequence[Finding], rules: Mapping[str, QualityRule]) -> None:
        self._month, self._findings, self._rules = month, findings, rules
        self._lineages = LineageOfMonth(month)
        self._examples = Examples(month)
        self._traced: dict[str, Lineage] = {}
        self._suspects = [one for one in findings if rules[one.rule].cause is not None]
        self._sources = Sources(month, self._suspects)
        self._reach = {one.key: self._footprint(one) for one in self._suspects}

    def of(self, finding: Finding) -> tuple[Cause, ...]:
        """The causes of a finding, the most likely first. Empty where nothing that went wrong explains it."""
        lineage = self._lineage(finding)
        found: dict[tuple[str, str, str], Cause] = {}
        for suspect in self._suspects:
            itself = suspect.key == finding.key
            explains = 1.0 if itself else self._explains(suspect, finding, lineage)
            if explains < _LEAST:
                continue
            cause = self._cause(suspect, explains)
            key = (cause.kind, cause.scope, cause.place)
            if key not in found or found[key].explains < explains:
                found[key] = cause
        most = max((one.also for one in found.values()), default=0)
        ranked = sorted(found.values(), key=lambda one: (-self._likely(one, finding, most), one.kind, one.place))
        return tuple(ranked)

    def _likely(self, cause: Cause, finding: Finding, most: int) -> float:
        """How likely a cause is: what it explains of the finding and, of two alike, of the month."""
        breadth = _BREADTH * cause.also / most if most else 0.0
        certain = 0.05 if self._severity(cause) == "error" else 0.0
        own = 0.001 if cause.shown_by == finding.key else 0.0
        narrow = 0.002 * _KINDS.index(cause.kind)  # a source that is missing takes its columns with it, not they it
        return cause.explains + breadth + certain + own - narrow

    def _severity(self, cause: Cause) -> str:
        return next(one.severity for one in self._findings if one.key == cause.shown_by)

    def _cause(self, suspect: Finding, explains: float) -> Cause:
        kind = self._rules[suspect.rule].cause
        assert kind is not None
        also = sum(
            self._explains(suspect, other, self._lineage(other)) >= _LEAST_SHARED
            for other in self._findings
            if other.severity != "info" and other.key != suspect.key
        )
        return Cause(
            kind=kind,
            scope=suspect.scope,
            place=suspect.place,
            explains=explains,
            also=also,
            shown_by=suspect.key,
            rows=suspect.evidence[:_SHOWN],
            sources=self._sources.of(suspect.evidence),
            details=self._details(suspect),
        )

    def _lineage(self, finding: Finding) -> Lineage:
        if finding.key not in self._traced:
            self._traced[finding.key] = self._lineages.of(finding, self._rules[finding.rule].measure)
        return self._traced[finding.key]

    def _footprint(self, suspect: Finding) -> Lineage:
        """What a fault touches: the rows that show it, or everything of the companies that it befell."""
        if self._rules[suspect.rule].cause in {"duplicated-company", "shifted-industry", "lost-company"}:
            return Lineage(companies=frozenset(suspect.evidence) | {suspect.place})
        return self._lineage(suspect)

    def _explains(self, suspect: Finding, finding: Finding, lineage: Lineage) -> float:
        """Share of a finding's lineage that a suspect's footprint covers."""
        reach = self._reach[suspect.key]
        same_place = suspect.rule != finding.rule and (suspect.scope, suspect.place) == (finding.scope, finding.place)
        # A finding that shows a fault by itself has its own rows; another fault at the place may be about others.
        if same_place and (self._rules[finding.rule].cause is None or not (lineage.cells and reach.cells)):
            return 1.0
        if lineage.news or reach.news:
            return len(lineage.news & reach.news) / len(lineage.news) if lineage.news else 0.0
        if self._rules[suspect.rule].cause == "changed-weight":
            return lineage.by_weights if finding.scope != "version" else 1.0
        if not lineage.cells:
            shared = lineage.companies & reach.companies
            return len(shared) / len(lineage.companies) if lineage.companies and not reach.cells else 0.0
        whole = sum(lineage.cells.values())
        if not whole:
            return 0.0
        return (1 - lineage.by_weights) * self._covered(reach, lineage) / whole

    def _covered(self, reach: Lineage, lineage: Lineage) -> float:
        if not reach.cells:
            return sum(weight for (company, _), weight in lineage.cells.items() if company in reach.companies)
        concepts = {concept for _, concept in reach.cells}
        return sum(
            weight if cell in reach.cells else _OF_PEERS * weight if cell[1] in concepts else 0.0
            for cell, weight in lineage.cells.items()
        )

    def _details(self, suspect: Finding) -> dict[str, str]:
        told: dict[str, str] = {"measure": f"{suspect.measure:.4g}"}
        if suspect.before is not None:
            told["before"] = f"{suspect.before:.4g}"
        kind = self._rules[suspect.rule].cause
        if kind == "changed-weight":
            rows = changed_weights(self._month).unique("part", keep="first", maintain_order=True)
            changes = (
                f"{part}: {then:.4g} → {now:.4g}" for part, now, then in rows.select("part", "now", "then").rows()
            )
            told["weights"] = "; ".join(list(changes)[:_SHOWN])
        elif kind == "shifted-industry":
            moved = moved_companies(self._month).filter(pl.col("company_id").is_in(suspect.evidence))
            moves = moved.select("company_id", "past_industry", "industry").fill_null("-").rows()
            one = suspect.scope == "company"
            told["moved"] = "; ".join(
                (f"{then} → {now}" if one else f"{who}: {then} → {now}") for who, then, now in moves[:_SHOWN]
            )
        else:
            told |= self._files(suspect)
        return told

    def _files(self, suspect: Finding) -> dict[str, str]:
        """The imports that brought the rows behind a suspect, and an example of their values."""
        rows = self._examples.rows(suspect.evidence)
        if rows.is_empty():
            return {}
        notes = rows.select("position").unique().join(self._month.table("commits"), on="position").sort("position")
        told = {
            "files": "; ".join(notes["note"].to_list()[-_SHOWN:]),
            "sources": "; ".join(sorted(set(rows[SOURCE].drop_nulls()))[:_SHOWN]),
            "example": self._examples.told(rows.row(0, named=True)),
        }
        return told | ({"companies": str(rows["company_id"].n_unique())} if suspect.place != MARKET else {})
