"""What must hold across incident types: one rule, one function, each yielding problems."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence

from rapidfuzz import fuzz, process

from cnesg.errors import Problem
from cnesg.framework.definitions.base import Basis, Name
from cnesg.framework.incident_types import IncidentDraft, IncidentTree, IncidentType, Language
from cnesg.framework.regexes import regex

LANGUAGES: tuple[Language, ...] = ("en", "zh")
_CHINESE = regex(r"[\u4e00-\u9fff]")
_FULL_WIDTH = regex(r"[\u2018-\u201d\u3000-\u303f\uff01-\uff5e]")
_TOO_ALIKE = 92.0  # per cent of characters in common, by edit distance

Rule = Callable[[IncidentDraft], Iterator[Problem]]


def check_draft(draft: IncidentDraft) -> Iterator[Problem]:
    """Every problem that the incident types have in themselves and with one another."""
    for rule in RULES:
        yield from rule(draft)


def check_indicators(tree: IncidentTree, level1: Collection[str], level2: Collection[str]) -> Iterator[Problem]:
    """Whether tree and indicators fit.

    A problem for each type that maps to an indicator there is not, and for each indicator at either level of which no
    type speaks, save for those at Level II that the files call silent and say why.
    """
    spoken: set[str] = set()
    for kind in tree.types.values():
        spoken.update(kind.indicators)
        for code in kind.indicators:
            if code not in level2:
                yield Problem.of("incidents.unknown_indicator", entry=kind.code, code=code)
    for code in level2:
        if code not in spoken and code not in tree.silent:
            yield Problem.of("incidents.unspoken", entry=code, file=f"incidents/{code[:3]}.yaml")
    for code in tree.silent:
        if code not in level2 or code in spoken:
            yield Problem.of("incidents.not_silent", entry=code, file=f"incidents/{code[:3]}.yaml")
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


def _types_map_or_say_why(draft: IncidentDraft) -> Iterator[Problem]:
    for file, kind in draft.types:
        if bool(kind.indicators) == (kind.no_indicator is not None):
            yield _of("indicator_or_reason", file, kind)


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
                odd = cue != unicodedata.normalize("NFKC", cue).strip().casefold() or _FULL_WIDTH.search(cue)
                if times > 1 or odd or misplaced or len(cue) < 2:
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


def _examples_are_decided_by_their_type(draft: IncidentDraft) -> Iterator[Problem]:
    """Of the types with cues in a text the one with the longest wins: that must be the one that the example shows."""
    types = {kind.code: kind for _, kind in draft.types}
    for language in LANGUAGES:
        owners = [(cue, kind.code) for kind in types.values() for cue in getattr(kind.cues, language)]
        for file, kind in draft.types:
            shown = [("positive", kind.code, kind.examples.positive)]
            if kind.near_miss_of in types:
                shown.append(("near_miss", kind.near_miss_of, kind.examples.near_miss))
            for which, right, example in shown:
                for other, cue in _rivals(owners, right, getattr(example, language).casefold()):
                    yield _of(f"{which}_undecided", file, kind, tongue=language, right=right, other=other, cue=cue)


def _rivals(owners: Sequence[tuple[str, str]], right: str, text: str) -> list[tuple[str, str]]:
    """Other types' cues in a text, as long as the right type's longest or longer; none where that has no cue in it."""
    found = [(cue, code) for cue, code in owners if cue in text]
    least = max((len(cue) for cue, code in found if code == right), default=len(text) + 1)
    return [(code, cue) for cue, code in found if code != right and len(cue) >= least]


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
    if kind.no_indicator is not None:
        yield "no_indicator", kind.no_indicator


def _of(message: str, file: str, kind: IncidentType, **values: object) -> Problem:
    return Problem.of(f"incidents.{message}", file=file, entry=kind.code, **values)


RULES: tuple[Rule, ...] = (
    _codes_are_unique,
    _groups_are_known_and_used,
    _severity_goes_with_harm,
    _published_types_name_their_event,
    _types_map_or_say_why,
    _texts_are_translated,
    _chinese_is_simplified,
    _cues_are_plain,
    _cues_belong_to_one_type,
    _no_cue_holds_another,
    _examples_are_recognised,
    _examples_are_decided_by_their_type,
    _near_misses_belong_where_they_say,
    _names_are_distinct,
    _no_name_is_another_with_an_adjective,
    _definitions_are_distinct,
)
