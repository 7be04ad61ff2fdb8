"""What words of company news say, good or bad: read from `methodology/sentiment/polarity-LANGUAGE.yaml`."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import Literal

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition, Real, Sourced
from cnesg.framework.yaml_files import mapping_file, of_folder

PLACE = "sentiment/"
LANGUAGES = ("zh", "en")
Kind = Literal["event", "quantity", "change", "stop", "negator", "refuter", "degree", "contrast"]


class PolarityRules(Definition):
    """How words of a text are added up.

    Attributes:
        title: what a word of the headline counts.
        body: what a word at the beginning of the text counts.
        fading: characters of the text after which a word counts half.
        before_contrast: factor of what a sentence says before its "but".
        after_contrast: factor of what it says after.
        negated: factor of what is denied.
        reach: characters (Chinese) or words (English) after a negator that it turns round.
        minus: factor of a quantity whose figure is below zero.
        half: the sum at which a text has a polarity of 0.5.
    """

    title: Real = Field(gt=0)
    body: Real = Field(ge=0)
    fading: Real = Field(gt=0)
    before_contrast: Real = Field(ge=0)
    after_contrast: Real = Field(ge=0)
    negated: Real = Field(le=0)
    reach: Real = Field(ge=0)
    minus: Real = Field(le=0)
    half: Real = Field(gt=0)


class PolarityGroup(Definition):
    """Terms that say the same.

    Attributes:
        code: names the group.
        kind: what its terms do: `event` counts by itself, `quantity` rises or falls, `change` tells which, `stop` and
            `negator` turn round what follows, `refuter` all that its sentence says up to there, `degree` makes more or
            less, `contrast` says where the weight lies.
        weight: good above 0, bad below; a factor for `stop`, `refuter` and `degree`; an event without weight shields
            the words inside it.
        object: of an event, what it says of whom it is done to; None where that is the same.
        alone: of a quantity without change, a change without quantity, a stop that stops nothing known.
        verb: English alone: its terms stand in the base form and are found in all regular forms.
        terms: as they are found in text.
    """

    code: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    kind: Kind
    weight: Real = 0.0
    object: Real | None = None
    alone: Real = 0.0
    verb: bool = False
    terms: tuple[str, ...] = Field(min_length=1)


class PolarityWords(Sourced):
    """The polarity lexicon of one language.

    Attributes:
        language: `zh` or `en`.
        rules: how words are added up.
        groups: the words.
        names: words by which names of anything but companies are known: a regulator, an index, a sector.
    """

    language: Literal["zh", "en"]
    rules: PolarityRules
    groups: tuple[PolarityGroup, ...]
    names: Mapping[str, tuple[str, ...]] = {}

    @cached_property
    def by_term(self) -> dict[str, int]:
        """The number of the group of each form; a form that is given comes before one that is derived."""
        found = {term.lower(): number for number, group in enumerate(self.groups) for term in group.terms}
        for number, group in enumerate(self.groups):
            for form in forms_of(group):
                found.setdefault(form, number)
        return found


def forms_of(group: PolarityGroup) -> Iterator[str]:
    """All forms in which the terms of a group are found, lower case."""
    for term in group.terms:
        yield term.lower()
        if group.verb:
            head, _, rest = term.lower().partition(" ")
            for form in _conjugated(head):
                yield f"{form} {rest}".strip()


def _conjugated(verb: str) -> Iterator[str]:
    """Third person, past and present participle of a regular English verb."""
    if verb.endswith("e"):
        yield from (verb + "s", verb + "d", verb[:-1] + "ing")
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        yield from (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    else:
        ending = "es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
        doubled = 3 <= len(verb) <= 4 and verb[-1] not in "aeiouwxy" and verb[-2] in "aeiou" and verb[-3] not in "aeiou"
        stem = verb + verb[-1] if doubled else verb
        yield from (verb + ending, stem + "ed", stem + "ing")


def load_polarity(folder: Traversable | None = None) -> dict[str, PolarityWords]:
    """The polarity lexicons of a methodology folder by language; of the package's own, read once.

    Raises:
        MethodologyError: with every problem of every file.
    """
    return of_folder(_read, folder)


def _read(folder: Traversable) -> dict[str, PolarityWords]:
    found: dict[str, PolarityWords] = {}
    problems: list[Problem] = []
    for language in LANGUAGES:
        name = f"{PLACE}polarity-{language}.yaml"
        words, bad = mapping_file(folder, name, PolarityWords)
        problems += bad
        if words is not None:
            problems += _given_twice(name, words)
            found[language] = words
    if problems:
        raise MethodologyError(*problems)
    return found


def _given_twice(name: str, words: PolarityWords) -> Iterator[Problem]:
    holders: dict[str, str] = {}
    for group in words.groups:
        for term in group.terms:
            other = holders.get(term.lower())
            if other is not None:
                yield Problem.of("sentiment.term_twice", file=name, entry=group.code, term=term, other=other)
            holders[term.lower()] = group.code
