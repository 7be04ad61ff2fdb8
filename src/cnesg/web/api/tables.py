"""Tables of the log: runs, scores and their parts, inputs, observations, sentiment, events."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

import polars as pl
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from fastapi.security import HTTPBearer

from cnesg.errors import InputError
from cnesg.framework import TOTAL
from cnesg.model import TABLES, available_instant
from cnesg.pipeline.views.memory import last_change
from cnesg.pipeline.views.runs import chosen_run
from cnesg.pipeline.views.tables import Asked
from cnesg.web.api.answers import Cursor, Format, Limit, bulk_documented, page_model, row_model, table_answer
from cnesg.web.api.problems import documented
from cnesg.web.visiting import Opened, Reader, site_of

BEARER = HTTPBearer(auto_error=False, description="a token from `cnesg accounts token`; a session's cookie does too")
router = APIRouter(tags=["tables"], dependencies=[Depends(BEARER)])
Company = Annotated[str | None, Query(max_length=100, description="a company's id; `/companies?q=` finds it")]
Run = Annotated[
    str | None, Query(min_length=6, max_length=64, description="id of a run or its beginning; the latest by default")
]
Code = Annotated[str | None, Query(max_length=12, description="TOTAL, E, E01 or E0102")]
Point = Annotated[str | None, Query(max_length=12, description="code of a data point, E0102-01")]
Kind = Annotated[Literal["synthetic", "disclosure", "performance"] | None, Query(description="kind of score")]
Level = Annotated[
    Literal["total", "dimension", "level1", "level2"] | None, Query(description="only scores of this level")
]
_LENGTHS = {"dimension": 1, "level1": 3, "level2": 5}
_HIDDEN = ("profile_content",)
_ROWS = {
    name: page_model(row_model(TABLES[name]))
    for name in TABLES
    if name in ("scores", "parts", "inputs", "observations", "sentiment", "events")
}
_RUNS = page_model(row_model(TABLES["runs"], *_HIDDEN))


def _equal(**wanted: str | int | None) -> tuple[tuple[str, str | int], ...]:
    return tuple((name, value) for name, value in wanted.items() if value is not None)


@router.get("/runs", response_model=_RUNS, responses={**bulk_documented(_RUNS), **documented()})
def runs(  # noqa: PLR0913 - a parameter each
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    workspace: Opened,
    *,
    profile: Annotated[str | None, Query(max_length=100, description="only runs of this profile")] = None,
    fiscal_year: Annotated[int | None, Query(ge=1990, le=2100, description="only runs that scored this year")] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
    format: Format = None,  # noqa: A002, ARG001 - read from the request; the name in the address
) -> Any:
    """Every stored computation of scores, with the versions and the position of the log that it is pinned to."""
    state = last_change(workspace, site_of(request).memory, "runs")
    asked = Asked("runs", _equal(profile=profile, fiscal_year=fiscal_year), at=state)
    return table_answer(
        request, workspace, asked, state=(state,), pinned=state, cursor=cursor, limit=limit, without=_HIDDEN
    )


@router.get("/scores", response_model=_ROWS["scores"], responses={**bulk_documented(_ROWS["scores"]), **documented()})
def scores(  # noqa: PLR0913 - a parameter each
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    workspace: Opened,
    *,
    run: Run = None,
    company: Company = None,
    code: Code = None,
    level: Level = None,
    kind: Kind = None,
    cursor: Cursor = None,
    limit: Limit = 100,
    format: Format = None,  # noqa: A002, ARG001 - read from the request; the name in the address
) -> Any:
    """Scores of a run, 0 to 100, with interval, coverage, rank and grade.

    In pages of JSON name a company, a code or a level; CSV and Parquet give the whole run as well.
    """
    chosen = chosen_run(workspace, site_of(request).memory, run)
    where: tuple[pl.Expr, ...] = ()
    if level == "total":
        where = (pl.col("code") == TOTAL,)
    elif level is not None:
        where = ((pl.col("code") != TOTAL) & (pl.col("code").str.len_chars() == _LENGTHS[level]),)
    asked = Asked("scores", _equal(run_id=chosen.run_id, company_id=company, code=code, kind=kind), where)
    narrow = company is not None or code is not None or level is not None
    return table_answer(
        request,
        workspace,
        asked,
        state=(chosen.run_id,),
        pinned=chosen.store_position,
        cursor=cursor,
        limit=limit,
        narrow=narrow,
    )


@router.get("/parts", response_model=_ROWS["parts"], responses={**bulk_documented(_ROWS["parts"]), **documented()})
def parts(  # noqa: PLR0913 - a parameter each
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    workspace: Opened,
    *,
    run: Run = None,
    company: Company = None,
    code: Code = None,
    kind: Kind = None,
    cursor: Cursor = None,
    limit: Limit = 100,
    format: Format = None,  # noqa: A002, ARG001 - read from the request; the name in the address
) -> Any:
    """What each score of a run is the weighted mean of: score = sum of effective weight times part.

    In pages of JSON name a company or a code.
    """
    chosen = chosen_run(workspace, site_of(request).memory, run)
    asked = Asked("parts", _equal(run_id=chosen.run_id, company_id=company, code=code, kind=kind))
    narrow = company is not None or code is not None
    return table_answer(
        request,
        workspace,
        asked,
        state=(chosen.run_id,),
        pinned=chosen.store_position,
        cursor=cursor,
        limit=limit,
        narrow=narrow,
    )


@router.get("/inputs", response_model=_ROWS["inputs"], responses={**bulk_documented(_ROWS["inputs"]), **documented()})
def inputs(  # noqa: PLR0913 - a parameter each
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    workspace: Opened,
    *,
    run: Run = None,
    company: Company = None,
    data_point: Point = None,
    origin: Annotated[
        Literal["reported", "imported", "derived", "carried", "industry", "market"] | None,
        Query(description="only values that came about so; the last four are estimates"),
    ] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
    format: Format = None,  # noqa: A002, ARG001 - read from the request; the name in the address
) -> Any:
    """The value of each data point that a run used, with origin, interval, penalty and what it rests on.

    Values are in the unit of the data point (`/data-points`). In pages of JSON name a company or a data point.
    """
    chosen = chosen_run(workspace, site_of(request).memory, run)
    wanted = _equal(run_id=chosen.run_id, company_id=company, data_point=data_point, origin=origin)
    narrow = company is not None or data_point is not None
    asked = Asked("inputs", wanted)
    return table_answer(
        request,
        workspace,
        asked,
        state=(chosen.run_id,),
        pinned=chosen.store_position,
        cursor=cursor,
        limit=limit,
        narrow=narrow,
    )


@router.get(
    "/observations",
    response_model=_ROWS["observations"],
    responses={**bulk_documented(_ROWS["observations"]), **documented()},
)
def observations(  # noqa: PLR0913 - a parameter each
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    workspace: Opened,
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
    cursor: Cursor = None,
    limit: Limit = 100,
    format: Format = None,  # noqa: A002, ARG001 - read from the request; the name in the address
) -> Any:
    """Facts in the log, in the order in which they were stored: each with its unit, place, dates and state of review.

    Nothing is left out: a row that names another in `supersedes` replaces it. In pages of JSON name a company or a
    concept.
    """
    state = last_change(workspace, site_of(request).memory, "observations")
    if at is not None and at > workspace.store.position:
        raise InputError.of("api.no_position", position=at, last=workspace.store.position)
    wanted = _equal(company_id=company, concept=concept, fiscal_year=fiscal_year, review=review)
    pinned = state if at is None else at
    asked = Asked("observations", wanted, as_of=available_instant(as_of) if as_of else None, at=pinned)
    narrow = company is not None or concept is not None
    return table_answer(
        request, workspace, asked, state=(state,), pinned=pinned, cursor=cursor, limit=limit, narrow=narrow
    )


@router.get(
    "/sentiment", response_model=_ROWS["sentiment"], responses={**bulk_documented(_ROWS["sentiment"]), **documented()}
)
def sentiment(  # noqa: PLR0913 - a parameter each
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    workspace: Opened,
    *,
    company: Company = None,
    code: Code = None,
    sentiment_id: Annotated[str | None, Query(max_length=64, description="only of this computation")] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
    format: Format = None,  # noqa: A002, ARG001 - read from the request; the name in the address
) -> Any:
    """Stored sentiment of companies, -100 to 100, by day, level and code; who has no event has no row."""
    return _of_news(
        request,
        workspace,
        Asked("sentiment", _equal(company_id=company, code=code, sentiment_id=sentiment_id)),
        cursor,
        limit,
    )


@router.get("/events", response_model=_ROWS["events"], responses={**bulk_documented(_ROWS["events"]), **documented()})
def events(  # noqa: PLR0913 - a parameter each
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    workspace: Opened,
    *,
    company: Company = None,
    code: Annotated[str | None, Query(max_length=12, description="incident type, E03-006")] = None,
    sentiment_id: Annotated[str | None, Query(max_length=64, description="only of this computation")] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
    format: Format = None,  # noqa: A002, ARG001 - read from the request; the name in the address
) -> Any:
    """Events behind stored sentiment: score = polarity x gravity x influence x heat x attenuation."""
    return _of_news(
        request,
        workspace,
        Asked("events", _equal(company_id=company, code=code, sentiment_id=sentiment_id)),
        cursor,
        limit,
    )


def _of_news(request: Request, workspace: Any, asked: Asked, cursor: str | None, limit: int) -> Response:
    state = last_change(workspace, site_of(request).memory, asked.table)
    pinned = replace(asked, at=state)
    return table_answer(request, workspace, pinned, state=(state,), pinned=state, cursor=cursor, limit=limit)
