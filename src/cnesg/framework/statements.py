"""Phrase data for statements: how reports word each item, and the cues by which a statement's level is judged.

The files lie in `methodology/statements/`. `levels.yaml` holds the cues and the rules of the level; every other file
holds the wordings of items, one file for each Level I indicator.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Any

from pydantic import AfterValidator, Field, field_validator

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
        "report_year",
        "name",
        "past_act",
        "quoted",
        "law",
        "code",
        "mostly_business",
        "item",
    }
)
"""Cues that are computed from a sentence's characters instead of looked up; rules may ask for them."""

COUNTED_CUES = frozenset({"environment", "social", "governance", "all_pillars", "business"})
"""Cues of which the judge counts the phrases found, so that a phrase within another one counts too."""
JUDGED_CUES = COUNTED_CUES | {
    "lack",
    "negation",
    "wrong",
    "named_body",
    "named_place",
    "named_system",
    "named_time",
    "numeral",
}
"""Cues that the judge of levels reads by name, whether or not a rule asks for them."""


def _well_formed(phrase: str) -> str:
    if not all(part.strip().removesuffix("*") and "*" not in part.strip()[:-1] for part in phrase.split(GAP)):
        raise ValueError(f"phrase {phrase!r}: no part may be empty, and * stands only at the end of one")
    return phrase


def _distinct(phrases: tuple[str, ...]) -> tuple[str, ...]:
    twice = _repeated(phrases)
    if twice:
        raise ValueError(f"given twice: {', '.join(twice)}")
    return phrases


Phrases = Annotated[tuple[Annotated[str, AfterValidator(_well_formed)], ...], AfterValidator(_distinct)]


class Topic(Definition):
    """What a sentence can be about, as reports in each language word it.

    In a phrase, `..` stands for a few characters between its parts, in that order, and a final `*` for any ending of
    the word. English phrases match whole words, the last one in singular and plural; Chinese phrases are simplified.
    """

    topic: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    en: Phrases = Field(min_length=1)
    zh: Phrases = Field(min_length=1)


