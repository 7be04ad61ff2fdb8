"""Tables of the log: runs, scores and their parts, inputs, observations, sentiment, events."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from fastapi.security import HTTPBearer

from cnesg.errors import InputError
from cnesg.model import TABLES, available_instant
from cnesg.pipeline.as_of.standing import STATES
from cnesg.pipeline.views.memory import last_change
from cnesg.pipeline.views.runs import chosen_run
from cnesg.pipeline.views.tables import Asked, Level
from cnesg.pipeline.workspace import Workspace
from cnesg.web.api.answers import Paged, bulk_documented, page_model, row_model, table_answer
from cnesg.web.api.problems import documented
from cnesg.web.visiting import Opened, require, site_of

BEARER = HTTPBearer(auto_error=False, description="a token from `cnesg accounts token`; a session's cookie does too")
router = APIRouter(tags=["tables"], dependencies=[Depends(BEARER), Depends(require("reader"))])
Company = Annotated[str | None, Query(max_length=100, description="a company's id; `/companies?q=` finds it")]
Run = Annotated[
    str | None, Query(min_length=6, max_length=64, description="id of a run or its beginning; the latest by default")
]
Code = Annotated[str | None, Query(max_length=12, description="TOTAL, E, E01 or E0102")]
Point = Annotated[str | None, Query(max_length=12, description="code of a data point, E0102-01")]
Kind = Annotated[
    Literal["synthetic", "disclosure", "performance", "controversy_adjusted"] | None, Query(description="kind of score")
]
Computation = Annotated[str | None, Query(max_length=64, description="only of this computation")]
_HIDDEN = ("profile_content",)


def _of_table(name: str, *without: str, more: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What the OpenAPI document says of answers with rows of a table, and with more columns of text."""
    model = page_model(row_model(TABLES[name], *without, more=more))
    return {"response_model": model, "responses": {**bulk_documented(model), **documented()}}


def _equal(**wanted: str | int | None) -> tuple[tuple[str, str | int], ...]:
    return tuple((name, value) for name, value in wanted.items() if value is not None)


@router.get("/runs", **_of_table("runs", *_HIDDEN))
def runs(
    request: Request,
    workspace: Opened,
    paged: Paged,
    profile: Annotated[str | None, Query(max_length=100, description="only runs of this profile")] = None,
    fiscal_year: Annotated[int | None, Query(ge=1990, le=2100, description="only runs that scored this year")] = None,
) -> Any:
    """Every stored computation of scores, with the versions and the position of the log that it is pinned to."""
    state = last_change(workspace, site_of(request).memory, "runs")
    asked = Asked("runs", _equal(profile=profile, fiscal_year=fiscal_year), at=state)
    return table_answer(request, workspace, asked, paged, state=state, pinned=state, without=_HIDDEN)


@router.get("/scores", **_of_table("scores"))
def scores(  # noqa: PLR0913 - a parameter each
    request: Request,
    workspace: Opened,
    paged: Paged,
    *,
    run: Run = None,
    company: Company = None,
    code: Code = None,
    level: Annotated[Level | None, Query(description="only scores of this level")] = None,
    kind: Kind = None,
) -> Any:
    """Scores of a run, 0 to 100, with interval, coverage, rank and grade.

    In pages of JSON name a company, a code or a level; CSV and Parquet give the whole run as well.
    """
    wanted = _equal(company_id=company, code=code, kind=kind)
    narrow = company is not None or code is not None or level is not None
    return _of_run(request, workspace, paged, run, Asked("scores", wanted, level=level), narrow=narrow)


@router.get("/parts", **_of_table("parts"))
def parts(
    request: Request,
    workspace: Opened,
    paged: Paged,
    *,
    run: Run = None,
    company: Company = None,
    code: Code = None,
    kind: Kind = None,
) -> Any:
    """What each score of a run is the weighted mean of: score = sum of effective weight times part.

    In pages of JSON name a company or a code.
    """
    asked = Asked("parts", _equal(company_id=company, code=code, kind=kind))
    return _of_run(request, workspace, paged, run, asked, narrow=company is not None or code is not None)


@router.get("/controversies", **_of_table("controversies"))
def controversies(
    request: Request,
    workspace: Opened,
    paged: Paged,
    *,
    run: Run = None,
    company: Company = None,
) -> Any:
    """Severe events that a run looked at, and what each takes off the controversy-adjusted scores.

    A dimension loses `deduction`, the total `weight` times that, where `left_out` is empty. In pages of JSON name a
    company.
    """
    asked = Asked("controversies", _equal(company_id=company))
    return _of_run(request, workspace, paged, run, asked, narrow=company is not None)


