"""What must hold across incident types: one rule, one function, each yielding problems."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator

from rapidfuzz import fuzz, process

from cnesg.errors import Problem
from cnesg.framework.definitions.base import Basis, Name
from cnesg.framework.incident_types import IncidentDraft, IncidentTree, IncidentType, Language

LANGUAGES: tuple[Language, ...] = ("en", "zh")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_FULL_WIDTH = re.compile(r"[\u2018-\u201d\u3000-\u303f\uff01-\uff5e]")
_TOO_ALIKE = 92.0  # per cent of characters in common, by edit distance

Rule = Callable[[IncidentDraft], Iterator[Problem]]


def check_draft(draft: IncidentDraft) -> Iterator[Problem]:
    """Every problem that the incident types have in themselves and with one another."""
    for rule in RULES:
        yield from rule(draft)


def check_indicators(tree: IncidentTree, level1: Collection[str], level2: Collection[str]) -> Iterator[Problem]:
    """Whether tree and indicators fit: a problem for each type that maps to none there is, and each bare key issue."""
    for kind in tree.types.values():
        for code in kind.indicators:
            if code not in level2:
                yield Problem.of("incidents.unknown_indicator", entry=kind.code, code=code)
    for code in tree.groups:
        if code not in level1:
            yield Problem.of("incidents.unknown_level1", level1=code)
    for code in level1:
        if not tree.under(code):
            yield Problem.of("incidents.no_types", level1=code)


def _codes_are_unique(draft: IncidentDraft) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for file, kind in draft.types:
        if kind.code in seen:
            yield _of("duplicate", file, kind, other=seen[kind.code])
        seen.setdefault(kind.code, file)


def _groups_are_known_and_used(draft: IncidentDraft) -> Iterator[Problem]:
    used = {(kind.level1, kind.group) for _, kind in draft.types}
    known = {(level1, entry.group) for level1, groups in draft.groups.items() for entry in groups}
    for file, kind in draft.types:
        if (kind.level1, kind.group) not in known:
            yield _of("unknown_group", file, kind, group=kind.group)
    for level1, group in sorted(known - used):
        yield Problem.of("incidents.empty_group", level1=level1, group=group)


def _severity_goes_with_harm(draft: IncidentDraft) -> Iterator[Problem]:
    for file, kind in draft.types:
        if (kind.polarity < 0) != (kind.severity is not None):
            yield _of("severity", file, kind)


def _published_types_name_their_event(draft: IncidentDraft) -> Iterator[Problem]:
    for file, kind in draft.types:
        if (kind.basis is Basis.PUBLISHED) != (kind.source_event is not None):
            yield _of("source_event", file, kind)


def _texts_are_translated(draft: IncidentDraft) -> Iterator[Problem]:
    for file, kind in draft.types:
        for field, text in _texts(kind):
            if _CHINESE.search(text.en) or not _CHINESE.search(text.zh):
                yield Problem.of("framework.untranslated", file=file, entry=kind.code, field=field)


def _chinese_is_simplified(draft: IncidentDraft) -> Iterator[Problem]:
    import opencc

    convert = opencc.OpenCC("t2s").convert
    for file, kind in draft.types:
        for field, text in [*_texts(kind), *(("cues", Name(en="-", zh=cue)) for cue in kind.cues.zh)]:
            if (simplified := convert(text.zh)) != text.zh:
                odd = "".join(before for before, after in zip(text.zh, simplified, strict=False) if before != after)
                yield _of("traditional", file, kind, field=field, odd=odd)


def _cues_are_plain(draft: IncidentDraft) -> Iterator[Problem]:
    for file, kind in draft.types:
        for language in LANGUAGES:
            for cue, times in Counter(getattr(kind.cues, language)).items():
                misplaced = language == "en" and bool(_CHINESE.search(cue))
                if times > 1 or cue != cue.strip().casefold() or _FULL_WIDTH.search(cue) or misplaced or len(cue) < 2:
                    yield _of("cue", file, kind, cue=cue)


def _cues_belong_to_one_type(draft: IncidentDraft) -> Iterator[Problem]:
    for language in LANGUAGES:
        seen: dict[str, IncidentType] = {}
        for file, kind in draft.types:
            for cue in dict.fromkeys(getattr(kind.cues, language)):
                if cue in seen:
                    yield _of("shared_cue", file, kind, cue=cue, other=seen[cue].code)
                seen.setdefault(cue, kind)


def _no_cue_holds_another(draft: IncidentDraft) -> Iterator[Problem]:
    """A cue inside another of the same type finds whatever the longer one finds."""
    for file, kind in draft.types:
        for language in LANGUAGES:
            cues = getattr(kind.cues, language)
            for cue in cues:
                if inner := next((other for other in cues if other != cue and other in cue), None):
                    yield _of("needless_cue", file, kind, cue=cue, inner=inner)


def _examples_are_recognised(draft: IncidentDraft) -> Iterator[Problem]:
    for file, kind in draft.types:
        for language in LANGUAGES:
            if not kind.cues_in(getattr(kind.examples.positive, language), language):
                yield _of("positive_missed", file, kind, tongue=language)
            near = getattr(kind.examples.near_miss, language)
            for cue in kind.cues_in(near, language):
                yield _of("near_miss_hit", file, kind, tongue=language, cue=cue)


def _near_misses_belong_where_they_say(draft: IncidentDraft) -> Iterator[Problem]:
    types = {kind.code: kind for _, kind in draft.types}
    for file, kind in draft.types:
        other = kind.near_miss_of
        if other is None:
            continue
        if other == kind.code or (other not in types and other.partition("-")[0] in draft.groups):
            yield _of("near_miss_of", file, kind, other=other)
        elif other in types:
            for language in LANGUAGES:
                if not types[other].cues_in(getattr(kind.examples.near_miss, language), language):
                    yield _of("near_miss_unrecognised", file, kind, tongue=language, other=other)


def _names_are_distinct(draft: IncidentDraft) -> Iterator[Problem]:
    for language in LANGUAGES:
        seen: dict[str, IncidentType] = {}
        for file, kind in draft.types:
            name = getattr(kind.name, language).casefold()
            if name in seen:
                yield _of("same_name", file, kind, other=seen[name].code, name=name)
            seen.setdefault(name, kind)


def _no_name_is_another_with_an_adjective(draft: IncidentDraft) -> Iterator[Problem]:
    """Adjectives come first in both languages, so a name that ends in another whole name is suspect.

    Two events that the source itself tells apart may be named so: it has technological and green technology innovation.
    """
    english = [f" {kind.name.en}".casefold() for _, kind in draft.types]
    chinese = [kind.name.zh for _, kind in draft.types]
    for row, (file, kind) in enumerate(draft.types):
        for column, (_, other) in enumerate(draft.types):
            ends_alike = english[row].endswith(english[column]) or chinese[row].endswith(chinese[column])
            both_published = kind.basis is Basis.PUBLISHED and other.basis is Basis.PUBLISHED
            if ends_alike and row != column and not both_published:
                yield _of("name_extends", file, kind, other=other.code, name=other.name.en)


def _definitions_are_distinct(draft: IncidentDraft) -> Iterator[Problem]:
    kinds = [kind for _, kind in draft.types]
    for language in LANGUAGES:
        texts = [getattr(kind.definition, language).casefold() for kind in kinds]
        alike = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=_TOO_ALIKE)
        for row, (file, kind) in enumerate(draft.types):
            for column in range(row):
                if alike[row][column]:
                    yield _of("same_definition", file, kind, other=kinds[column].code, tongue=language)


def _texts(kind: IncidentType) -> Iterator[tuple[str, Name]]:
    yield "name", kind.name
    yield "definition", kind.definition
    yield "exclusion", kind.exclusion
    yield "examples.positive", kind.examples.positive
    yield "examples.near_miss", kind.examples.near_miss


def _of(message: str, file: str, kind: IncidentType, **values: object) -> Problem:
    return Problem.of(f"incidents.{message}", file=file, entry=kind.code, **values)


RULES: tuple[Rule, ...] = (
    _codes_are_unique,
    _groups_are_known_and_used,
    _severity_goes_with_harm,
    _published_types_name_their_event,
    _texts_are_translated,
    _chinese_is_simplified,
    _cues_are_plain,
    _cues_belong_to_one_type,
    _no_cue_holds_another,
    _examples_are_recognised,
    _near_misses_belong_where_they_say,
    _names_are_distinct,
    _no_name_is_another_with_an_adjective,
    _definitions_are_distinct,
)
