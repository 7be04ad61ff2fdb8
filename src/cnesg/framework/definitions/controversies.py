"""How severe events lower the controversy-adjusted score: `controversies` in `rules.yaml`."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from cnesg.framework.definitions.base import Definition, Real, Sourced, Whole

_Share = Annotated[Real, Field(ge=0, le=1)]
_Points = Annotated[Real, Field(ge=0, le=100)]


class StandingShares(Definition):
    """What is left of a deduction by how surely an event happened, each 0 to 1; what is denied never counts.

    Attributes:
        confirmed: an authority or the company itself says so.
        reported: told as having happened, by nobody of these.
        alleged: told as a rumour.
    """

    confirmed: _Share
    reported: _Share
    alleged: _Share


class SizeShares(Definition):
    """What is left of a deduction where the harm is an amount of money: from `least` up to all of it.

    Attributes:
        least: what is left where the amount is nothing beside the company's revenue, 0 to 1.
        revenue: the share of revenue from which the whole deduction counts, above 0.
    """

    least: _Share
    revenue: Annotated[Real, Field(gt=0, le=1)]


class AgeDays(Definition):
    """How events fade: counted in full for `full` days, then less from day to day, after `none` days not at all."""

    full: Annotated[Real, Field(ge=0)]
    none: Annotated[Real, Field(gt=0)]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.full >= self.none:
            raise ValueError("`full` must be less than `none`")
        return self


class Ceiling(Definition):
    """What a score is at most while an event of the gravest kind counts in full.

    Attributes:
        score: 0 to 100.
        deaths: from how many deaths on an accident is of that kind.
    """

    score: _Points
    deaths: Annotated[Whole, Field(ge=1)]


class ControversyTerms(Definition):
    """What severe events take off.

    Attributes:
        least_severity: of an incident type, 1 to 5; milder events take nothing off.
        points: taken off the score of a dimension for a new and confirmed event of severity 1, 2, 3, 4 and 5.
        standings: what is left of them by standing.
        size: what is left of them by the amount.
        days: what is left of them by age.
        ceiling: of the gravest events.
    """

    least_severity: Annotated[Whole, Field(ge=1, le=5)]
    points: tuple[_Points, _Points, _Points, _Points, _Points]
    standings: StandingShares
    size: SizeShares
    days: AgeDays
    ceiling: Ceiling

    @model_validator(mode="after")
    def _graver_costs_more(self) -> Self:
        shares = self.standings
        if list(self.points) != sorted(self.points):
            raise ValueError("`points` must not fall with severity")
        if not shares.confirmed >= shares.reported >= shares.alleged:
            raise ValueError("what is surer must not count less")
        return self


class Controversies(Sourced):
    """How severe events lower the controversy-adjusted score."""

    terms: ControversyTerms
