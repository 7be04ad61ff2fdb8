"""Severe events in an explanation of a controversy-adjusted score."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True)
class Controversy:
    """A severe event, and what it takes off a controversy-adjusted score; see table CONTROVERSIES.

    Attributes:
        event: its id.
        code: incident type that it goes by.
        name_en: its name.
        name_zh: the same in Chinese.
        dimension: E, S or G.
        title: headline of the first item.
        quote: the sentence that tells it.
        first_at: ISO instant when the first source published it.
        first_source: the first source.
        news: items that tell it.
        severity: 1 to 5.
        severity_en: name of the step; None where this edition has none.
        severity_zh: the same in Chinese.
        standing: confirmed, reported, alleged or denied.
        amount: yuan; None where it does not go by an amount.
        revenue: yuan of revenue that the amount is held against.
        points: taken off the dimension for a new and confirmed event of the severity.
        standing_share: of these left by its standing, 0 to 1.
        size_share: by its amount.
        age_share: by its age.
        scored: points that the dimension lacks already for data points that have scored the event.
        deduction: what it takes off its dimension: points times shares, less `scored`, at least 0.
        weight: of the dimension in the score that is explained, 0 to 1.
        taken_off: what it takes off that score: weight times deduction; 0 where it is left out.
        ceiling: what the score is at most for it; None for no ceiling.
        left_out: why it takes nothing off: denied, scored, worse-event or not-in-profile; None where it does.
        data_point: the data points that have scored it.
    """

    event: str
    code: str
    name_en: str
    name_zh: str
    dimension: str
    title: str
    quote: str
    first_at: str
    first_source: str
    news: list[str]
    severity: int
    severity_en: str | None
    severity_zh: str | None
    standing: str
    amount: float | None
    revenue: float | None
    points: float
    standing_share: float
    size_share: float
    age_share: float
    scored: float
    deduction: float
    weight: float
    taken_off: float
    ceiling: float | None
    left_out: str | None
    data_point: str | None


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
