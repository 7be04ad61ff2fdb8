"""Which events that news tell are events of a data point: read from `methodology/sentiment/effect.yaml`."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import Literal

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition, Sourced, SourcedNumber
from cnesg.framework.incidents import load_incidents
from cnesg.framework.methodology import Methodology
from cnesg.framework.yaml_files import mapping_file, of_folder

FILE = "sentiment/effect.yaml"


class Told(Sourced):
    """Whether events that news tell reach data points, or sentiment stands apart."""

    value: Literal["counted", "apart"]


class Window(SourcedNumber):
    """How many days the same incident may lie apart in two sources."""

    value: float = Field(ge=0, le=366)


class EventFamily(Sourced):
    """The incident types by which news tell of one data point's events.

    Attributes:
        data_point: of kind event, or a quantity whose metric counts cases.
        incidents: codes of incident types.
    """

    data_point: str
    incidents: tuple[str, ...] = Field(min_length=1)


class EffectRules(Definition):
    """The whole of `effect.yaml`."""

    told: Told
    window_days: Window
    families: tuple[EventFamily, ...]

    @cached_property
    def data_point_of(self) -> Mapping[str, str]:
        """The data point by incident type."""
        return {code: family.data_point for family in self.families for code in family.incidents}


def load_effect_rules(folder: Traversable | None = None) -> EffectRules:
    """The rules of a methodology folder (`Methodology.folder`), or of the package (read once a process).

    Raises:
        MethodologyError: with every problem of the file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> EffectRules:
    rules, problems = mapping_file(folder, FILE, EffectRules)
    if rules is not None:
        named = Counter(code for family in rules.families for code in family.incidents)
        twice = (code for code, count in named.items() if count > 1)
        problems += [Problem.of("sentiment.incident_twice", file=FILE, code=code) for code in twice]
    if rules is None or problems:
        raise MethodologyError(*problems)
    return rules


def check_effect(rules: EffectRules, methodology: Methodology) -> Iterator[Problem]:
    """Whether every family names data points that count cases, and incident types that exist."""
    types = load_incidents(methodology.folder).types
    for family in rules.families:
        point = methodology.data_points.get(family.data_point)
        metric = methodology.metrics[point.select.metric] if point is not None and point.select is not None else None
        counts = (point is not None and point.kind == "event") or (metric is not None and metric.unit == "cases")
        if not counts:
            yield Problem.of("sentiment.no_count", file=FILE, code=family.data_point)
        for code in family.incidents:
            if code not in types:
                yield Problem.of("sentiment.no_incident", file=FILE, code=code)
