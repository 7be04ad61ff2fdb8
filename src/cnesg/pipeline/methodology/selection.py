"""Why each Level II indicator is in: what the frameworks ask of it, side by side."""

from collections.abc import Mapping
from typing import Any

from cnesg.framework import Methodology
from cnesg.framework.coverage import ANSWERS
from cnesg.framework.mappings import Mappings
from cnesg.framework.standards import Standards


def selection(methodology: Methodology, standards: Standards, mappings: Mappings) -> dict[str, Any]:
    """The matrix of Level II indicators and standards.

    Returns:
        `standards` (columns: code, short label, reach) and `indicators` (rows: code, name, basis, `items` by standard
        that its data points answer wholly or in part, `related` likewise for items of the same subject,
        `justified_by`, `frameworks`: of how many international ones those items are, and `china_specific`, the policy
        that it comes from).
    """
    answered = _items(mappings, answers=True)
    related = _items(mappings, answers=False)
    rows = []
    for code, indicator in methodology.level2.items():
        entry = mappings.level2.get(code)
        justified_by = entry.justified_by if entry else {}
        rows.append(
            {
                "code": code,
                "name": indicator.name.model_dump(),
                "basis": indicator.basis.value,
                "items": answered.get(code, {}),
                "related": related.get(code, {}),
                "justified_by": {name: list(items) for name, items in justified_by.items()},
                "frameworks": len(justified_by),
                "china_specific": indicator.china_specific.model_dump() if indicator.china_specific else None,
            }
        )
    columns = [
        {"standard": code, "short": standard.short, "reach": standard.reach}
        for code, standard in standards.by_code.items()
    ]
    return {"standards": columns, "indicators": rows}


def _items(mappings: Mappings, *, answers: bool) -> Mapping[str, dict[str, list[str]]]:
    """By Level II code and standard, the items that its data points answer, or those that they are only related to."""
    best: dict[tuple[str, str, str], bool] = {}
    for link in mappings.links:
        key = link.code[:5], link.standard, link.item
        best[key] = best.get(key, False) or link.match in ANSWERS
    found: dict[str, dict[str, list[str]]] = {}
    for (code, standard, item), answer in best.items():
        if answer == answers:
            found.setdefault(code, {}).setdefault(standard, []).append(item)
    return found
