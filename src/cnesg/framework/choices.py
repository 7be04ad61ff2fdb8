"""The choices of the methodology: every assumed value with its place, its reason and its alternatives.

A place is a path such as `rules.least_peers`, `level2.E0102.mix` or `level2.S0101.measures.0.bands`. Profiles override
values at such places (`Profile.overrides`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions import Basis, Sourced, SourcedNumber
from cnesg.framework.definitions.rules import Profile
from cnesg.framework.methodology import Methodology

AREAS = ("rules", "dimensions", "level1", "level2", "derivations", "factors")
_DESCRIBING = {"basis", "reference", "alternatives", "name", "code", "metric", "label", "series", "why", "definition"}
_WEIGHED_ELSEWHERE = {"weight": "weights", "mix": "mix"}


@dataclass(frozen=True)
class Choice:
    """One value of the methodology that says where it comes from.

    Attributes:
        path: its place.
        value: the value, or the values by field where the entry has several.
        basis: published or assumed.
        reference: the source's section or the decision page.
        alternatives: other values that were considered.
    """

    path: str
    value: Any
    basis: Basis
    reference: str
    alternatives: tuple[float, ...] = ()


def all_choices(methodology: Methodology) -> Iterator[Choice]:
    """Every value with a basis, in the order of the files; published ones too."""
    for path, entry in _entries(methodology):
        yield from _within(path, entry)


def assumed_choices(methodology: Methodology) -> tuple[Choice, ...]:
    """Every assumed value, in the order of the files."""
    return tuple(choice for choice in all_choices(methodology) if choice.basis is Basis.ASSUMED)


def _entries(methodology: Methodology) -> Iterator[tuple[str, BaseModel]]:
    yield "rules", methodology.rules
    for area in ("dimensions", "level1", "level2"):
        yield from ((f"{area}.{code}", entry) for code, entry in getattr(methodology, area).items())
    yield from ((f"derivations.{number}", entry) for number, entry in enumerate(methodology.derivations))
    for series, factors in methodology.factors.items():
        yield from ((f"factors.{series}.{number}", factor) for number, factor in enumerate(factors))


def _within(path: str, entry: BaseModel) -> Iterator[Choice]:
    if isinstance(entry, SourcedNumber):
        yield Choice(path, entry.value, entry.basis, entry.reference, entry.alternatives)
        return
    if isinstance(entry, Sourced):
        own = {name: value for name, value in _plain(entry).items() if name not in _DESCRIBING}
        yield Choice(path, next(iter(own.values())) if len(own) == 1 else own, entry.basis, entry.reference)
    for name in type(entry).model_fields:
        inner = getattr(entry, name)
        if isinstance(inner, BaseModel):
            yield from _within(f"{path}.{name}", inner)
        elif isinstance(inner, tuple):
            for number, member in enumerate(inner):
                if isinstance(member, BaseModel):
                    # Data points have codes that say more than their place in a list.
                    place = getattr(member, "code", number)
                    yield from _within(f"{path}.{name}.{place}", member)


def _plain(entry: BaseModel) -> dict[str, Any]:
    """An entry's own values: fields that are not empty and have no basis of their own."""
    plain = {}
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        members = value if isinstance(value, tuple) else (value,)
        if value in (None, (), {}) or any(isinstance(member, Sourced) for member in members):
            continue
        told = [m.model_dump(exclude_defaults=True) if isinstance(m, BaseModel) else m for m in members]
        plain[name] = told if isinstance(value, tuple) else told[0]
    return plain


def with_profile(methodology: Methodology, profile: Profile) -> Methodology:
    """The methodology with a profile's overrides in place; without any it is returned as it is.

    Raises:
        MethodologyError: a place that does not exist, or a value that does not fit there, all of them at once.
    """
    problems: list[Problem] = []
    for path, value in profile.overrides.items():
        try:
            methodology = _replaced(methodology, path, value)
        except (LookupError, TypeError, ValueError) as error:
            problems.append(_refusal(profile.name, path, error))
    if problems:
        raise MethodologyError(*problems)
    return methodology


