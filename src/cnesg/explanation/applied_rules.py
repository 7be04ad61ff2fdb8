"""The rule that scored a data point, as an explanation shows it."""

from collections.abc import Mapping, Sequence
from typing import Any

from cnesg.companies.issuer_groups import group_name
from cnesg.explanation.tree import AppliedRule
from cnesg.framework.definitions import DataPoint, ItemPoint, Level, Measure
from cnesg.framework.issuer_groups import IssuerGroups
from cnesg.framework.methodology import Methodology

Row = Mapping[str, Any]
STATED = ("reported", "imported")
"""Origins of what a company or an import says."""


class AppliedRules:
    """The rules behind the parts of one company's scores.

    Args:
        methodology: measures and data points.
        inputs: the company's rows of table INPUTS, by data point.
        families: peer groups of issuers without listed shares, for their names.
        waiting: how many figures of the year for a data point did not count, as nobody has confirmed them.
    """

    def __init__(
        self,
        methodology: Methodology,
        inputs: Mapping[str, Row],
        families: Sequence[IssuerGroups],
        waiting: Mapping[str, int],
    ) -> None:
        self._methodology, self._inputs = methodology, inputs
        self._families, self._waiting = families, waiting

    def applied(self, row: Row) -> AppliedRule:
        """The rule behind a part of a Level II score, and what it made of the company's value."""
        point = self._methodology.data_points[row["part"]]
        measure = self._measure(row)
        step = next((item for item in measure.items if item.data_point == (point.instead_of or point.code)), None)
        group = row["peer_group"]
        name = group_name(group, self._families, self._methodology.industries) if group else None
        used = self._inputs.get(point.code)
        return AppliedRule(
            rule=row["rule"],
            points=row["points"],
            most_points=_most_points(measure, step.points if step else None),
            value=row["value"],
            boundaries=list(row["boundaries"]) if row["boundaries"] is not None else None,
            band_points=[points for _, points in measure.bands] if measure.rule == "absolute" else None,
            direction=point.direction,
            peer_group=group,
            peer_group_en=name.en if name else None,
            peer_group_zh=name.zh if name else None,
            peer_count=row["peer_count"],
            least_level=_least_level(step, point) if step and point.kind == "item" else None,
            peer_source=row["peer_source"],
            kept=self._kept(row, used, point),
            tolerance=self._tolerance(row, point),
            capped=used is not None
            and row["rule"] != "item"
            and row["score"] is not None
            and used["origin"] in self._methodology.rules.worst_reporter_cap.origins,
            waiting=0 if used is not None and used["origin"] in STATED else self._waiting.get(point.code, 0),
        )

    def _tolerance(self, row: Row, point: DataPoint) -> float:
        """The tolerance, if it lifted the value over a boundary."""
        if row["rule"] != "relative" or not row["boundaries"] or row["value"] is None or row["points"] is None:
            return 0.0
        sign = -1.0 if point.direction == "lower" else 1.0
        strict = 1 + sum(sign * row["value"] >= sign * boundary for boundary in row["boundaries"])
        return self._methodology.rules.tolerance if row["points"] > strict else 0.0

    def _kept(self, row: Row, used: Row | None, point: DataPoint) -> float:
        synthesis = self._methodology.rules.synthesis
        if synthesis is None or row["kind"] != "performance":
            return 1.0
        origins = STATED if row["rule"] == "item" else (*STATED, "derived", "carried")
        known = (used is not None and used["origin"] in origins) or (row["rule"] == "item" and point.kind == "list")
        return 1.0 if known else synthesis.weights.unknown

    def _measure(self, row: Row) -> Measure:
        """The measure behind a part: of its indicator, kind and rule, the one that has the data point."""
        level2 = self._methodology.level2[row["code"]]
        asked = self._methodology.data_points[row["part"]].instead_of or row["part"]
        found = next(
            measure
            for measure in level2.measures
            if measure.rule == row["rule"]
            and measure.feeds == row["kind"]
            and asked in (measure.data_point, *(item.data_point for item in measure.items))
        )
        bands = self._methodology.data_points[row["part"]].bands
        return found.model_copy(update={"bands": bands}) if bands and found.rule == "absolute" else found


def _least_level(step: ItemPoint, point: DataPoint) -> Level | None:
    """The level that finds an item: the step's own, which is about the data point it names and not about variants."""
    own = step.least_level if step.data_point == point.code else None
    return own or point.least_level


def _most_points(measure: Measure, step_points: float | None) -> float:
    if step_points is not None:
        return step_points
    if measure.rule == "absolute":
        return max(points for _, points in measure.bands)
    return 4.0
