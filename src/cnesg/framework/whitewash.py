"""Warning signs of embellished accounts: ratios, thresholds and weights, read from `methodology/whitewash.yaml`."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import Literal

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition, Name, Real, Sourced, SourcedNumber
from cnesg.framework.formulas import Formula, FormulaError, parse_formula
from cnesg.framework.methodology import Methodology
from cnesg.framework.yaml_files import mapping_file, of_folder

FILE = "whitewash.yaml"
PRIOR, INDUSTRY, PAST = "prior_", "industry_", "past_"
"""What stands before a name: last year's figure, the peers' median, the mean of the company's earlier years."""


class Ratio(Sourced):
    """A ratio of figures of the accounts.

    Attributes:
        name: what it is called.
        formula: over metrics, last year's metrics and ratios above it.
    """

    name: Name
    formula: str = Field(min_length=1)

    @cached_property
    def parsed(self) -> Formula:
        """The formula.

        Raises:
            FormulaError: it is not in the grammar.
        """
        return parse_formula(self.formula)


class Signal(Definition):
    """A ratio that tells something beyond a threshold.

    Attributes:
        ratio: which one.
        raised: on which side of the threshold.
        threshold: the ratio's limit; a ratio that lies on it raises nothing.
        weight: how much the signal counts.
        why: what it may mean.
    """

    ratio: str
    raised: Literal["above", "below"]
    threshold: SourcedNumber
    weight: SourcedNumber
    why: Name


class Conformity(Sourced):
    """Limits of the mean absolute deviation from Benford's law: close, acceptable, marginal."""

    limits: tuple[Real, Real, Real]


class DigitTest(Definition):
    """How first digits are tested.

    Attributes:
        name: what the signal is called.
        years: fiscal years whose figures count, the one judged last.
        least: fewer figures are not judged.
        chi_square: the statistic beyond which digits depart from the law by more than chance.
        conformity: limits of the mean absolute deviation.
        weight: how much the signal counts.
        why: what it may mean.
    """

    name: Name
    years: SourcedNumber
    least: SourcedNumber
    chi_square: SourcedNumber
    conformity: Conformity
    weight: SourcedNumber
    why: Name


class Training(Definition):
    """How a model learns.

    Attributes:
        known_months: months after the fiscal year by which figures must have been published.
        test_share: share of the rows that the last years kept for the test hold at least.
        rounds: how many trees.
        learning_rate: how much each tree counts.
        leaves: of a tree.
        least_leaf: rows that a leaf holds at least.
    """

    known_months: SourcedNumber
    test_share: SourcedNumber
    rounds: SourcedNumber
    learning_rate: SourcedNumber
    leaves: SourcedNumber
    least_leaf: SourcedNumber


class Whitewash(Sourced):
    """The whole of `whitewash.yaml`.

    Attributes:
        data_point: the data point of kind analysis that results answer.
        past_years: how many earlier years make a company's own history.
        ratios: by name, each resting only on those above it.
        signals: by name.
        digits: the test of first digits.
        least_judged: share of all weight that must be judged for a result.
        training: how a model learns.
    """

    data_point: str
    past_years: SourcedNumber
    ratios: Mapping[str, Ratio] = Field(min_length=1)
    signals: Mapping[str, Signal] = Field(min_length=1)
    digits: DigitTest
    least_judged: SourcedNumber
    training: Training

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics that ratios rest on, sorted."""
        bases = {base(name)[1] for ratio in self.ratios.values() for name in ratio.parsed.names}
        return tuple(sorted(bases - self.ratios.keys()))

    @property
    def compared(self) -> tuple[str, ...]:
        """The ratios that are held against peers or the company's own past, in file order."""
        asked = {base(name) for ratio in self.ratios.values() for name in ratio.parsed.names}
        return tuple(name for name in self.ratios if {(INDUSTRY, name), (PAST, name)} & asked)

    @property
    def version(self) -> str:
        """The first 12 digits of a SHA-256 over the content."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]


def base(name: str) -> tuple[str, str]:
    """What stands before a name of a formula, and the name itself: `("prior_", "revenue")`, `("", "dsri")`."""
    mark = next((mark for mark in (PRIOR, INDUSTRY, PAST) if name.startswith(mark)), "")
    return mark, name.removeprefix(mark)


def load_whitewash(folder: Traversable | None = None) -> Whitewash:
    """The file of a methodology folder (`Methodology.folder`), or of the package (read once a process).

    Raises:
        MethodologyError: with every problem of the file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> Whitewash:
    found, problems = mapping_file(folder, FILE, Whitewash)
    if found is not None:
        problems += _misfits(found)
    if found is None or problems:
        raise MethodologyError(*problems)
    return found


def _misfits(found: Whitewash) -> Iterator[Problem]:
    """What does not fit within the file: formulas out of the grammar, signals without their ratio, limits that fall."""
    for name, ratio in found.ratios.items():
        try:
            parse_formula(ratio.formula, f"{FILE}: {name}: ")
        except FormulaError as error:
            yield from error.problems
    for name, signal in found.signals.items():
        if signal.ratio not in found.ratios:
            yield Problem.of("whitewash.no_ratio", file=FILE, entry=name, ratio=signal.ratio)
    for name, weight in [*((n, s.weight) for n, s in found.signals.items()), ("digits", found.digits.weight)]:
        if weight.value < 0:
            yield Problem.of("whitewash.negative_weight", file=FILE, entry=name)
    limits = found.digits.conformity.limits
    if list(limits) != sorted(limits):
        yield Problem.of("whitewash.limits", file=FILE, entry="digits")
    numbers = {name: getattr(found.training, name) for name in type(found.training).model_fields}
    numbers |= {"past_years": found.past_years, "digits.years": found.digits.years, "digits.least": found.digits.least}
    for name, number in numbers.items():
        if number.value <= 0:
            yield Problem.of("whitewash.above_zero", file=FILE, entry=name)
    shares = {"least_judged": found.least_judged, "test_share": found.training.test_share}
    for name, number in shares.items():
        if not 0 < number.value <= 1:
            yield Problem.of("whitewash.share", file=FILE, entry=name)


def check_whitewash(found: Whitewash, methodology: Methodology) -> Iterator[Problem]:
    """Every name of a formula is a metric in renminbi or a ratio above it, and results have a data point."""
    point = methodology.data_points.get(found.data_point)
    if point is None or point.kind != "analysis" or point.scale != (0, 1):
        yield Problem.of("whitewash.data_point", file=FILE, entry=found.data_point)
    above: set[str] = set()
    for name, ratio in found.ratios.items():
        for reference in ratio.parsed.references:
            mark, wanted = base(reference.key)
            metric = methodology.metrics.get(wanted)
            amount = metric is not None and metric.unit == "CNY" and mark in ("", PRIOR)
            if not amount and (wanted not in above or mark == PRIOR):
                yield Problem.of("whitewash.unknown_input", file=FILE, entry=name, input=reference.key)
        if name in methodology.metrics:
            yield Problem.of("whitewash.name_taken", file=FILE, entry=name)
        above.add(name)
    for compared in found.compared:
        ratio = found.ratios[compared]
        if any(base(name)[0] or base(name)[1] in found.ratios for name in ratio.parsed.names):
            yield Problem.of("whitewash.compared", file=FILE, entry=compared)
