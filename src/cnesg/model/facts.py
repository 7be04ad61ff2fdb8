"""The key of a fact: two rows with the same key state the same fact, and the later one supersedes."""

import json
from collections.abc import Mapping
from functools import lru_cache

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def canonical_breakdown(breakdown: Mapping[str, str] | None) -> str:
    """A breakdown as text that is equal for equal breakdowns: JSON with sorted, lower-case, trimmed members."""
    if not breakdown:
        return "{}"
    pairs = {str(k).strip().lower(): str(v).strip().lower() for k, v in breakdown.items()}
    return _written(tuple(sorted(pairs.items())))


@lru_cache(maxsize=4096)  # a report has few, each in many rows
def _written(pairs: tuple[tuple[str, str], ...]) -> str:
    return _encode(dict(pairs))


def same_figure(one: float, other: float, share: float) -> bool:
    """Whether two figures differ by no more than a share of the larger one, as figures rounded differently do."""
    return abs(one - other) <= share * max(abs(one), abs(other))


HOW_MEASURED = frozenset({"boundary", "controls", "scope2"})


def part_of_company(breakdown: Mapping[str, str] | None) -> dict[str, str]:
    """The classes that make a fact one on a part of the company; empty for the whole.

    `boundary` (operational control, equity share), `scope2` (location-based, market-based) and `controls` (of financial
    reporting, others) tell how the whole was measured. They keep two figures apart in the store, but either answers for
    the company; which one counts is a matter of precedence (`docs/decisions/fact-precedence.md`).
    """
    return {kind: member for kind, member in (breakdown or {}).items() if kind.strip().lower() not in HOW_MEASURED}


def fact_key(
    company_id: str, concept: str, breakdown: Mapping[str, str] | None, period: str, boundary: str, basis: str
) -> str:
    r"""The identity of a fact.

    Args:
        company_id: whose fact.
        concept: the metric (`electricity`) or the item's data point code (`G0102-01`).
        breakdown: the part of the company it covers; `{}` is the whole.
        period: ISO interval the fact is about.
        boundary: what the figure covers (`reporting company`, `operational control`, ...).
        basis: how it was measured where that makes another fact (`location`, `market`, `target`); usually empty.

    Returns:
        The six parts joined by `|`, each with `|` and `\` escaped.
    """
    parts = (company_id, concept, canonical_breakdown(breakdown), period, boundary, basis)
    return "|".join(part.replace("\\", "\\\\").replace("|", "\\|") for part in parts)
