"""What else could have been chosen: concrete other values for every assumed one.

A number may bring its own (`alternatives` beside it). For everything else `methodology/alternatives.yaml` names kinds
of place and a rule for each, and the rule gives values that fit the place. Every alternative says how a profile puts it
in force. What the rules do: `cnesg.framework.alternative_rules`; why so: `docs/decisions/alternatives.md`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import Any, Literal

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition, Name, Real, Whole
from cnesg.framework.yaml_files import of_folder, parse_yaml, validate_mapping

FILE = "alternatives.yaml"

RuleName = Literal[
    "one-of",
    "own",
    "neighbours",
    "times",
    "plus",
    "without-last",
    "without-first",
    "one-more",
    "replaced-words",
    "states",
    "shares",
    "mix",
    "left-out",
    "for-everybody",
    "for-nobody",
    "thresholds",
    "relative",
    "reported-at-all",
    "last-counts-double",
    "level-of-step",
    "measure-shares",
    "other-score",
    "sources",
    "judgement",
    "links",
    "confidence",
    "voice-for-each",
]


class AlternativeKind(Definition):
    """A kind of place, and the rule that gives alternatives there.

    Attributes:
        places: patterns of places; `*` in a step stands for any characters of one label.
        rule: what gives the alternatives.
        field: the field of the entry that is replaced; the place itself where there is none.
        where: only entries with these values.
        values: what the rule picks from; a scale in its order.
        factors: what a number is multiplied by.
        steps: what is added to a number.
        least: no alternative is below this.
        most: no alternative is above this.
        decimals: digits that alternatives are rounded to.
        reference: the decision page, for values that have no basis of their own or another one than their entry; they
            are assumed.
        reason: why these.
    """

    places: tuple[str, ...] = Field(min_length=1)
    rule: RuleName
    field: str | None = None
    where: dict[str, Any] = Field(default_factory=dict)
    values: tuple[Any, ...] = ()
    factors: tuple[Real, ...] = ()
    steps: tuple[Real, ...] = ()
    least: Real | None = None
    most: Real | None = None
    decimals: Whole = 4
    reference: str | None = None
    reason: Name

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(re.escape(place).replace(r"\*", "[^.]+")) for place in self.places)

    def fits(self, place: str) -> bool:
        """Whether a place of the core fits one of the patterns."""
        return any(pattern.fullmatch(place) for pattern in self._patterns)


class Settled(Definition):
    """Kinds of place that are assumed without being a choice between values, and why."""

    places: tuple[str, ...] = Field(min_length=1)
    reason: Name


class Alternatives(Definition):
    """The whole of `alternatives.yaml`."""

    kinds: tuple[AlternativeKind, ...]
    settled: tuple[Settled, ...] = ()


@dataclass(frozen=True)
class Alternative:
    """One other value.

    Attributes:
        value: the value; where the entry has several fields, those that change.
        profile: the fields of a profile that put it in force.
    """

    value: Any
    profile: Mapping[str, Any]


NONE = Alternatives(kinds=())


def load_alternatives(folder: Traversable | None = None) -> Alternatives:
    """The file of a methodology folder (`Methodology.folder`), or of the package (read once a process).

    Returns:
        No kinds at all where the folder has no such file; only numbers that bring their own then have alternatives.

    Raises:
        MethodologyError: with every problem of the file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> Alternatives:
    source = folder / FILE
    if not source.is_file():
        return NONE
    try:
        content, problems = parse_yaml(FILE, source.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise MethodologyError.of("framework.not_utf8", file=FILE) from None
    found, more = (None, []) if problems else validate_mapping(FILE, Alternatives, content)
    problems += more
    if found is not None:
        problems += _incomplete(found)
    if found is None or problems:
        raise MethodologyError(*problems)
    return found


_NEEDS = {
    "one-of": "values",
    "neighbours": "values",
    "states": "values",
    "one-more": "values",
    "replaced-words": "values",
    "mix": "values",
    "level-of-step": "values",
    "sources": "values",
    "judgement": "values",
    "links": "values",
    "times": "factors",
    "thresholds": "factors",
    "shares": "factors",
    "plus": "steps",
    "confidence": "steps",
}


def _incomplete(found: Alternatives) -> Iterator[Problem]:
    """A problem for each kind whose rule lacks what it picks from."""
    for kind in found.kinds:
        needed = _NEEDS.get(kind.rule)
        if needed and not getattr(kind, needed):
            yield Problem.of("choices.rule_needs", file=FILE, entry=kind.places[0], rule=kind.rule, field=needed)
