"""Rules that give alternatives: each yields other values for one choice, with what a profile says to have them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from math import ceil, fsum
from operator import add, mul
from typing import Any

from cnesg.framework.alternative_subjects import Subject
from cnesg.framework.alternatives import Alternative, AlternativeKind
from cnesg.framework.definitions import Dimension, Level1, Level2
from cnesg.framework.methodology import TOTAL
from cnesg.framework.places import Parts

_ROUNDING = 1e-3  # shares are written with two to four digits

Rule = Callable[[AlternativeKind, Subject], Iterator[Alternative]]


def alternatives_by(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    """What the rule of a kind gives for a choice; nothing where its condition or field is not met."""
    value = subject.value
    if any(not isinstance(value, Mapping) or value.get(name) != wanted for name, wanted in kind.where.items()):
        return
    yield from RULES[kind.rule](kind, subject)


def _target(kind: AlternativeKind, subject: Subject) -> tuple[str, Any]:
    """The place that is replaced, and what stands there; None where the entry has no such field."""
    if kind.field is None:
        return subject.path, subject.value
    value = subject.value
    for step in kind.field.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return f"{subject.path}.{kind.field}", value


def _replacing(kind: AlternativeKind, subject: Subject, values: Sequence[Any]) -> Iterator[Alternative]:
    """Alternatives that put other values at the kind's place."""
    place, present = _target(kind, subject)
    for value in values:
        if present is not None and value != present:
            shown = value if kind.field is None else {kind.field: value}
            yield Alternative(shown, {"overrides": {place: value}})


