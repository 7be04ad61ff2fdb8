"""Observations as evidence: found by id, with the title of the document they stand in."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from cnesg.explanation.tree import Contradiction, Evidence
from cnesg.framework.methodology import Methodology
from cnesg.model import same_figure


class EvidenceIndex:
    """Looks up observations and texts of news of one explanation."""

    def __init__(
        self,
        observations: pl.DataFrame,
        documents: pl.DataFrame,
        methodology: Methodology,
        wanted: Iterable[str],
        news: Mapping[str, Evidence] | None = None,
    ) -> None:
        """Keeps the observations whose ids are `wanted`, and what stands beside them on the same facts."""
        self._news = news or {}
        rows = observations.filter(pl.col("observation_id").is_in(sorted(set(wanted))))
        self._rows = {row["observation_id"]: row for row in rows.iter_rows(named=True)}
        self._rivals: dict[str, list[Mapping[str, Any]]] = {}
        decided = observations["supersedes"] if "supersedes" in observations.columns else pl.Series([], dtype=pl.String)
        rivals = observations.filter(
            pl.col("fact_key").is_in(rows["fact_key"].unique().implode())
            & ~pl.col("observation_id").is_in(pl.concat([rows["observation_id"], decided.drop_nulls()]).implode())
            & (pl.col("review") != "rejected")
            & pl.col("canonical_value").is_not_null()
        )
        for row in rivals.sort("available_at", "observation_id").iter_rows(named=True):
            self._rivals.setdefault(row["fact_key"], []).append(row)
        # Reports of a group stand in for several companies; any of their titles names the same file.
        titles = documents.sort("document", "company_id").unique("document", keep="first", maintain_order=True)
        self._titles = dict(titles.select("document", "title").iter_rows())
        self._methodology = methodology

    def of(self, observation_ids: Iterable[str]) -> tuple[Evidence, ...]:
        """The evidence for ids, in their order; an id that the log does not have is left out."""
        return tuple(
            self._news[found] if found in self._news else self._evidence(self._rows[found])
            for found in observation_ids
            if found in self._rows or found in self._news
        )

    def _evidence(self, row: Mapping[str, Any]) -> Evidence:
        concept = row["concept"]
        metric, point = self._methodology.metrics.get(concept), self._methodology.data_points.get(concept)
        name = metric.label if metric else point.name if point else None
        canonical = row["canonical_value"] is not None
        return Evidence(
            observation_id=row["observation_id"],
            concept=concept,
            name_en=name.en if name else concept,
            name_zh=name.zh if name else concept,
            breakdown=row["breakdown"],
            fiscal_year=row["fiscal_year"],
            value=row["canonical_value"] if canonical else row["value"],
            unit=row["canonical_unit"] if canonical else row["unit"],
            text=row["text"],
            raw_value=row["raw_value"],
            raw_unit=row["raw_unit"],
            document=row["document"],
            title=self._titles.get(row["document"]),
            page=row["page"],
            line=row["line"],
            bbox=list(row["bbox"]) if row["bbox"] is not None else None,
            quote=row["quote"],
            available_at=row["available_at"].isoformat(),
            available_source=row["available_source"],
            method=row["method"],
            confidence=row["confidence"],
            origin=row["origin"],
            review=row["review"],
            restated=row["restated"],
            warnings=list(row["warnings"] or []),
            contradictions=tuple(self._contradictions(row)),
        )

    def _contradictions(self, row: Mapping[str, Any]) -> Iterable[Contradiction]:
        share = self._methodology.rules.same_figure.value
        for rival in self._rivals.get(row["fact_key"], ()) if row["canonical_value"] is not None else ():
            if not same_figure(rival["canonical_value"], row["canonical_value"], share):
                yield Contradiction(
                    observation_id=rival["observation_id"],
                    value=rival["canonical_value"],
                    unit=rival["canonical_unit"],
                    title=self._titles.get(rival["document"]),
                    document=rival["document"],
                    page=rival["page"],
                    line=rival["line"],
                    available_at=rival["available_at"].isoformat(),
                )