def _refusal(profile: str, path: str, error: Exception) -> Problem:
    if field := _weighed_elsewhere(path):
        return Problem.of("choices.use_field", profile=profile, path=path, field=field)
    if isinstance(error, ValidationError):
        return Problem.of("choices.unfit", profile=profile, path=path, what=error.errors()[0]["msg"])
    return Problem.of("choices.no_place", profile=profile, path=path)


def _weighed_elsewhere(path: str) -> str | None:
    """The field of a profile that sets an indicator's weight or mix, if that is what the place names."""
    *head, last = path.split(".")
    return _WEIGHED_ELSEWHERE.get(last) if len(head) == 2 and head[0] in {"dimensions", "level1", "level2"} else None


def _replaced(methodology: Methodology, path: str, value: Any) -> Methodology:
    area, _, rest = path.partition(".")
    if _weighed_elsewhere(path):
        raise LookupError(path)
    if area == "rules":
        return replace(methodology, rules=_changed(methodology.rules, rest.split("."), value))
    if area == "derivations":
        number, _, inner = rest.partition(".")
        derivations = list(methodology.derivations)
        if not number.isdecimal():  # -1 would name the last one
            raise LookupError(path)
        derivations[int(number)] = _changed(derivations[int(number)], inner.split("."), value)
        return replace(methodology, derivations=tuple(derivations))
    if area not in {"dimensions", "level1", "level2"}:
        raise LookupError(path)
    code, _, inner = rest.partition(".")
    entries: Mapping[str, BaseModel] = getattr(methodology, area)
    changed = {**entries, code: _changed(entries[code], inner.split("."), value)}
    update: dict[str, Any] = {area: changed}
    if area == "level2":
        points = (point for entry in changed.values() for point in getattr(entry, "data_points", ()))
        update["data_points"] = {point.code: point for point in points}
    return replace(methodology, **update)


def _changed(entry: BaseModel, way: list[str], value: Any) -> Any:
    """An entry with the value at the end of the way replaced, validated anew."""
    content = entry.model_dump()
    place: Any = content
    for step in way[:-1]:
        place = place[_step(place, step)]
    last = _step(place, way[-1])
    before = place[last]
    if isinstance(before, dict):
        own = [name for name in before if name not in _DESCRIBING]
        if "basis" not in before or len(own) != 1:
            raise TypeError(way)
        before[own[0]] = value
    else:
        place[last] = value
    return TypeAdapter(type(entry)).validate_python(content)


def _step(place: Any, step: str) -> Any:
    if isinstance(place, dict):
        if step not in place:
            raise LookupError(step)
        return step
    coded = next((n for n, member in enumerate(place) if isinstance(member, dict) and member.get("code") == step), None)
    number = int(step) if coded is None else coded
    if not 0 <= number < len(place):
        raise LookupError(step)
    return number


def chosen_level2(methodology: Methodology, profile: Profile) -> set[str]:
    """The Level II indicators of a profile: those it names itself or through their issue or dimension; else all."""
    named = profile.indicators
    return {code for code in methodology.level2 if not named or code.startswith(named)}


def with_everything(methodology: Methodology, profile: Profile) -> Methodology:
    """The methodology as a profile sees it: overrides, weights and mixes in place, other indicators left out."""
    methodology = with_profile(methodology, profile)
    kept = chosen_level2(methodology, profile)
    changed: dict[str, Any] = {}
    for area in ("dimensions", "level1", "level2"):
        entries = {}
        for code, entry in getattr(methodology, area).items():
            if area == "level2" and code not in kept:
                continue
            update: dict[str, Any] = {}
            if code in profile.weights:
                update["weight"] = entry.weight.model_copy(update={"value": profile.weights[code]})
            if code in profile.mix:
                update["mix"] = entry.mix.model_copy(update={"value": profile.mix[code]})
            entries[code] = entry.model_copy(update=update) if update else entry
        changed[area] = entries
    changed["data_points"] = {
        code: point for code, point in methodology.data_points.items() if methodology.level2_of(code) in kept
    }
    return replace(methodology, **changed)
