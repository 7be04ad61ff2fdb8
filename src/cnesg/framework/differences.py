"""What differs between two methodologies or profiles, value by value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from cnesg.framework.methodology import Methodology

_MAPPINGS = ("dimensions", "level1", "level2", "metrics", "industries", "profiles")


@dataclass(frozen=True)
class Difference:
    """One value that differs; `before` is None where it is new, `after` where it is gone."""

    path: str
    before: Any
    after: Any


def differences(before: Methodology, after: Methodology) -> tuple[Difference, ...]:
    """Every value that differs, sorted by place; of an entry that only one has, the entry as a whole."""
    one, other = _values(before), _values(after)
    paths = (path for path in sorted(set(one) | set(other)) if one.get(path) != other.get(path))
    found = [Difference(path, one.get(path), other.get(path)) for path in paths]
    return tuple(_merged(found, _heads(before), _heads(after)))


def _merged(found: list[Difference], one: set[str], other: set[str]) -> Iterator[Difference]:
    told: set[str] = set()
    for difference in found:
        head = next((h for h in (one ^ other) if difference.path.startswith(h + ".")), None)
        if head is None:
            yield difference
        elif head not in told:
            told.add(head)
            yield Difference(head, "" if head in one else None, "" if head in other else None)


def _heads(methodology: Methodology) -> set[str]:
    heads = {f"{area}.{code}" for area in _MAPPINGS for code in getattr(methodology, area)}
    return heads | {f"data_points.{code}" for code in methodology.data_points}


def _values(methodology: Methodology) -> dict[str, Any]:
    values: dict[str, Any] = {}
    _flatten("rules", methodology.rules, values)
    for area in _MAPPINGS:
        for code, entry in getattr(methodology, area).items():
            _flatten(f"{area}.{code}", entry, values, leave_out=frozenset({"data_points"}))
    for code, point in methodology.data_points.items():
        _flatten(f"data_points.{code}", point, values)
    for number, derivation in enumerate(methodology.derivations):
        _flatten(f"derivations.{number}", derivation, values)
    for series, factors in methodology.factors.items():
        for factor in factors:
            _flatten(f"factors.{series}.{factor.data_year or '-'}.{factor.published}", factor, values)
    return values


def _flatten(path: str, value: Any, into: dict[str, Any], leave_out: frozenset[str] = frozenset()) -> None:
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields if name not in leave_out}
    if isinstance(value, Mapping):
        for name, inner in value.items():
            _flatten(f"{path}.{name}", inner, into)
    elif isinstance(value, tuple) and any(isinstance(member, BaseModel) for member in value):
        for number, member in enumerate(value):
            _flatten(f"{path}.{number}", member, into)
    elif value not in (None, (), {}):
        into[path] = value
