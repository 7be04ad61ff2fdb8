"""What a profile changes: values at places, weights, mixes, and indicators that it leaves out."""

from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.checks import Draft, check
from cnesg.framework.choices import CORE_AREAS, DESCRIBING
from cnesg.framework.definitions.rules import Profile
from cnesg.framework.inspection import check_parts
from cnesg.framework.judgements import load_judgements
from cnesg.framework.mappings import load_mappings
from cnesg.framework.methodology import TOTAL, Methodology
from cnesg.framework.places import OverlaidFolder, Parts, read_parts, replaced
from cnesg.framework.weighting import level1_weights, load_weighting, rounded

_WEIGHED_ELSEWHERE = {"weight": "weights", "mix": "mix"}
_WEIGHING_AREAS = frozenset({"judgements", "weighting", "mappings"})


def with_profile(methodology: Methodology, profile: Profile) -> Methodology:
    """The methodology with a profile's overrides in place; without any it is returned as it is.

    Values of files that have their own loaders are put into `Methodology.folder`, where those find them. Judgements and
    whatever else Level I weights follow from change these weights too.

    Raises:
        MethodologyError: a place that does not exist, a value that does not fit there, or a methodology that is not
            whole with the values in place; all of them at once.
    """
    if not profile.overrides:
        return methodology
    problems: list[Problem] = []
    changed, of_parts = methodology, {}
    parts = read_parts(methodology.folder)
    for path, value in profile.overrides.items():
        try:
            if path.partition(".")[0] in CORE_AREAS:
                changed = _replaced(changed, path, value)
            else:
                parts.find(path)
                of_parts[path] = value
        except (LookupError, TypeError, ValueError) as error:
            problems.append(_refusal(profile.name, path, error))
    if not problems:
        changed, problems = _whole(changed, parts, of_parts, profile)
    if problems:
        raise MethodologyError(*problems)
    return changed


def _whole(
    changed: Methodology, parts: Parts, of_parts: Mapping[str, Any], profile: Profile
) -> tuple[Methodology, list[Problem]]:
    """The methodology with the parts in place as well, and what is not whole about it."""
    before = changed
    try:
        texts = replaced(parts, of_parts)
    except (LookupError, TypeError) as error:
        return changed, [Problem.of("choices.no_place", profile=profile.name, path=str(error))]
    if texts:
        base = changed.folder
        under = dict(base.texts()) if isinstance(base, OverlaidFolder) else {}
        below = base.base if isinstance(base, OverlaidFolder) else base
        changed = replace(changed, folder=OverlaidFolder(below, under | texts))
    found = check(Draft(_mixed(changed, profile), _everywhere(changed, profile.name)))
    # Whoever asks an indicator of everybody leaves the data point idle that decided to whom it applies.
    problems = [problem for problem in found if problem.message_id != "framework.unused"]
    if texts:
        problems += check_parts(changed, {file.partition("/")[0] for file in texts})
    if not problems and _WEIGHING_AREAS & {path.partition(".")[0] for path in of_parts}:
        changed = _weighed_anew(before, changed)
    return changed, problems


def _mixed(methodology: Methodology, profile: Profile) -> Methodology:
    """With the profile's mixes, which must go with the measures that it changes; others it may pass over by its mix."""
    if all(path.partition(".")[0] != "level2" for path in profile.overrides):
        return methodology
    entries = {
        code: entry.model_copy(update={"mix": entry.mix.model_copy(update={"value": profile.mix[code]})})
        for code, entry in methodology.level2.items()
        if code in profile.mix
    }
    return replace(methodology, level2={**methodology.level2, **entries}) if entries else methodology


def _everywhere(methodology: Methodology, profile: str) -> Mapping[str, str]:
    """Every entry as one of the profile, for what is told of it."""
    areas = (methodology.dimensions, methodology.level1, methodology.level2, methodology.data_points)
    return {code: profile for area in areas for code in area}


def _weighed_anew(before: Methodology, after: Methodology) -> Methodology:
    """Weights of dimensions and Level I indicators as they follow from the inputs now, where that changes them."""
    changed: dict[str, Any] = {"dimensions": dict(after.dimensions), "level1": dict(after.level1)}
    old, new = _derived(before), _derived(after)
    for area in changed.values():
        for code, entry in area.items():
            if code in new and new[code] != old.get(code):
                area[code] = entry.model_copy(update={"weight": entry.weight.model_copy(update={"value": new[code]})})
    return replace(after, **changed)


def _derived(methodology: Methodology) -> dict[str, float]:
    # What ships is read once a process, when no folder is named.
    folder = None if methodology.folder == files("cnesg") / "methodology" else methodology.folder
    judgements, weighting = load_judgements(folder), load_weighting(folder)
    level1 = level1_weights(methodology, load_mappings(folder), judgements, weighting)
    return {
        **rounded(judgements.by_parent[TOTAL].weights, weighting.decimals),
        **{code: weight.derived for code, weight in level1.items()},
    }


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
    if area == "factors":
        return replace(methodology, factors=_with_factor(methodology, rest, value))
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


def _with_factor(methodology: Methodology, rest: str, value: Any) -> Mapping[str, Any]:
    """The factors with one value of a series changed; a place that ends at the factor means its value."""
    series, _, inner = rest.partition(".")
    number, _, field = inner.partition(".")
    if series not in methodology.factors or not number.isdecimal():
        raise LookupError(rest)
    factors = list(methodology.factors[series])
    factors[int(number)] = _changed(factors[int(number)], [field or "value"], value)
    return {**methodology.factors, series: tuple(factors)}


def _changed(entry: BaseModel, way: list[str], value: Any) -> Any:
    """An entry with the value at the end of the way replaced, validated anew."""
    content = entry.model_dump()
    place: Any = content
    for step in way[:-1]:
        place = place[_step(place, step)]
    last = _step(place, way[-1])
    before = place[last]
    whole = value is None or (isinstance(value, Mapping) and "basis" in value)
    if isinstance(before, dict) and not whole:
        own = [name for name in before if name not in DESCRIBING]
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
    left_out = profile.without
    return {
        code
        for code in methodology.level2
        if (not named or code.startswith(named)) and not (left_out and code.startswith(left_out))
    }


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
