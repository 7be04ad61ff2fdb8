"""Styles of other raters, read from `methodology/rating-styles.yaml`: scope, measurement and weights as data."""

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Literal

from pydantic import Field

from cnesg.framework.definitions.base import Definition, Name, Real, Sourced, Whole
from cnesg.framework.yaml_files import keyed_entries, of_folder

FILE = "rating-styles.yaml"

Dimension = Literal["E", "S", "G"]


class Scope(Definition):
    """What a style looks at.

    Attributes:
        unstated: a number that the company did not state is `left-out`, or counts as `nothing` achieved. An item that
            is not found counts as nothing in every style.
        key_issues: so many environmental and social issues, those that matter most in the industry; None for all.
        least_rating: only issues whose materiality in the industry reaches this step.
    """

    unstated: Literal["left-out", "nothing"]
    key_issues: Whole | None = Field(default=None, ge=1)
    least_rating: Whole = Field(default=0, ge=0)


class Measurement(Definition):
    """How a style turns what is known into scores of 0 to 100.

    Attributes:
        leaf: of one data point: `percentile` among those who state it, ties by half; `own` keeps our score.
        whole_market: dimensions in which everybody is a peer of everybody; elsewhere the industry.
        issue: of a Level I indicator: the mean of its data points (`none`), that mean's `percentile` among peers, or
            `exposure`: 100 less ten times the exposure that is not managed.
        exposures: 0 to 10 by the industry's materiality rating of the issue.
        governance_exposure: of issues without ratings.
        manageable: share of an exposure that management can take away, 0 to 1.
        total: `industry-range` spreads totals between two quantiles of the industry, and cuts outside.
        range: the two quantiles.
    """

    leaf: Literal["own", "percentile"]
    whole_market: tuple[Dimension, ...] = ()
    issue: Literal["none", "percentile", "exposure"] = "none"
    exposures: tuple[Real, ...] = ()
    governance_exposure: Real = Field(default=0.0, ge=0, le=10)
    manageable: Real = Field(default=1.0, ge=0, le=1)
    total: Literal["none", "industry-range"] = "none"
    range: tuple[Real, Real] = (0.0, 1.0)


class Weights(Definition):
    """How a style weighs issues; within an issue every data point weighs the same.

    Attributes:
        issues: `equal`; `materiality`, the industry's rating; or `magnitude`, 1 to 10 by how much of the issue the
            industry's companies state and do against other industries.
        constant: dimensions whose issues weigh the same in every industry.
        least: least weight of an environmental or social issue, where weights go by materiality.
        most: the most.
        governance: least weight of governance as a whole; its issues share it evenly.
    """

    issues: Literal["equal", "materiality", "magnitude"]
    constant: tuple[Dimension, ...] = ()
    least: Real = Field(default=0.0, ge=0, le=1)
    most: Real = Field(default=1.0, ge=0, le=1)
    governance: Real = Field(default=0.0, ge=0, le=1)


class RatingStyle(Sourced):
    """One way to rate.

    Attributes:
        style: its key.
        name: what it is called here.
        after: whose public description it follows, and its idea in one line.
        scope: what is looked at.
        measurement: how it is measured.
        weights: how it is weighed.
    """

    style: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    name: Name
    after: Name
    scope: Scope
    measurement: Measurement
    weights: Weights


def load_rating_styles(folder: Traversable | None = None) -> Mapping[str, RatingStyle]:
    """The styles of a methodology folder (`Methodology.folder`), or of the package (read once a process), by key.

    Raises:
        MethodologyError: with every problem of the file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> Mapping[str, RatingStyle]:
    return keyed_entries(folder, FILE, RatingStyle, lambda entry: entry.style)
