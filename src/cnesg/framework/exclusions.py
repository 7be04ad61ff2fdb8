"""Figures that a wording fits and that are of another thing, told by the words around them (`methodology/exclusions/`).

"210名员工参加献血" is no headcount of employees. Each exclusion names the metrics it is about, what the figure is of
instead, the words that tell it, and a sentence of its own whose figure it keeps out; or labels of a table's rows or
columns which it keeps out: `Steam sold`, 碳排放配额.
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
from cnesg.framework.regexes import regex
from cnesg.framework.yaml_files import of_folder, own_folder, parse_yaml, validate_mapping, yaml_files

FOLDER = "exclusions"
_FRAGMENT = regex(r"(?<!\?P)<([a-z_]+)>")  # <outsiders>; (?P<name>...) is a group
_FIELDS = ("before", "behind", "around", "said", "earlier", "unless", "lacking")
_LABELS = ("label", "header", "over")


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


class LabelExclusion(Definition):
    """A label of a table's row or column, or a title over its rows, that says that its figures are of another thing.

    Attributes:
        metrics: metrics; `safety_training_*` are all that begin so, `*` is any.
        of: what the figures of the row or column are of.
        label: found in the row's label, in either case.
        header: found in the text over the column, in either case.
        over: found in the group's name or the title over the row, in either case.
        examples: labels that this exclusion keeps out and no other.
        unlike: labels near to them that are facts.
    """

    metrics: tuple[str, ...] = Field(min_length=1)
    of: str = Field(min_length=1)
    label: str | None = None
    header: str | None = None
    over: str | None = None
    examples: tuple[str, ...] = Field(min_length=1)
    unlike: tuple[str, ...] = ()


class ExclusionFile(Sourced):
    """The exclusions of one file; `fragments` are what `<name>` stands for in their patterns."""

    fragments: dict[str, str] = Field(default_factory=dict)
    exclusions: tuple[Exclusion, ...] = ()
    labels: tuple[LabelExclusion, ...] = ()


class _Tried(ExclusionFile):
    """As `ExclusionFile`, every pattern of which was tried: that takes half a second for the package's own."""

    @model_validator(mode="after")
    def _try(self) -> "_Tried":
        broken = [told for one in self.exclusions for told in _broken(one, _FIELDS, self.fragments)]
        broken += [told for one in self.labels for told in _broken(one, _LABELS, self.fragments)]
        if broken:
            raise ValueError("; ".join(broken))
        return self


def _broken(one: Exclusion | LabelExclusion, fields: tuple[str, ...], fragments: Mapping[str, str]) -> Iterator[str]:
    if not any(getattr(one, name) for name in fields if name != "unless"):
        yield f"{one.of}: no pattern"
    for name in fields:
        text = getattr(one, name)
        try:
            whole = f"(?:{text})" if text and fields is _LABELS else text  # as they are put together
            if whole is not None:
                re.compile(_spelled_out(whole, fragments))
        except (re.error, KeyError) as error:
            yield f"{one.of}: {name}: {error}"


def _spelled_out(text: str, fragments: Mapping[str, str]) -> str:
    return _FRAGMENT.sub(lambda found: fragments[found[1]], text) if "<" in text else text


@dataclass(frozen=True, slots=True)
class CompiledExclusion:
    """An exclusion with what its patterns stand for, compiled once asked; fields as in `Exclusion`."""

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
        """An entry with what its file's fragments stand for."""
        given = (getattr(entry, name) for name in _FIELDS)
        return cls(entry, *(None if text is None else regex(_spelled_out(text, fragments)) for text in given))

    def is_about(self, metric: str) -> bool:
        """Whether a metric is among those that it is about."""
        return _names(self.entry.metrics, metric)


def _names(metrics: tuple[str, ...], metric: str) -> bool:
    return any(metric.startswith(name[:-1]) if name.endswith("*") else metric == name for name in metrics)


@dataclass(frozen=True, slots=True)
class CompiledLabel:
    """An exclusion of labels with what its patterns stand for."""

    entry: LabelExclusion
    label: str | None
    header: str | None
    over: str | None

    @classmethod
    def of(cls, entry: LabelExclusion, fragments: Mapping[str, str]) -> "CompiledLabel":
        """An entry with what its file's fragments stand for."""
        given = (getattr(entry, name) for name in _LABELS)
        return cls(entry, *(None if text is None else _spelled_out(text, fragments) for text in given))


