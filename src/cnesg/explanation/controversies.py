"""Severe events in an explanation of a controversy-adjusted score."""

from collections.abc import Iterable, Mapping
from typing import Any

from cnesg.explanation.tree import Controversy
from cnesg.framework.incidents import load_incidents
from cnesg.framework.methodology import TOTAL, Methodology

_SAME = (
    "event",
    "code",
    "dimension",
    "title",
    "quote",
    "first_source",
    "severity",
    "standing",
    "amount",
    "revenue",
    "points",
    "standing_share",
    "size_share",
    "age_share",
    "scored",
    "deduction",
    "ceiling",
    "left_out",
    "data_point",
)


def controversies_of(rows: Iterable[Mapping[str, Any]], code: str, methodology: Methodology) -> tuple[Controversy, ...]:
    """The events of a company that concern a score: those that take off most first, then those that are left out.

    Args:
        rows: of table CONTROVERSIES of one company.
        code: TOTAL or a dimension.
        methodology: names of incident types and of steps of severity.
    """
    found = (_controversy(row, code, methodology) for row in rows if code in (TOTAL, row["dimension"]))
    return tuple(sorted(found, key=lambda one: (one.left_out is not None, -one.taken_off, one.first_at, one.event)))


def _controversy(row: Mapping[str, Any], code: str, methodology: Methodology) -> Controversy:
    incidents = load_incidents(methodology.folder)
    kind = incidents.types.get(row["code"])  # a run of another edition may have one that this one lacks
    step = next((one.name for one in incidents.scales.severity.steps if one.step == row["severity"]), None)
    weight = row["weight"] if code == TOTAL else 1.0
    return Controversy(
        **{name: row[name] for name in _SAME},
        name_en=kind.name.en if kind else row["code"],
        name_zh=kind.name.zh if kind else row["code"],
        first_at=row["first_at"].isoformat(),
        news=list(row["news"]),
        severity_en=step.en if step else None,
        severity_zh=step.zh if step else None,
        weight=weight,
        taken_off=0.0 if row["left_out"] else weight * row["deduction"],
    )
