"""Which rows of an extraction a report's labels judge, and which of these are right: the scorer's pairing."""

import json
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.96, 1.01)
_SURE = 1.96  # standard deviations of a 95 % interval


def labels_of(folder: Path, vocabulary: Path, scorer: Any) -> list[dict[str, Any]]:
    """The labelled facts of a report whose metric is asked for, with their values on one scale."""
    core = _core(vocabulary)
    lines = (folder / "quantities.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [fact | {"metric": fact["key"]} for fact in map(json.loads, lines) if fact["key"] in core]
    for fact in gold:
        fact["canonical"] = scorer.canonical(float(fact["value"]), str(fact.get("unit", "")))
    return gold


def verdicts(
    rows: list[dict[str, Any]], gold: list[dict[str, Any]], folder: Path, vocabulary: Path, scorer: Any
) -> list[tuple[int, bool]]:
    """For each row that is judged its index and whether it is right.

    Args:
        rows: extracted rows as `Quantity.as_row` gives them.
        gold: the report's facts, as `labels_of` gives them.
        folder: the report's labels.
        vocabulary: the table of metrics that are asked for.
        scorer: the scorer as a module.
    """
    core, years = _core(vocabulary), {fact["year"] for fact in gold}
    pages = folder / "pages.json"
    labelled = set(json.loads(pages.read_text(encoding="utf-8"))) if pages.exists() else None
    distinct: dict[tuple[Any, ...], dict[str, Any]] = {}
    for index, printed in enumerate(rows):
        row = printed | {"index": index}
        if (
            (labelled is not None and row["page"] not in labelled)
            or row["metric"] not in core
            or row["year"] not in years
        ):
            continue
        row["canonical"] = scorer.canonical(float(row["value"]), str(row["unit"]))
        value = float(f"{row['canonical'][0]:.6g}")
        key = (row["metric"], row["year"], value, row["canonical"][1:], json.dumps(row["breakdown"], sort_keys=True))
        distinct.setdefault(key, row)
    right = _paired(list(distinct.values()), gold, scorer)
    return [
        (row["index"], row["index"] in right)
        for row in distinct.values()
        if row["index"] in right or row["value_kind"] == "actual"
    ]


def _core(vocabulary: Path) -> set[str]:
    return {line.partition(",")[0] for line in vocabulary.read_text(encoding="utf-8").splitlines()[1:]}


def _paired(rows: list[dict[str, Any]], gold: list[dict[str, Any]], scorer: Any) -> set[int]:
    """Indices of the rows that the scorer pairs with a label."""
    slots: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        slots[row["metric"], row["year"]].append(row)
    used: set[int] = set()
    waiting = gold
    for strict in (True, False):
        rest = []
        for fact in waiting:
            fitting = [
                row
                for row in slots[fact["metric"], fact["year"]]
                if row["index"] not in used
                and scorer.same_value(row, fact)
                and (not strict or scorer.same_breakdown(row, fact))
            ]
            if fitting:
                used.add(max(fitting, key=lambda row: scorer.same_place(row, fact))["index"])
            else:
                rest.append(fact)
        waiting = rest
    return used


def lower_bound(right: int, of: int) -> float:
    """The lower end of the Wilson interval of a share, at 95 %."""
    if not of:
        return 0.0
    share, square = right / of, _SURE**2
    middle = share + square / (2 * of)
    spread = _SURE * ((share * (1 - share) + square / (4 * of)) / of) ** 0.5
    return float((middle - spread) / (1 + square / of))


def reliability(said: list[tuple[float, bool]]) -> list[dict[str, float]]:
    """Rows by the confidence that they have, and the share of each group that is right.

    Args:
        said: confidence and verdict of each row.
    """
    table = []
    for low, high in pairwise(EDGES):
        inside = [right for confidence, right in said if low <= confidence < high]
        if inside:
            table.append({"from": low, "rows": len(inside), "right": round(sum(inside) / len(inside), 4)})
    return table


def above(said: list[tuple[float, bool]], threshold: float) -> dict[str, float]:
    """What is known of the rows at or above a threshold: how many, their share of all, right, and at least."""
    inside = [right for confidence, right in said if confidence >= threshold]
    return {
        "threshold": threshold,
        "rows": len(inside),
        "coverage": round(len(inside) / len(said), 4) if said else 0.0,
        "right": round(sum(inside) / len(inside), 4) if inside else 0.0,
        "at_least": round(lower_bound(sum(inside), len(inside)), 4),
    }


def sure_from(said: list[tuple[float, bool]], wanted: float) -> float | None:
    """The lowest confidence from which on rows are right at least at a share, by the lower bound; None if nowhere."""
    found, right = None, 0
    ordered = sorted(said, key=lambda one: -one[0])
    for count, (confidence, verdict) in enumerate(ordered, start=1):
        right += verdict
        last = count == len(ordered) or ordered[count][0] < confidence
        if last and lower_bound(right, count) >= wanted:
            found = confidence
    return found
