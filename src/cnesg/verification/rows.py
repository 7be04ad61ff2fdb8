"""Decisions as rows of the observation log: a copy of the row decided on, with what was decided."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from cnesg.model import OBSERVATIONS
from cnesg.verification.chains import root_of
from cnesg.verification.decisions import Decision

Convert = Callable[[float, str, str, str], float | None]
"""A value in one unit, given in another, of a metric; None where the units do not go over into each other."""


def decided_rows(
    decisions: Sequence[Decision],
    observations: pl.DataFrame,
    convert: Convert,
    earlier: Sequence[Decision] = (),
) -> pl.DataFrame:
    """Rows of OBSERVATIONS for decisions, without position and recording time.

    Each says what the row says that the decision is about, with the new review state and, of corrections, the new
    value; `withdrawn` says just what that row says, its review state included. Each replaces what stood before it: the
    decision before it on the same value, or the row as it was read or imported. It became known to the market when the
    row did: a back-test of that day uses the figure as the source printed it. `recorded_at` tells when it was decided,
    so runs at earlier positions stay as they were. The row's id is that of the decision, so the same decision carried
    over twice is one row.

    Args:
        decisions: in the order in which they were taken; a later one on the same value supersedes the earlier.
        observations: rows of OBSERVATIONS that hold those decided on; decisions on others are left out.
        convert: takes a corrected value into the metric's unit.
        earlier: all decisions on the same values before these, in the order in which they were taken.
    """
    known = {row["observation_id"]: row for row in observations.iter_rows(named=True)}
    dtypes = {c.name: c.dtype for c in OBSERVATIONS.columns if c.name not in {"recorded_at", "position"}}
    about = {one.decision_id: one.observation_id for one in (*earlier, *decisions)}
    last = {root_of(one.observation_id, about): one.decision_id for one in earlier}
    rows = []
    for decision in decisions:
        decided = known.get(decision.observation_id)
        if decided is not None:
            root = root_of(decision.observation_id, about)
            row = _row(decision, decided, convert) | {"supersedes": last.get(root, root)}
            last[root] = decision.decision_id
            known[decision.decision_id] = row
            rows.append(row)
    return pl.DataFrame([{name: row[name] for name in dtypes} for row in rows], schema=dtypes)


def _row(decision: Decision, decided: Mapping[str, Any], convert: Convert) -> dict[str, Any]:
    row = dict(decided) | {"observation_id": decision.decision_id, "decision": decision.decision_id}
    if decision.verdict == "withdrawn":
        return row
    row["review"] = decision.verdict
    if decision.verdict != "rejected":
        row["confidence"] = decided["confidence"] if decision.verdict == "disputed" else 1.0
    if decision.value is not None:
        row |= {
            "value": decision.value,
            "canonical_value": _canonical(decision.value, decided, convert),
            "warnings": [],
        }
    if decision.text is not None:
        row["text"] = decision.text
    return row


def _canonical(value: float, decided: Mapping[str, Any], convert: Convert) -> float | None:
    """The new value in the canonical unit: as the row's own two values have it, else by the table of units."""
    unit, canonical = decided["unit"], decided["canonical_unit"]
    if canonical is None:
        return None
    if unit == canonical or unit is None:
        return value
    if decided["value"] and decided["canonical_value"] is not None:
        return float(value * (decided["canonical_value"] / decided["value"]))
    return convert(value, unit, canonical, decided["concept"])