def _one_of(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    yield from _replacing(kind, subject, kind.values)


def _own(_kind: AlternativeKind, _subject: Subject) -> Iterator[Alternative]:
    """Nothing beyond the alternatives that stand beside the number."""
    yield from ()


def _neighbours(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    _, present = _target(kind, subject)
    yield from _replacing(kind, subject, beside(present, kind.values))


def beside(present: Any, scale: Sequence[Any]) -> list[Any]:
    """The steps of a scale before and after one of them."""
    if present not in scale:
        return []
    place = scale.index(present)
    return [scale[number] for number in (place - 1, place + 1) if 0 <= number < len(scale)]


def _times(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    _, present = _target(kind, subject)
    yield from _replacing(kind, subject, [_each(kind, present, partial(mul, factor)) for factor in kind.factors])


def _plus(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    _, present = _target(kind, subject)
    yield from _replacing(kind, subject, [_each(kind, present, partial(add, step)) for step in kind.steps])


def _each(kind: AlternativeKind, present: Any, changed: Callable[[float], float]) -> Any:
    """A number changed within the kind's limits, whole numbers staying whole; of a mapping each of its numbers."""
    if isinstance(present, Mapping):
        return {name: _each(kind, inner, changed) for name, inner in present.items()}
    if not isinstance(present, int | float):
        return present
    value = changed(present)
    value = value if kind.least is None else max(value, kind.least)
    value = value if kind.most is None else min(value, kind.most)
    return round(value) if isinstance(present, int) else round(value, kind.decimals)


def _without_last(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    _, present = _target(kind, subject)
    if present and len(present) > 1:
        yield from _replacing(kind, subject, [list(present[:-1])])


def _without_first(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    _, present = _target(kind, subject)
    if present and len(present) > 1:
        yield from _replacing(kind, subject, [list(present[1:])])


def _one_more(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    _, present = _target(kind, subject)
    more = [value for value in kind.values if present is not None and value not in present]
    if more:
        yield from _replacing(kind, subject, [[*present, more[0]]])


def _replaced_words(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    """The same words replaced in several fields: `values` holds mappings of fields to pairs of words."""
    for pairs in kind.values:
        found = {name: subject.value.get(name) or "" for name in pairs}
        if all(before in found[name] for name, (before, _) in pairs.items()):
            changed = {name: found[name].replace(*pairs[name]) for name in pairs}
            overrides = {f"{subject.path}.{name}": text for name, text in changed.items()}
            yield Alternative(changed, {"overrides": overrides})


def _states(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    """Fields that only change together: the states of the scale beside the present one, told by its first field."""
    head, name = subject.path.rpartition(".")[::2]
    scale = [state[name] for state in kind.values]
    for value in beside(subject.value, scale):
        state = kind.values[scale.index(value)]
        yield Alternative(value, {"overrides": {f"{head}.{field}": inner for field, inner in state.items()}})


def _shares(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    """Equal shares, and the own share times a factor with the rest in proportion."""
    methodology, code = subject.methodology, subject.code
    siblings = methodology.children(methodology.parent(code) or TOTAL)
    entries: dict[str, Dimension | Level1 | Level2] = {
        **methodology.dimensions,
        **methodology.level1,
        **methodology.level2,
    }
    weights = {sibling: entries[sibling].weight.value for sibling in siblings}
    for shares in _shifted(weights, code, kind.factors):
        alike = max(shares.values()) - min(shares.values()) <= _ROUNDING
        yield Alternative({"equal": shares[code]} if alike else shares[code], {"weights": shares})


def _shifted(weights: Mapping[Any, float], own: Any, factors: Sequence[float]) -> Iterator[dict[Any, float]]:
    """Shares that sum to 1: equal ones, unless they are, then one of them times each factor."""
    if len(weights) == 1:
        return
    count = len(weights)
    equal = dict.fromkeys(weights, 1 / count)
    if any(abs(weights[name] - equal[name]) > _ROUNDING for name in weights):
        yield _written(equal)
    for factor in factors:
        share = weights[own] * factor
        if 0 < share < 1:
            rest = fsum(weight for name, weight in weights.items() if name != own)
            shares = {name: share if name == own else weight * (1 - share) / rest for name, weight in weights.items()}
            yield _written(shares)


def _written(shares: Mapping[Any, float]) -> dict[Any, float]:
    """Shares to four digits that still sum to 1: the greatest takes what rounding left."""
    written = {name: round(share, 4) for name, share in shares.items()}
    greatest = max(written, key=lambda name: written[name])
    written[greatest] = round(1 - fsum(share for name, share in written.items() if name != greatest), 4)
    return written


def _mix(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    """Other shares; where all measures feed one kind of score, that they feed the other."""
    if 0 < subject.value < 1:
        for value in kind.values:
            if value != subject.value:
                yield Alternative(value, {"mix": {subject.code: value}})
        return
    other = "disclosure" if subject.value == 1 else "performance"
    feeds = {f"level2.{subject.code}.measures.{n}.feeds": other for n in range(len(subject.level2.measures))}
    value = 1 - subject.value
    yield Alternative(value, {"mix": {subject.code: value}, "overrides": feeds})


def _left_out(_kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    yield Alternative("left out", {"without": [subject.code]})


def _for_everybody(_kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    yield Alternative("for everybody", {"overrides": {subject.path: None}})


def _for_nobody(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    """A variant that no company answers, whatever the year; all answer the data point itself."""
    reason = {"en": kind.reason.en, "zh": kind.reason.zh}
    never = {"key": "nobody", "until": "9999-12-31", "reason": reason}
    yield Alternative("for nobody", {"overrides": {f"{subject.path}.unless": [never]}})


def _thresholds(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    """Bands whose thresholds are all a factor times the present; of counts they stay whole, halves rounded up."""
    _, measure = subject.measure
    if not measure.bands or measure.data_point is None:
        return
    point = subject.methodology.data_points[measure.data_point]
    counted = point.kind != "quantity" and point.unit == point.observed_unit
    for factor in kind.factors:
        thresholds = [start * factor for start, _ in measure.bands]
        thresholds = [ceil(start) for start in thresholds] if counted else [round(start, 6) for start in thresholds]
        before = [start for start, _ in measure.bands]
        if thresholds != before and len(set(thresholds)) == len(thresholds):
            bands = [[start, points] for start, (_, points) in zip(thresholds, measure.bands, strict=True)]
            yield Alternative({"bands": bands}, {"overrides": {f"{subject.path}.bands": bands}})


def _relative(_kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    """Quartiles among peers instead of fixed thresholds, where more or less of it is better."""
    _, measure = subject.measure
    if measure.rule != "absolute" or measure.data_point is None:
        return
    if subject.methodology.data_points[measure.data_point].direction != "none":
        variants = subject.methodology.answers(measure.data_point)[1:]
        alternative = _fields(subject, {"rule": "relative", "bands": []}, {"rule": "relative"})
        places: dict[str, Any] = {f"level2.{subject.code}.data_points.{code}.bands": [] for code in variants}
        yield Alternative(alternative.value, {"overrides": alternative.profile["overrides"] | places})


def _reported_at_all(_kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    """A point for reporting the figure, whatever it is."""
    _, measure = subject.measure
    if measure.rule == "relative":
        items = [{"data_point": measure.data_point}]
        yield _fields(subject, {"rule": "item", "data_point": None, "items": items}, {"rule": "item", "items": items})


def _last_counts_double(_kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    _, measure = subject.measure
    last = len(measure.items) - 1
    if last > 0:
        points = 2 * measure.items[last].points
        place = f"items.{last}.points"
        yield Alternative({place: points}, {"overrides": {f"{subject.path}.{place}": points}})


def _level_of_step(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    """For a single item the level that it needs in this measure."""
    _, measure = subject.measure
    if len(measure.items) == 1:
        step = measure.items[0]
        point = subject.methodology.data_points[step.data_point]
        for level in beside(step.least_level or point.least_level, kind.values):
            place = "items.0.least_level"
            yield Alternative({place: level}, {"overrides": {f"{subject.path}.{place}": level}})


def _measure_shares(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    number, measure = subject.measure
    alike = {n: other.weight for n, other in enumerate(subject.level2.measures) if other.feeds == measure.feeds}
    for shares in _shifted(alike, number, kind.factors):
        overrides = {f"level2.{subject.code}.measures.{n}.weight": share for n, share in shares.items()}
        yield Alternative({"weight": shares[number]}, {"overrides": overrides})


def _other_score(_kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    """All measures feed the performance score, each with the share that it has in the synthetic one now."""
    mix = subject.level2.mix.value
    if not 0 < mix < 1 or subject.measure[1].feeds == "performance":
        return
    changed: dict[str, Any] = {}
    for number, measure in enumerate(subject.level2.measures):
        place = f"level2.{subject.code}.measures.{number}"
        changed[f"{place}.feeds"] = "performance"
        changed[f"{place}.weight"] = round(measure.weight * (mix if measure.feeds == "performance" else 1 - mix), 8)
    yield Alternative({"feeds": "performance"}, {"overrides": changed, "mix": {subject.code: 1.0}})


def _sources(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    """One source fewer; one more, in the section that `values` names for it where no section is known yet."""
    present = list(subject.value.get("reported_in", ()))
    code = subject.path.rpartition(".")[2]
    if len(present) > 1:
        yield _fields(subject, {"reported_in": present[:-1]}, {"reported_in": present[:-1]})
    missing = [(source, section) for one in kind.values for source, section in one.items() if source not in present]
    if missing:
        # Where sections are known already nothing else has to change.
        source, section = min(missing, key=lambda one: not _has_sections(subject.parts, code, one[0]))
        changed = {f"{subject.path}.reported_in": [*present, source]}
        if not _has_sections(subject.parts, code, source):
            changed[f"sections.level2.{code[:5]}.{source}"] = [section]
        yield Alternative({"reported_in": [*present, source]}, {"overrides": changed})


def _has_sections(parts: Parts, code: str, source: str) -> bool:
    for place in (f"sections.data_points.{code}", f"sections.level2.{code[:5]}"):
        try:
            if parts.find(f"{place}.{source}").value:
                return True
        except LookupError:
            continue
    return False


def _fields(subject: Subject, changed: Mapping[str, Any], shown: Mapping[str, Any]) -> Alternative:
    return Alternative(dict(shown), {"overrides": {f"{subject.path}.{name}": value for name, value in changed.items()}})


def _judgement(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    """One step of the scale more or less; below equal importance the other one matters more."""
    place = subject.path.rpartition(".")[0]
    pair = subject.above[-1]
    lower = [by for by in kind.values if by < subject.value][-1:]
    higher = [by for by in kind.values if by > subject.value][:1]
    for by in (*lower, *higher):
        yield Alternative(by, {"overrides": {subject.path: by}})
    if subject.value == kind.values[0]:
        swapped = {"more": pair["less"], "less": pair["more"], "by": kind.values[1]}
        shown = f"{pair['less']} {kind.values[1]}"
        yield Alternative(shown, {"overrides": {f"{place}.{name}": value for name, value in swapped.items()}})


def _links(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    """Each link to an item as the kind of match beside its own."""
    for standard, items in subject.value.items():
        for item, match in items.items():
            for other in beside(match, kind.values):
                place = f"{standard}.{item}"
                yield Alternative({place: other}, {"overrides": {f"{subject.path}.{place}": other}})


def _confidence(kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    """The first target with more or less confidence, all together never above 1; and without the last target."""
    first, *rest = subject.value
    room = 1 - fsum(target["confidence"] for target in rest)
    for step in kind.steps:
        confidence = round(min(first["confidence"] + step, room), kind.decimals)
        if 0 < confidence != first["confidence"]:
            value = [{**first, "confidence": confidence}, *rest]
            yield Alternative(value, {"overrides": {subject.path: value}})
    if rest:
        yield Alternative([first, *rest[:-1]], {"overrides": {subject.path: [first, *rest[:-1]]}})


def _voice_for_each(_kind: AlternativeKind, subject: Subject) -> Iterator[Alternative]:
    """Every standard speaks for itself."""
    codes = [code for voice in subject.value for code in voice["standards"]]
    voices = [{"name": {"en": code, "zh": code}, "standards": [code]} for code in codes]
    yield Alternative(voices, {"overrides": {subject.path: voices}})


RULES: Mapping[str, Rule] = {
    "one-of": _one_of,
    "own": _own,
    "neighbours": _neighbours,
    "times": _times,
    "plus": _plus,
    "without-last": _without_last,
    "without-first": _without_first,
    "one-more": _one_more,
    "replaced-words": _replaced_words,
    "states": _states,
    "shares": _shares,
    "mix": _mix,
    "left-out": _left_out,
    "for-everybody": _for_everybody,
    "for-nobody": _for_nobody,
    "thresholds": _thresholds,
    "relative": _relative,
    "reported-at-all": _reported_at_all,
    "last-counts-double": _last_counts_double,
    "level-of-step": _level_of_step,
    "measure-shares": _measure_shares,
    "other-score": _other_score,
    "sources": _sources,
    "judgement": _judgement,
    "links": _links,
    "confidence": _confidence,
    "voice-for-each": _voice_for_each,
}
