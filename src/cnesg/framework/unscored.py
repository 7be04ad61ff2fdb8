"""Metrics that feed no data point, each with the reason: `methodology/unscored-metrics.yaml`."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources.abc import Traversable

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition, Name
from cnesg.framework.formulas import parse_formula
from cnesg.framework.methodology import Methodology
from cnesg.framework.whitewash import load_whitewash
from cnesg.framework.yaml_files import of_folder, parse_yaml, validate_entries

FILE = "unscored-metrics.yaml"
_WHITEWASH = "whitewash.yaml"


class UnscoredMetrics(Definition):
    """Metrics that are not scored for one reason."""

    metrics: tuple[str, ...] = Field(min_length=1)
    reason: Name


class Unscored(Definition):
    """The whole of the file."""

    entries: tuple[UnscoredMetrics, ...] = ()

    @cached_property
    def reasons(self) -> Mapping[str, Name]:
        """Why a metric is not scored, by its name."""
        return {metric: entry.reason for entry in self.entries for metric in entry.metrics}


def load_unscored(folder: Traversable | None = None) -> Unscored:
    """The reasons of a methodology folder, or of the package (read once a process); a folder may do without.

    Raises:
        MethodologyError: every problem of the file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> Unscored:
    source = folder / FILE
    if not source.is_file():
        return Unscored()
    content, problems = parse_yaml(FILE, source.read_text(encoding="utf-8"))
    entries, more = ([], []) if problems else validate_entries(FILE, UnscoredMetrics, content)
    if problems := [*problems, *more]:
        raise MethodologyError(*problems)
    return Unscored(entries=tuple(entries))


def scored_metrics(methodology: Methodology) -> dict[str, tuple[str, ...]]:
    """By metric the data points that it feeds, sorted: by itself, in formulas, derivations or signs of whitewash.

    Metrics that feed none have no entry. Sizes and denominators of the rules feed the data points that they divide.
    """
    found: dict[str, set[str]] = {}
    for code, metrics in _direct(methodology):
        for metric in metrics:
            found.setdefault(metric, set()).add(code)
    grown = True
    while grown:
        grown = False
        for derivation in methodology.derivations:
            fed = found.get(derivation.metric, set())
            for reference in parse_formula(derivation.formula).references:
                known = found.setdefault(reference.name, set()) if fed else set()
                if reference.name not in derivation.factors and not fed <= known:
                    known |= fed
                    grown = True
    return {metric: tuple(sorted(codes)) for metric, codes in found.items() if metric in methodology.metrics and codes}


def _direct(methodology: Methodology) -> Iterator[tuple[str, set[str]]]:
    """Data points with the metrics that they rest on, and that the rules name for them."""
    yield from ((code, _behind(code, methodology)) for code in methodology.data_points)
    for other in methodology.rules.other_denominators.instead:
        yield from ((code, {other.metric, other.by}) for code in other.data_points)
    for scale in methodology.rules.average_sizes.scales:
        yield from ((code, {scale.size}) for code in scale.data_points)
    if (methodology.folder / _WHITEWASH).is_file():
        whitewash = load_whitewash(methodology.folder)
        yield whitewash.data_point, set(whitewash.metrics)


def _behind(code: str, methodology: Methodology) -> set[str]:
    """The metrics that a data point selects or computes with, through other data points too."""
    point, formula = methodology.data_points[code], methodology.formula_of(code)
    if formula is None:
        return {point.select.metric} if point.select is not None else set()
    found: set[str] = set()
    for one in parse_formula(formula).references:
        if one.name != code:
            found |= _behind(one.name, methodology) if one.is_data_point else {one.name}
    return found


def check_unscored(unscored: Unscored, methodology: Methodology) -> Iterator[Problem]:
    """Every metric feeds a data point or has a reason why not, and none has both; each exists and stands there once."""
    scored = scored_metrics(methodology)
    named = Counter(metric for entry in unscored.entries for metric in entry.metrics)
    for metric, times in named.items():
        if metric not in methodology.metrics:
            yield Problem.of("framework.unknown_metric", file=FILE, entry=metric, metric=metric)
        elif times > 1:
            yield Problem.of("framework.bounds_twice", file=FILE, entry=metric)
        elif metric in scored:
            yield Problem.of("framework.scored_metric", file=FILE, entry=metric, points=", ".join(scored[metric]))
    for metric in methodology.metrics:
        if metric not in scored and metric not in named:
            yield Problem.of("framework.unscored_metric", file=FILE, entry=metric)
