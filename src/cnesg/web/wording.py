"""What values are called: the metric or data point, its definition, its place in the report."""

import json
from collections.abc import Mapping
from typing import Any

from cnesg.framework import Methodology


def entry_of(methodology: Methodology, row: Mapping[str, Any]) -> Any:
    """The metric or data point that an observation is of; None where the methodology has it no more."""
    return methodology.metrics.get(row["concept"]) or methodology.data_points.get(row["concept"])


def label_of(methodology: Methodology, row: Mapping[str, Any]) -> dict[str, str]:
    """What an observation is of, in both languages, with its classes as printed."""
    entry = entry_of(methodology, row)
    name = getattr(entry, "label", None) or getattr(entry, "name", None)
    classes = ", ".join(map(str, json.loads(row["breakdown"] or "{}").values()))
    told = {one: str(getattr(name, one, row["concept"])) for one in ("en", "zh")}
    return {one: f"{text} ({classes})" if classes else text for one, text in told.items()}


def definition_of(methodology: Methodology, row: Mapping[str, Any]) -> dict[str, str]:
    """What the methodology means by it, in both languages."""
    found = getattr(entry_of(methodology, row), "definition", None)
    return {one: str(getattr(found, one, "")) for one in ("en", "zh")}


def source_of(row: Mapping[str, Any], title: str | None) -> dict[str, Any]:
    """Where it stands: title of the report or the beginning of its hash, page or line."""
    return {"title": title or (row["document"] or "")[:12], "page": row["page"], "line": row["line"]}
