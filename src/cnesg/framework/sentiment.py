"""How news become stories, stories a score, and what counts as change: `stories.yaml`, `scores.yaml`, `drift.yaml`."""

import re
from collections.abc import Iterator
from datetime import date
from importlib.resources.abc import Traversable

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition, Sourced, SourcedNumber
from cnesg.framework.yaml_files import mapping_file, of_folder
from cnesg.model.news import Standing

STORIES = "sentiment/stories.yaml"
SCORES = "sentiment/scores.yaml"
DRIFT = "sentiment/drift.yaml"


class FirstDay(Sourced):
    """A day at whose midnight in Shanghai a window begins."""

    value: date


class Window(Definition):
    """How stories are cut by the time of publication."""

    days: SourcedNumber
    begins: FirstDay


class LikenessRules(Definition):
    """When two texts are one.

    Attributes:
        jaccard: shingles in both, as a share of those in either.
        beside_others: the same where one text tells of more companies or numbers.
        cut_short: the same where one text names fewer companies, as it ends within a clause of the other.
        contained: shingles in both as a share of the shorter text's.
        least_share: of the longer one's shingles, which a cut text has at least.
    """

    jaccard: SourcedNumber
    beside_others: SourcedNumber
    cut_short: SourcedNumber
    contained: SourcedNumber
    least_share: SourcedNumber


class SameEvent(Definition):
    """What two texts on the same incident type of a company share at least where they tell of one event.

    Attributes:
        shingles: that stand neither in the company's names nor in cues.
        digits: of a number.
    """

    shingles: SourcedNumber
    digits: SourcedNumber


class SourceLines(Sourced):
    """Regular expressions of what a medium puts before and after a text, on folded text in lower case."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class StoryRules(Definition):
    """The whole of `stories.yaml`."""

    window: Window
    likeness: LikenessRules
    same_event: SameEvent
    source_lines: SourceLines


class Counting(Sourced):
    """How a text must tell of an event for it to count."""

    standings: tuple[Standing, ...]


class Gravity(Definition):
    """How much an event weighs by its kind: bad types by severity 1 to 5, all others alike."""

    severity: tuple[SourcedNumber, SourcedNumber, SourcedNumber, SourcedNumber, SourcedNumber]
    other: SourcedNumber


class HeatRules(Definition):
    """How reprints and similar news warm an event.

    Attributes:
        most: what heat comes near to, however far a story spreads; heat begins at 1.
        half: spread that gives half of that.
        reprint: what an account that took a story over adds, times its influence.
        similar: what an account that told the event in its own words adds, times its influence.
    """

    most: SourcedNumber
    half: SourcedNumber
    reprint: SourcedNumber
    similar: SourcedNumber


class AttenuationRules(Definition):
    """How events fade: nothing is left of them after `span_days`."""

    span_days: SourcedNumber
    half_life_days: SourcedNumber


class Normalisation(Definition):
    """The sum of event scores that gives 50 of 100."""

    half: SourcedNumber


class ScoreRules(Definition):
    """The whole of `scores.yaml`."""

    counting: Counting
    least_confidence: SourcedNumber
    gravity: Gravity
    least_polarity: SourcedNumber
    heat: HeatRules
    attenuation: AttenuationRules
    normalisation: Normalisation


class Lengths(Sourced):
    """Characters of a text at which classes of length begin, ascending."""

    values: tuple[int, ...]


class DriftRules(Definition):
    """The whole of `drift.yaml`.

    Attributes:
        some: index from which a month differs somewhat from those before it.
        great: from which it differs much.
        least: companies below which the index is chance.
        prior: added to the count of each class.
        lengths: classes of length.
    """

    some: SourcedNumber
    great: SourcedNumber
    least: SourcedNumber
    prior: SourcedNumber
    lengths: Lengths


class SentimentRules(Definition):
    """All three files, checked."""

    stories: StoryRules
    scores: ScoreRules = Field()
    drift: DriftRules


def load_sentiment_rules(folder: Traversable | None = None) -> SentimentRules:
    """The rules of a methodology folder (`Methodology.folder`), or of the package (read once a process).

    Raises:
        MethodologyError: with every problem of the files.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> SentimentRules:
    stories, problems = mapping_file(folder, STORIES, StoryRules)
    scores, more = mapping_file(folder, SCORES, ScoreRules)
    drift, last = mapping_file(folder, DRIFT, DriftRules)
    problems += [*more, *last]
    if stories is not None:
        problems += _story_problems(stories)
    if scores is not None:
        problems += _score_problems(scores)
    if drift is not None:
        problems += _drift_problems(drift)
    if problems or stories is None or scores is None or drift is None:
        raise MethodologyError(*problems)
    return SentimentRules(stories=stories, scores=scores, drift=drift)


def _story_problems(rules: StoryRules) -> Iterator[Problem]:
    shares = {f"likeness.{name}": getattr(rules.likeness, name).value for name in LikenessRules.model_fields}
    yield from (Problem.of("sentiment.share", file=STORIES, entry=name) for name, x in shares.items() if not 0 < x <= 1)
    above = {
        "window.days": rules.window.days.value,
        "same_event.shingles": rules.same_event.shingles.value,
        "same_event.digits": rules.same_event.digits.value,
    }
    yield from (
        Problem.of("sentiment.whole", file=STORIES, entry=name)
        for name, number in above.items()
        if number < 1 or number != int(number)
    )
    for pattern in (*rules.source_lines.before, *rules.source_lines.after):
        try:
            re.compile(pattern)
        except re.error as error:
            yield Problem.of("sentiment.pattern", file=STORIES, pattern=pattern, reason=error)


def _score_problems(rules: ScoreRules) -> Iterator[Problem]:
    shares = {f"gravity.severity.{n}": step.value for n, step in enumerate(rules.gravity.severity)}
    shares |= {"gravity.other": rules.gravity.other.value, "least_polarity": rules.least_polarity.value}
    shares["least_confidence"] = rules.least_confidence.value
    yield from (Problem.of("sentiment.share", file=SCORES, entry=name) for name, x in shares.items() if not 0 < x <= 1)
    above = {
        "heat.half": rules.heat.half.value,
        "attenuation.span_days": rules.attenuation.span_days.value,
        "attenuation.half_life_days": rules.attenuation.half_life_days.value,
        "normalisation.half": rules.normalisation.half.value,
    }
    yield from (Problem.of("sentiment.above_zero", file=SCORES, entry=name) for name, x in above.items() if x <= 0)
    if rules.heat.most.value < 1:
        yield Problem.of("sentiment.least_heat", file=SCORES, entry="heat.most")
    for name in ("reprint", "similar"):
        if getattr(rules.heat, name).value < 0:
            yield Problem.of("sentiment.negative", file=SCORES, entry=f"heat.{name}")


def _drift_problems(rules: DriftRules) -> Iterator[Problem]:
    for name in ("some", "great", "least", "prior"):
        if getattr(rules, name).value <= 0:
            yield Problem.of("sentiment.above_zero", file=DRIFT, entry=name)
    if rules.some.value > rules.great.value or list(rules.lengths.values) != sorted({*rules.lengths.values}):
        yield Problem.of("sentiment.drift_order", file=DRIFT)