@router.get("/inputs", **_of_table("inputs"))
def inputs(
    request: Request,
    workspace: Opened,
    paged: Paged,
    *,
    run: Run = None,
    company: Company = None,
    data_point: Point = None,
    origin: Annotated[
        Literal["reported", "imported", "derived", "carried", "industry", "market"] | None,
        Query(description="only values that came about so; the last four are estimates"),
    ] = None,
) -> Any:
    """The value of each data point that a run used, with origin, interval, penalty and what it rests on.

    Values are in the unit of the data point (`/data-points`). In pages of JSON name a company or a data point.
    """
    asked = Asked("inputs", _equal(company_id=company, data_point=data_point, origin=origin))
    return _of_run(request, workspace, paged, run, asked, narrow=company is not None or data_point is not None)


@router.get("/observations", **_of_table("observations", more=STATES))
def observations(  # noqa: PLR0913 - a parameter each
    request: Request,
    workspace: Opened,
    paged: Paged,
    *,
    company: Company = None,
    concept: Annotated[str | None, Query(max_length=100, description="metric, or code of a data point")] = None,
    fiscal_year: Annotated[int | None, Query(ge=1990, le=2100, description="the year that facts are for")] = None,
    review: Annotated[
        Literal["unreviewed", "auto-accepted", "confirmed", "corrected", "rejected", "disputed"] | None,
        Query(description="state of review of the row itself"),
    ] = None,
    as_of: Annotated[
        date | None, Query(description="only what the market could know at the end of this day in Shanghai")
    ] = None,
    at: Annotated[int | None, Query(ge=0, le=2**40, description="only what the log held at this position")] = None,
) -> Any:
    """Facts in the log, in the order in which they were stored: each with its unit, place, dates and state of review.

    Nothing is left out: a row that names another in `supersedes` replaces it. `state` says what has become of each row,
    `superseded_by` which row stands in its place. In pages of JSON name a company or a concept.
    """
    state = last_change(workspace, site_of(request).memory, "observations")
    if at is not None and at > workspace.store.position:
        raise InputError.of("api.no_position", position=at, last=workspace.store.position)
    wanted = _equal(company_id=company, concept=concept, fiscal_year=fiscal_year, review=review)
    pinned = state if at is None else at
    asked = Asked("observations", wanted, as_of=available_instant(as_of) if as_of else None, at=pinned, states=True)
    narrow = company is not None or concept is not None
    return table_answer(request, workspace, asked, paged, state=state, pinned=pinned, narrow=narrow)


@router.get("/sentiment", **_of_table("sentiment"))
def sentiment(
    request: Request,
    workspace: Opened,
    paged: Paged,
    company: Company = None,
    code: Code = None,
    sentiment_id: Computation = None,
) -> Any:
    """Stored sentiment of companies, -100 to 100, by day, level and code; who has no event has no row.

    In pages of JSON name a company, a code or a computation.
    """
    return _of_news(
        request, workspace, paged, "sentiment", _equal(company_id=company, code=code, sentiment_id=sentiment_id)
    )


@router.get("/events", **_of_table("events"))
def events(
    request: Request,
    workspace: Opened,
    paged: Paged,
    company: Company = None,
    code: Annotated[str | None, Query(max_length=12, description="incident type, E03-006")] = None,
    sentiment_id: Computation = None,
) -> Any:
    """Events behind stored sentiment: score = polarity x gravity x influence x heat x attenuation.

    In pages of JSON name a company, a type or a computation.
    """
    return _of_news(
        request, workspace, paged, "events", _equal(company_id=company, code=code, sentiment_id=sentiment_id)
    )


def _of_run(
    request: Request, workspace: Workspace, paged: Paged, run: str | None, asked: Asked, *, narrow: bool
) -> Response:
    """Rows of a table that a run gave; they never change."""
    chosen = chosen_run(workspace, site_of(request).memory, run)
    mine = asked.of_run(chosen.run_id)
    return table_answer(
        request, workspace, mine, paged, state=chosen.run_id, pinned=chosen.store_position, narrow=narrow
    )


def _of_news(
    request: Request, workspace: Workspace, paged: Paged, table: str, wanted: tuple[tuple[str, str | int], ...]
) -> Response:
    """Rows of a table of news, which grows."""
    state = last_change(workspace, site_of(request).memory, table)
    asked = Asked(table, wanted, at=state)
    return table_answer(request, workspace, asked, paged, state=state, pinned=state, narrow=bool(wanted))
