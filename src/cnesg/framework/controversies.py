"""What deductions for severe events know of incident types and texts: `methodology/sentiment/controversies.yaml`."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources.abc import Traversable

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition, Real, Sourced
from cnesg.framework.incidents import load_incidents
from cnesg.framework.methodology import Methodology
from cnesg.framework.news_wording import NewsWords
from cnesg.framework.told_events import load_effect_rules
from cnesg.framework.yaml_files import mapping_file, of_folder

FILE = "sentiment/controversies.yaml"


class ByAmount(Sourced):
    """Incident types whose harm is an amount of money."""

    incidents: tuple[str, ...]


class Gravest(Sourced):
    """Incident types that bring a score to the ceiling, and those of accidents, which do from a number of deaths on."""

    incidents: tuple[str, ...]
    accidents: tuple[str, ...]


class Opened(Sourced):
    """Incident types that are an open case or an allegation: what is confirmed is the case."""

    incidents: tuple[str, ...]


class Stated(Sourced):
    """Incident types whose events a data point states too.

    Attributes:
        data_point: a quantity, an event or an analysis.
        none: its value where nothing of the kind happened.
        incidents: codes of incident types.
    """

    data_point: str
    none: Real
    incidents: tuple[str, ...] = Field(min_length=1)


class Confirming(Sourced):
    """Words by which an authority or the company confirms an event; an English one is found as a whole word."""

    words: NewsWords


class Deaths(Sourced):
    """Regular expressions whose first group is a number of deaths."""

    patterns: tuple[str, ...]


class ControversyWords(Definition):
    """The whole of `controversies.yaml`."""

    by_amount: ByAmount
    gravest: Gravest
    opened: Opened
    stated: tuple[Stated, ...]
    confirmed: Confirming
    deaths: Deaths

    @cached_property
    def _confirming(self) -> re.Pattern[str]:
        english = (rf"(?<![a-z]){re.escape(word)}(?![a-z])" for word in self.confirmed.words.en)
        return re.compile("|".join([*map(re.escape, self.confirmed.words.zh), *english]))

    @cached_property
    def _deaths(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern) for pattern in self.deaths.patterns)

    def confirms(self, text: str) -> bool:
        """Whether a text, folded and in lower case, says that an authority or the company confirms what it tells."""
        return self._confirming.search(text) is not None

    def deaths_in(self, text: str) -> int | None:
        """The greatest number of deaths that a text tells, folded and in lower case; None where it tells none."""
        found = (match[1] for pattern in self._deaths for match in pattern.finditer(text))
        return max((int(number.replace(",", "")) for number in found), default=None)


def load_controversy_words(folder: Traversable | None = None) -> ControversyWords:
    """The file of a methodology folder (`Methodology.folder`), or of the package (read once a process).

    Raises:
        MethodologyError: with every problem of the file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> ControversyWords:
    words, problems = mapping_file(folder, FILE, ControversyWords)
    for pattern in words.deaths.patterns if words else ():
        try:
            groups = re.compile(pattern).groups
        except re.error as error:
            problems.append(Problem.of("sentiment.pattern", file=FILE, pattern=pattern, reason=error))
        else:
            if groups != 1:
                problems.append(Problem.of("sentiment.pattern", file=FILE, pattern=pattern, reason="one group, please"))
    if words is None or problems:
        raise MethodologyError(*problems)
    return words


def scored_by(methodology: Methodology) -> Mapping[str, tuple[tuple[str, float], ...]]:
    """By incident type the data points that score its events, each with the value that says that none happened.

    Those that events of news are counted in, and those that state the same events.
    """
    found: dict[str, list[tuple[str, float]]] = {}
    for code, point in sorted(load_effect_rules(methodology.folder).data_point_of.items()):
        found.setdefault(code, []).append((point, 0.0))
    for stated in load_controversy_words(methodology.folder).stated:
        for code in stated.incidents:
            found.setdefault(code, []).append((stated.data_point, stated.none))
    return {code: tuple(sorted({*points})) for code, points in found.items()}


def check_controversies(words: ControversyWords, methodology: Methodology) -> Iterator[Problem]:
    """Whether all incident types and data points that the file names exist."""
    types = load_incidents(methodology.folder).types
    lists = (
        words.by_amount.incidents,
        words.gravest.incidents,
        words.gravest.accidents,
        words.opened.incidents,
    )
    named = [code for codes in (*lists, *(stated.incidents for stated in words.stated)) for code in codes]
    for code in sorted({*named} - types.keys()):
        yield Problem.of("sentiment.no_incident", file=FILE, code=code)
    for stated in words.stated:
        if stated.data_point not in methodology.data_points:
            yield Problem.of("sentiment.no_point", file=FILE, code=stated.data_point)