@dataclass(frozen=True)
class Exclusions:
    """All exclusions of a methodology."""

    entries: tuple[CompiledExclusion, ...] = ()
    labels: tuple[CompiledLabel, ...] = ()
    _by_metric: dict[str, tuple[CompiledExclusion, ...]] = field(default_factory=dict, repr=False, compare=False)
    _of_labels: dict[tuple[str, str], re.Pattern[str] | None] = field(default_factory=dict, repr=False, compare=False)

    def of(self, metric: str) -> tuple[CompiledExclusion, ...]:
        """The exclusions that are about a metric."""
        if metric not in self._by_metric:
            self._by_metric[metric] = tuple(one for one in self.entries if one.is_about(metric))
        return self._by_metric[metric]

    def keeps_out_label(self, label: str, metric: str) -> bool:
        """Whether a row's label says that its figure is of something else than the metric whose wording it holds.

        Args:
            label: the row's label, folded.
            metric: the metric that was found for it.
        """
        pattern = self._one_pattern("label", metric)
        return pattern is not None and pattern.search(label) is not None

    def keeps_out_header(self, header: str, metric: str) -> bool:
        """Whether the text over a column says that its figures are of something else than the metric.

        Args:
            header: the text over the column, folded.
            metric: the metric that was found for a value below it.
        """
        pattern = self._one_pattern("header", metric)
        return pattern is not None and pattern.search(header) is not None

    def keeps_out_below(self, title: str, metric: str) -> bool:
        """Whether the name of a row's group, or its table's title, says that its figure is of something else.

        Args:
            title: what stands over the row, folded.
            metric: the metric that was found for the row.
        """
        pattern = self._one_pattern("over", metric)
        return pattern is not None and pattern.search(title) is not None

    def _one_pattern(self, field_name: str, metric: str) -> re.Pattern[str] | None:
        """All patterns of labels, headers or titles about a metric as one: labels are looked at for every figure."""
        key = (field_name, metric)
        if key not in self._of_labels:
            patterns = [getattr(one, field_name) for one in self.labels if _names(one.entry.metrics, metric)]
            joined = "|".join(f"(?:{pattern})" for pattern in patterns if pattern)
            self._of_labels[key] = re.compile(joined, re.IGNORECASE) if joined else None
        return self._of_labels[key]

    @cached_property
    def metrics(self) -> frozenset[str]:
        """Every name and beginning of a name that an exclusion gives."""
        named = [one.entry.metrics for one in self.entries] + [one.entry.metrics for one in self.labels]
        return frozenset(name for metrics in named for name in metrics)


def load_exclusions(folder: Traversable | None = None) -> Exclusions:
    """The exclusions of a methodology folder, or of the package; none where the folder has none.

    The package's own patterns are compiled when they are first asked: `try_exclusions` tries them.

    Raises:
        MethodologyError: a file is broken; all problems of all files are given.
    """
    return of_folder(_load, folder)


def try_exclusions(folder: Traversable) -> Exclusions:
    """As `load_exclusions`, with every pattern tried, the package's own too."""
    return of_folder(_tried, folder)


def _load(folder: Traversable) -> Exclusions:
    return _read(folder, ExclusionFile) if folder == own_folder() else _tried(folder)


def _tried(folder: Traversable) -> Exclusions:
    return _read(folder, _Tried)


def _read(folder: Traversable, shape: type[ExclusionFile]) -> Exclusions:
    problems: list[Problem] = []
    entries: list[CompiledExclusion] = []
    labels: list[CompiledLabel] = []
    place = folder / FOLDER
    for name, file in yaml_files(place, FOLDER) if place.is_dir() else ():
        content, bad = parse_yaml(name, file.read_text(encoding="utf-8"))
        problems += bad
        if bad:
            continue
        data, bad = validate_mapping(name, shape, content)
        problems += bad
        if data is not None:
            entries += [CompiledExclusion.of(one, data.fragments) for one in data.exclusions]
            labels += [CompiledLabel.of(one, data.fragments) for one in data.labels]
    if problems:
        raise MethodologyError(*problems)
    return Exclusions(tuple(entries), tuple(labels))


def check_exclusions(exclusions: Exclusions, methodology: Methodology) -> Iterable[Problem]:
    """Every metric that an exclusion names is in the vocabulary, and every beginning begins one."""
    for name in sorted(exclusions.metrics - methodology.metrics.keys()):
        if not (name.endswith("*") and any(metric.startswith(name[:-1]) for metric in methodology.metrics)):
            yield Problem.of("framework.unknown_metric", file=f"{FOLDER}/", entry=name, metric=name)
