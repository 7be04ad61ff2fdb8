"""Phrase data for statements: how reports word each item, and the cues by which a statement's level is judged.

The files lie in `methodology/statements/`. `levels.yaml` holds the cues and the rules of the level; every other file
holds the wordings of items, one file for each Level I indicator.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from pydantic import Field, field_validator

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition, Sourced
from cnesg.framework.definitions.indicators import Level
from cnesg.framework.yaml_files import parse_yaml, validate_entries, yaml_files

FOLDER = "statements"
LEVELS_FILE = "levels.yaml"
GAP = ".."

COMPUTED_CUES = frozenset(
    {
        "number",
        "measured",
        "percent",
        "year",
        "deadline",
        "future_year",
        "name",
        "past_act",
        "quoted",
        "law",
        "code",
        "mostly_business",
    }
)
"""Cues that are computed from a sentence's characters instead of looked up; rules may ask for them."""


class Wording(Definition):
    """Phrases in one language.

    In a phrase, `..` stands for a few characters between its parts, in that order, and a final `*` for any ending of
    the word. English phrases match whole words, the last one in singular and plural; Chinese phrases are simplified.

    Attributes:
        about: groups of phrases; a sentence speaks to the item when each group has a phrase in it or in its heading,
            and at least one in the sentence itself.
        never: phrases that say it is another thing.
    """

    about: tuple[tuple[str, ...], ...] = Field(min_length=1)
    never: tuple[str, ...] = ()

    @field_validator("about")
    @classmethod
    def _no_empty_group(cls, groups: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        if not all(groups):
            raise ValueError("a group without phrases can never match")
        return groups

    def phrases(self) -> Iterator[str]:
        """All phrases, in the order of the file."""
        for group in self.about:
            yield from group
        yield from self.never


class ItemPhrases(Definition):
    """How reports in each language word an item.

    `needs` names cues that the sentence must carry too, such as `measured` for an item that asks for a number.
    """

    item: str = Field(pattern=r"^[ESG]\d{4}-\d{2}$")
    en: Wording
    zh: Wording
    needs: tuple[str, ...] = ()


class Cue(Definition):
    """A named set of phrases that rules ask for; `..` and `*` as in `Wording`."""

    cue: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()


class LevelRule(Definition):
    """One step of the decision list: the level if all of `all`, one of `any` and none of `unless` are there."""

    level: Level
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    confidence: float = Field(ge=0, le=1)

    def cues(self) -> Iterator[str]:
        """Every cue that the rule mentions."""
        yield from (*self.all, *self.any, *self.unless)


class LanguagePair(Definition):
    """A whole number for each language."""

    en: int = Field(ge=0)
    zh: int = Field(ge=0)


class Vocabulary(Definition):
    """Words of one language from which cues are read off the characters of a sentence.

    Attributes:
        measures: words after a number that make it a measurement.
        numerals: numbers in words.
        deadlines: words before a year that make it a date to be reached.
        laws: what laws and standards are called (English: last words of a name; Chinese: names).
        standards: what numbered standards begin with.
        places: what names of places and institutions end in (Chinese).
        generic: words that look like names and are none (English: capitalised; Chinese: with the ending of a place).
        counters: words after a number in words that make it a measurement (Chinese).
        not_acts: words that end like a past tense and tell of no act.
    """

    measures: tuple[str, ...]
    numerals: tuple[str, ...]
    deadlines: tuple[str, ...]
    laws: tuple[str, ...]
    standards: tuple[str, ...]
    places: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    not_acts: tuple[str, ...] = ()


class VocabularyPair(Definition):
    """A vocabulary for each language."""

    en: Vocabulary
    zh: Vocabulary


class LevelCues(Sourced):
    """Everything by which a level is judged: the cues, the rules in order (the first that applies wins), numbers.

    Attributes:
        gap: most characters that `..` stands for.
        shortest: fewest characters (Chinese) or words (English) of a sentence that can be evidence.
        words: from which further cues are read off the characters.
        cues: the named sets of phrases.
        rules: the decision list.
    """

    gap: LanguagePair
    shortest: LanguagePair
    words: VocabularyPair
    cues: tuple[Cue, ...]
    rules: tuple[LevelRule, ...]


class _ItemFile(Sourced):
    items: list[dict[str, Any]]


@dataclass(frozen=True)
class StatementPhrases:
    """The phrase data of a methodology, items in the order of their codes."""

    items: tuple[ItemPhrases, ...]
    levels: LevelCues


def load_statement_phrases(folder: Traversable | None = None) -> StatementPhrases:
    """The phrase data below `folder` (the root of a methodology), by default the one that ships.

    Raises:
        MethodologyError: with every problem of every file.
    """
    root = (folder or files("cnesg") / "methodology") / FOLDER
    items: list[ItemPhrases] = []
    levels: LevelCues | None = None
    problems: list[Problem] = []
    for name, source in yaml_files(root, FOLDER):
        content, found = parse_yaml(name, source.read_text(encoding="utf-8"))
        problems += found
        if found:
            continue
        if name.endswith(LEVELS_FILE):
            parsed, found = validate_entries(name, LevelCues, [content])
            levels = parsed[0] if parsed else None
            problems += found
        else:
            entries, found = _items(name, content)
            items += entries
            problems += found
    if levels is None and not problems:
        problems.append(Problem.of("disclosure.no_levels", file=f"{FOLDER}/{LEVELS_FILE}"))
    problems += _duplicates(items)
    problems += _unknown_cues(items, levels) if levels else []
    if problems or levels is None:
        raise MethodologyError(*problems)
    return StatementPhrases(tuple(sorted(items, key=lambda entry: entry.item)), levels)


def check_items(phrases: StatementPhrases, item_codes: Iterable[str]) -> list[Problem]:
    """Whether phrase data and item data points are the same set: a problem for each item in one and not the other."""
    wanted, given = set(item_codes), {entry.item for entry in phrases.items}
    return [
        *(Problem.of("disclosure.unknown_item", item=code) for code in sorted(given - wanted)),
        *(Problem.of("disclosure.item_without_phrases", item=code) for code in sorted(wanted - given)),
    ]


def _items(name: str, content: Any) -> tuple[list[ItemPhrases], list[Problem]]:
    headers, problems = validate_entries(name, _ItemFile, [content])
    if not headers:
        return [], problems
    return validate_entries(name, ItemPhrases, headers[0].items)


def _duplicates(items: list[ItemPhrases]) -> Iterator[Problem]:
    seen: set[str] = set()
    for entry in items:
        if entry.item in seen:
            yield Problem.of("disclosure.duplicate_item", item=entry.item)
        seen.add(entry.item)


def _unknown_cues(items: list[ItemPhrases], levels: LevelCues) -> Iterator[Problem]:
    known = {cue.cue for cue in levels.cues} | COMPUTED_CUES
    for number, rule in enumerate(levels.rules, start=1):
        for cue in sorted(set(rule.cues()) - known):
            yield Problem.of("disclosure.unknown_cue", where=f"rule {number} ({rule.level})", cue=cue)
    for entry in items:
        for cue in sorted(set(entry.needs) - known):
            yield Problem.of("disclosure.unknown_cue", where=entry.item, cue=cue)
