"""Figures that a wording fits and that are of another thing, told by the words around them (`methodology/exclusions/`).

"210名员工参加献血" is no headcount of employees. Each exclusion names the metrics it is about, what the figure is of
instead, the words that tell it, and a sentence of its own whose figure it keeps out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources.abc import Traversable

from pydantic import Field, model_validator

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition, Sourced
from cnesg.framework.methodology import Methodology
from cnesg.framework.yaml_files import of_folder, parse_yaml, validate_mapping, yaml_files

FOLDER = "exclusions"
_FRAGMENT = re.compile(r"(?<!\?P)<([a-z_]+)>")  # <outsiders>; (?P<name>...) is a group
_FIELDS = ("before", "behind", "around", "said", "earlier", "unless", "lacking")


class Exclusion(Definition):
    """Words around a number that say it is of another thing than the metrics.

    All patterns that are given must agree, and `unless` and `lacking` must not be found.

    Attributes:
        metrics: metrics; `safety_training_*` are all that begin so.
        of: what the figure is of.
        before: in the number's own label, the words of its clause before it.
        behind: right behind the number's unit.
        around: anywhere in the number's clause.
        said: anywhere in its sentence.
        earlier: in the sentence before the number.
        unless: in the number's own label, takes the exclusion back.
        lacking: anywhere in the sentence, takes it back.
        example: a text whose figure is kept out by this exclusion and by no other.
        figure: that figure, in the unit in which a row would give it.
    """

    metrics: tuple[str, ...] = Field(min_length=1)
    of: str = Field(min_length=1)
    before: str | None = None
    behind: str | None = None
    around: str | None = None
    said: str | None = None
    earlier: str | None = None
    unless: str | None = None
    lacking: str | None = None
    example: str = Field(min_length=1)
    figure: float


class ExclusionFile(Sourced):
    """The exclusions of one file; `fragments` are what `<name>` stands for in their patterns."""

    fragments: dict[str, str] = Field(default_factory=dict)
    exclusions: tuple[Exclusion, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _compile(self) -> "ExclusionFile":
        broken = [told for one in self.exclusions for told in _broken(one, self.fragments)]
        if broken:
            raise ValueError("; ".join(broken))
        return self


def _broken(one: Exclusion, fragments: Mapping[str, str]) -> Iterator[str]:
    if not any(getattr(one, name) for name in _FIELDS if name != "unless"):
        yield f"{one.of}: no pattern"
    for name in _FIELDS:
        try:
            _pattern(getattr(one, name), fragments)
        except (re.error, KeyError) as error:
            yield f"{one.of}: {name}: {error}"


def _pattern(text: str | None, fragments: Mapping[str, str]) -> re.Pattern[str] | None:
    return None if text is None else re.compile(_FRAGMENT.sub(lambda found: fragments[found[1]], text))


@dataclass(frozen=True, slots=True)
class CompiledExclusion:
    """An exclusion with its patterns compiled; fields as in `Exclusion`."""

    entry: Exclusion
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    around: re.Pattern[str] | None
    said: re.Pattern[str] | None
    earlier: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    lacking: re.Pattern[str] | None

    @classmethod
    def of(cls, entry: Exclusion, fragments: Mapping[str, str]) -> "CompiledExclusion":
        """Compile an entry with what its file's fragments stand for."""
        return cls(entry, *(_pattern(getattr(entry, name), fragments) for name in _FIELDS))

    def is_about(self, metric: str) -> bool:
        """Whether a metric is among those that it is about."""
        return any(
            metric.startswith(name[:-1]) if name.endswith("*") else metric == name for name in self.entry.metrics
        )


@dataclass(frozen=True)
class Exclusions:
    """All exclusions of a methodology."""

    entries: tuple[CompiledExclusion, ...] = ()
    _by_metric: dict[str, tuple[CompiledExclusion, ...]] = field(default_factory=dict, repr=False, compare=False)

    def of(self, metric: str) -> tuple[CompiledExclusion, ...]:
        """The exclusions that are about a metric."""
        if metric not in self._by_metric:
            self._by_metric[metric] = tuple(one for one in self.entries if one.is_about(metric))
        return self._by_metric[metric]

    @cached_property
    def metrics(self) -> frozenset[str]:
        """Every name and beginning of a name that an exclusion gives."""
        return frozenset(name for one in self.entries for name in one.entry.metrics)


def load_exclusions(folder: Traversable | None = None) -> Exclusions:
    """The exclusions of a methodology folder, or of the package; none where the folder has none.

    Raises:
        MethodologyError: a file is broken; all problems of all files are given.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> Exclusions:
    problems: list[Problem] = []
    entries: list[CompiledExclusion] = []
    place = folder / FOLDER
    for name, file in yaml_files(place, FOLDER) if place.is_dir() else ():
        content, bad = parse_yaml(name, file.read_text(encoding="utf-8"))
        problems += bad
        if bad:
            continue
        data, bad = validate_mapping(name, ExclusionFile, content)
        problems += bad
        if data is not None:
            entries += [CompiledExclusion.of(one, data.fragments) for one in data.exclusions]
    if problems:
        raise MethodologyError(*problems)
    return Exclusions(tuple(entries))


def check_exclusions(exclusions: Exclusions, methodology: Methodology) -> Iterable[Problem]:
    """Every metric that an exclusion names is in the vocabulary, and every beginning begins one."""
    for name in sorted(exclusions.metrics - methodology.metrics.keys()):
        if not (name.endswith("*") and any(metric.startswith(name[:-1]) for metric in methodology.metrics)):
            yield Problem.of("framework.unknown_metric", file=f"{FOLDER}/", entry=name, metric=name)