class ItemPhrases(Definition):
    """What a sentence must be about to speak to an item.

    Attributes:
        item: the data point's code.
        about: groups of topics. Of the first group, the subject, one must be in the sentence; of each further group one
            in the sentence or in a heading above it.
        never: topics that say it is another thing, if they are in the sentence.
        needs: cues that the sentence must carry too, such as `measured` for an item that asks for a number.
        unless: cues that rule the sentence out, such as `zero` where "none was received" proves nothing.
    """

    item: str = Field(pattern=r"^[ESG]\d{4}-\d{2}$")
    about: tuple[tuple[str, ...], ...] = Field(min_length=1)
    never: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @field_validator("about")
    @classmethod
    def _no_empty_group(cls, groups: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        if not all(groups):
            raise ValueError("a group without topics can never match")
        return groups

    def topics(self) -> Iterator[str]:
        """Every topic that the item mentions."""
        for group in self.about:
            yield from group
        yield from self.never


class Cue(Definition):
    """A named set of phrases that rules ask for; `..` and `*` as in `Topic`."""

    cue: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    en: Phrases = ()
    zh: Phrases = ()


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
        not_inside: for a phrase, longer runs of characters in which it is no word of its own (Chinese).
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
    not_inside: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)

    @field_validator("not_inside")
    @classmethod
    def _longer(cls, runs: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
        for phrase, longer in runs.items():
            for run in longer:
                if phrase not in run or phrase == run:
                    raise ValueError(f"{run!r} does not hold {phrase!r} and more")
        return runs


class VocabularyPair(Definition):
    """A vocabulary for each language."""

    en: Vocabulary
    zh: Vocabulary


class LevelCues(Sourced):
    """Everything by which a level is judged: the cues, the rules in order (the first that applies wins), numbers.

    Attributes:
        gap: most characters that `..` stands for.
        shortest: fewest characters (Chinese) or words (English) of a sentence that can be evidence.
        longest: most of them; what is longer is a table or a chart read as one line.
        words: from which further cues are read off the characters.
        cues: the named sets of phrases.
        rules: the decision list.
    """

    gap: LanguagePair
    shortest: LanguagePair
    longest: LanguagePair
    words: VocabularyPair
    cues: tuple[Cue, ...]
    rules: tuple[LevelRule, ...]


class _ItemFile(Sourced):
    topics: list[dict[str, Any]] = Field(default_factory=list)
    items: list[dict[str, Any]] = Field(default_factory=list)


@dataclass(frozen=True)
class StatementPhrases:
    """The phrase data of a methodology: topics by name, items in the order of their codes, cues and rules of levels."""

    topics: Mapping[str, Topic]
    items: tuple[ItemPhrases, ...]
    levels: LevelCues


def load_statement_phrases(folder: Traversable | None = None) -> StatementPhrases:
    """The phrase data below `folder` (the root of a methodology), by default the one that ships.

    Raises:
        MethodologyError: with every problem of every file.
    """
    root = (folder or files("cnesg") / "methodology") / FOLDER
    topics: list[Topic] = []
    items: list[ItemPhrases] = []
    levels: list[LevelCues] = []
    problems: list[Problem] = []
    for name, source in yaml_files(root, FOLDER):
        content, found = parse_yaml(name, source.read_text(encoding="utf-8"))
        problems += found
        if found:
            continue
        if name.endswith(LEVELS_FILE):
            levels, found = validate_entries(name, LevelCues, [content])
            problems += found
            continue
        headers, found = validate_entries(name, _ItemFile, [content])
        problems += found
        for header in headers:
            good_topics, topic_problems = validate_entries(name, Topic, header.topics)
            good_items, item_problems = validate_entries(name, ItemPhrases, header.items)
            topics += good_topics
            items += good_items
            problems += topic_problems + item_problems
    if not levels and not problems:
        problems.append(Problem.of("disclosure.no_levels", file=f"{FOLDER}/{LEVELS_FILE}"))
    problems += _cross_check(topics, items, levels)
    if problems:
        raise MethodologyError(*problems)
    by_name = {topic.topic: topic for topic in sorted(topics, key=lambda t: t.topic)}
    return StatementPhrases(by_name, tuple(sorted(items, key=lambda entry: entry.item)), levels[0])


def check_items(phrases: StatementPhrases, item_codes: Iterable[str]) -> list[Problem]:
    """Whether phrase data and item data points are the same set: a problem for each item in one and not the other."""
    wanted, given = set(item_codes), {entry.item for entry in phrases.items}
    return [
        *(Problem.of("disclosure.unknown_item", item=code) for code in sorted(given - wanted)),
        *(Problem.of("disclosure.item_without_phrases", item=code) for code in sorted(wanted - given)),
    ]


def _cross_check(topics: list[Topic], items: list[ItemPhrases], levels: list[LevelCues]) -> Iterator[Problem]:
    for code in _repeated(entry.item for entry in items):
        yield Problem.of("disclosure.duplicate_item", item=code)
    for name in _repeated(topic.topic for topic in topics):
        yield Problem.of("disclosure.duplicate_topic", topic=name)
    known_topics = {topic.topic for topic in topics}
    for name in sorted(known_topics - {name for entry in items for name in entry.topics()}):
        yield Problem.of("disclosure.unused_topic", topic=name)
    known_cues = COMPUTED_CUES | {cue.cue for entry in levels for cue in entry.cues}
    for entry in items:
        for name in sorted(set(entry.topics()) - known_topics):
            yield Problem.of("disclosure.unknown_topic", item=entry.item, topic=name)
        for cue in sorted({*entry.needs, *entry.unless} - known_cues):
            yield Problem.of("disclosure.unknown_cue", where=entry.item, cue=cue)
    for level in levels:
        for number, rule in enumerate(level.rules, start=1):
            for cue in sorted(set(rule.cues()) - known_cues):
                yield Problem.of("disclosure.unknown_cue", where=f"rule {number} ({rule.level})", cue=cue)


def _repeated(names: Iterable[str]) -> list[str]:
    return sorted(name for name, times in Counter(names).items() if times > 1)
