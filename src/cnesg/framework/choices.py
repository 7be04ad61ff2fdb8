"""The choices of the methodology: every assumed value with its place, its reason and its alternatives.

A place is a path such as `rules.least_peers`, `level2.E0102.mix` or `level2.S0101.measures.0.bands`; in the files that
have their own loaders it is the file and the way in it (`cnesg.framework.places`). Profiles override values at such
places (`Profile.overrides`, applied by `cnesg.framework.overrides`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from cnesg.errors import Problem
from cnesg.framework.alternative_rules import alternatives_by
from cnesg.framework.alternative_subjects import Subject
from cnesg.framework.alternatives import FILE, Alternative, Alternatives, load_alternatives
from cnesg.framework.definitions import Basis, Sourced, SourcedNumber
from cnesg.framework.methodology import Methodology
from cnesg.framework.places import Found, Parts, members, read_parts

CORE_AREAS = ("rules", "dimensions", "level1", "level2", "derivations", "factors")
DESCRIBING = frozenset(
    {"basis", "reference", "alternatives", "name", "code", "metric", "label", "series", "why", "definition"}
)


@dataclass(frozen=True)
class Choice:
    """One value of the methodology that says where it comes from.

    Attributes:
        path: its place.
        value: the value, or the values by field where the entry has several.
        basis: published or assumed.
        reference: the source's section or the decision page.
        alternatives: other values that could have been chosen, each with what a profile says to have it.
    """

    path: str
    value: Any
    basis: Basis
    reference: str
    alternatives: tuple[Alternative, ...] = ()

    @property
    def area(self) -> str:
        """The first step of its place: `rules`, `level2`, `materiality`."""
        return self.path.partition(".")[0]


def all_choices(methodology: Methodology) -> Iterator[Choice]:
    """Every value with a basis, in the order of the files, those of the core first; published ones too.

    Raises:
        MethodologyError: the file of alternatives is broken.
    """
    alternatives, parts = load_alternatives(methodology.folder), read_parts(methodology.folder)
    for path, entry in _entries(methodology):
        for choice in _within(path, entry):
            subject = Subject(choice.path, choice.value, methodology, parts)
            others = _by_kinds(alternatives, subject)
            yield replace(choice, alternatives=(*choice.alternatives, *others))
    yield from _of_parts(methodology, alternatives, parts)


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
        yield Choice(path, entry.value, entry.basis, entry.reference, _given(path, entry.alternatives))
        return
    if isinstance(entry, Sourced):
        own = {name: value for name, value in _plain(entry).items() if name not in DESCRIBING}
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


def _given(path: str, values: tuple[float, ...]) -> tuple[Alternative, ...]:
    return tuple(Alternative(value, {"overrides": {path: value}}) for value in values)


def _plain(entry: BaseModel) -> dict[str, Any]:
    """An entry's own values: fields that are not empty and have no basis of their own."""
    plain = {}
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        members_ = value if isinstance(value, tuple) else (value,)
        if value in (None, (), {}) or any(isinstance(member, Sourced) for member in members_):
            continue
        told = [m.model_dump(exclude_defaults=True) if isinstance(m, BaseModel) else m for m in members_]
        plain[name] = told if isinstance(value, tuple) else told[0]
    return plain


def _by_kinds(alternatives: Alternatives, subject: Subject) -> tuple[Alternative, ...]:
    kinds = (kind for kind in alternatives.kinds if kind.fits(subject.path))
    return tuple(found for kind in kinds for found in alternatives_by(kind, subject))


def _of_parts(methodology: Methodology, alternatives: Alternatives, parts: Parts) -> Iterator[Choice]:
    """The values at the kinds of place that `alternatives.yaml` names in files with their own loaders."""
    found: dict[str, list[Choice]] = {}
    for kind in alternatives.kinds:
        for place in (one for pattern in kind.places for one in parts.matching(pattern)):
            basis, reference = _origin(place) if kind.reference is None else (Basis.ASSUMED, kind.reference)
            number = isinstance(place.value, Mapping) and "value" in place.value
            value = place.value["value"] if number else place.value
            given = _given(place.place, tuple(place.value.get("alternatives", ()))) if number else ()
            subject = Subject(place.place, value, methodology, parts, place.above)
            others = tuple(alternatives_by(kind, subject))
            found.setdefault(place.place, []).append(Choice(place.place, value, basis, reference, (*given, *others)))
    order = {area: number for number, area in enumerate(areas(parts))}
    for path in sorted(found, key=lambda path: order[path.partition(".")[0]]):
        first, *more = found[path]
        others = (*first.alternatives, *(one for choice in more for one in choice.alternatives))
        yield Choice(path, first.value, first.basis, first.reference, others)


def areas(parts: Parts) -> tuple[str, ...]:
    """The areas outside the core: the folders and files of the parts, in the order of their names."""
    return tuple(dict.fromkeys(name.removesuffix(".yaml").partition("/")[0] for name in parts.contents))


def _origin(place: Found) -> tuple[Basis, str]:
    """Basis and reference of the nearest mapping that has them; a value without any is not assumed."""
    around = (*place.above, place.value) if isinstance(place.value, Mapping) else place.above
    for one in reversed(around):
        if "basis" in one:
            return Basis(one["basis"]), str(one.get("reference", ""))
    return Basis.PUBLISHED, ""


def check_choices(methodology: Methodology) -> Iterator[Problem]:
    """Whether every assumed value has an alternative; nothing is asked of a methodology without the file of them."""
    alternatives, parts = load_alternatives(methodology.folder), read_parts(methodology.folder)
    if not alternatives.kinds:
        return
    chosen = set()
    for choice in all_choices(methodology):
        chosen.add(choice.path)
        if choice.basis is Basis.ASSUMED and not choice.alternatives:
            yield Problem.of("choices.no_alternative", file=FILE, entry=choice.path)
    settled = (pattern for one in alternatives.settled for pattern in one.places)
    covered = chosen | {place.place for pattern in settled for place in parts.matching(pattern)}
    for file in parts.contents:
        root = next(parts.matching(file.removesuffix(".yaml").replace("/", ".")))
        for place in _uncovered(root.place, root.value, covered, assumed=False):
            yield Problem.of("choices.no_kind", file=FILE, entry=place)


def _uncovered(place: str, node: Any, covered: set[str], *, assumed: bool) -> Iterator[str]:
    """Assumed values, each by its place, that are neither a choice nor said to be settled."""
    if place in covered:
        return
    if isinstance(node, Mapping) and "basis" in node:
        assumed = node["basis"] == Basis.ASSUMED
    within = [(label, inner) for label, _, inner in members(node) if label not in DESCRIBING]
    is_leaf = not isinstance(node, Mapping | list) or not any(isinstance(i, Mapping | list) for _, i in within)
    if is_leaf and not isinstance(node, Mapping):
        if assumed:
            yield place
        return
    for label, inner in within:
        yield from _uncovered(f"{place}.{label}", inner, covered, assumed=assumed)
