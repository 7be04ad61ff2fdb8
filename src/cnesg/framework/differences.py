"""What differs between two methodologies or profiles, value by value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from cnesg.framework.definitions import Profile
from cnesg.framework.methodology import Methodology
from cnesg.framework.places import members, read_parts

_MAPPINGS = ("dimensions", "level1", "level2", "metrics", "industries", "profiles")


@dataclass(frozen=True)
class Difference:
    """One value that differs; `before` is None where it is new, `after` where it is gone."""

    path: str
    before: Any
    after: Any


def differences(before: Methodology, after: Methodology) -> tuple[Difference, ...]:
    """Every value that differs, sorted by place, those of the core first; of an entry that only one has, the whole.

    A data point that came in the place of another one is one difference, `data_points.E0402-04.replaces`; its values
    are not compared with those of the question that had its code.
    """
    one, other = _values(before), _values(after)
    paths = (path for path in sorted(set(one) | set(other)) if one.get(path) != other.get(path))
    starts = _starts(one), _starts(other)
    found = dict.fromkeys(_whole(Difference(path, one.get(path), other.get(path)), *starts) for path in paths)
    return (*_replacing(_merged(list(found), _heads(before), _heads(after)), before, after), *_of_parts(before, after))


def _starts(values: Mapping[str, Any]) -> set[str]:
    """Every beginning of a place that there is."""
    return {path[:end] for path in values for end in (*_dots(path), len(path))}


def _dots(path: str) -> list[int]:
    return [place for place, character in enumerate(path) if character == "."]


def _whole(difference: Difference, one: set[str], other: set[str]) -> Difference:
    """Of what only one side has at all the outermost place, so that it is told once."""
    path = difference.path
    there = one if difference.after is None else other if difference.before is None else None
    if there is None:
        return difference
    missing = other if there is one else one
    outer = next((path[:end] for end in _dots(path) if path[:end] not in missing and path[:end].count(".") > 1), None)
    if outer is None:
        return difference
    return Difference(outer, "", None) if there is one else Difference(outer, None, "")


def of_profiles(before: Profile, after: Profile) -> tuple[Difference, ...]:
    """What two profiles say beyond the methodology as each sees it (`cnesg.framework.overrides.with_everything`)."""
    if before.industry_weights == after.industry_weights:
        return ()
    return (Difference("profile.industry_weights", before.industry_weights, after.industry_weights),)


def _merged(found: list[Difference], one: set[str], other: set[str]) -> Iterator[Difference]:
    told: set[str] = set()
    for difference in found:
        head = next((h for h in (one ^ other) if difference.path.startswith(h + ".")), None)
        if head is None:
            yield difference
        elif head not in told:
            told.add(head)
            yield Difference(head, "" if head in one else None, "" if head in other else None)


def _replacing(found: Iterator[Difference], before: Methodology, after: Methodology) -> Iterator[Difference]:
    """The differences, with one for each data point that replaces another."""
    new = {
        f"data_points.{code}": point.replaces
        for code, point in after.data_points.items()
        if point.replaces and (code not in before.data_points or before.data_points[code].replaces != point.replaces)
    }
    told: set[str] = set()
    for difference in found:
        head = ".".join(difference.path.split(".")[:2])
        if head not in new:
            yield difference
        elif head not in told:
            told.add(head)
            yield Difference(f"{head}.replaces", None, new[head])


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
        _flatten(f"data_points.{code}", point, values, leave_out=frozenset({"replaces"}))
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


def _of_parts(before: Methodology, after: Methodology) -> Iterator[Difference]:
    """What differs in the files that have their own loaders; a member that only one has is told as a whole."""
    one, other = read_parts(before.folder).contents, read_parts(after.folder).contents
    for file in sorted(set(one) | set(other)):
        if one.get(file) != other.get(file):
            place = file.removesuffix(".yaml").replace("/", ".")
            yield from _between(place, one.get(file), other.get(file))


def _between(place: str, before: Any, after: Any) -> Iterator[Difference]:
    if before == after:
        return
    alike = isinstance(before, Mapping) and isinstance(after, Mapping)
    if not alike and not (_coded(before) and _coded(after)):
        yield Difference(place, _shown(before), _shown(after))
        return
    one = {label: inner for label, _, inner in members(before)}
    other = {label: inner for label, _, inner in members(after)}
    for label in dict.fromkeys((*one, *other)):
        yield from _between(f"{place}.{label}", one.get(label), other.get(label))


def _shown(value: Any) -> Any:
    """A value as it is told; of a whole entry only that it is there."""
    return "" if isinstance(value, Mapping) or _coded(value) else value


def _coded(value: Any) -> bool:
    """Whether a value is a list of entries rather than of plain values."""
    return isinstance(value, list) and any(isinstance(member, Mapping) for member in value)
