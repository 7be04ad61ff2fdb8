"""The market: search, distributions, the league table, and the heat map of coverage."""

from typing import Annotated, Any, Literal
from urllib.parse import quote, urlencode

import polars as pl
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from cnesg.pipeline.views.groups import coverage
from cnesg.pipeline.views.market import (
    Dimension,
    Filter,
    Market,
    Sort,
    market,
    name_column,
    rows_of,
    search,
    sorted_rows,
)
from cnesg.pipeline.views.runs import all_runs, chosen_run
from cnesg.pipeline.views.tiers import tiers_or_wait
from cnesg.web import charts
from cnesg.web.rendering import MenuEntry, language_of, page
from cnesg.web.visiting import Opened, Reader, site_of

MENU = (MenuEntry("pages.market", "/market", "reader"),)
router = APIRouter()
ROWS = 50
"""Companies on a page of the league table."""
_Words = Annotated[str, Query(max_length=200)]


class League:
    """What the league table shall show, from the address; empty fields of its form are no wishes."""

    def __init__(  # noqa: PLR0913 - the fields of the form
        self,
        *,
        q: _Words = "",
        industry: _Words = "",
        grade: _Words = "",
        listing: _Words = "",
        confirmed: Annotated[str, Query(pattern=r"^\d{0,3}$")] = "",
        dimension: Dimension = "TOTAL",
        sort: Sort = "place",
        order: Literal["up", "down"] = "up",
        start: Annotated[int, Query(ge=0, le=10**6)] = 0,
        run: _Words = "",
    ) -> None:
        least = min(int(confirmed), 100) / 100 if confirmed else None
        self.filter = Filter(q or None, industry or None, grade or None, listing or None, least)
        self.dimension, self.sort, self.order, self.start = dimension, sort, order, start
        self.run = run or None
        fields = {"q": q, "industry": industry, "grade": grade, "listing": listing, "confirmed": confirmed}
        fields |= {"dimension": "" if dimension == "TOTAL" else dimension, "run": run}
        self.fields = {name: value for name, value in fields.items() if value}

    def address(self, **changed: object) -> str:
        """The address of the same table with something else in it."""
        told: dict[str, Any] = {"sort": self.sort, "order": self.order, **self.fields, **changed}
        return "/market?" + urlencode({name: value for name, value in told.items() if value not in ("", None)})

    def turned(self, sort: Sort) -> str:
        """The address with another order; the same head again turns it round."""
        return self.address(sort=sort, order="down" if sort == self.sort and self.order == "up" else "up", start="")


@router.get("/market")
def league_page(
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    workspace: Opened,
    wanted: Annotated[League, Depends()],
) -> Response:
    """How the market scores, and its companies in order."""
    language, site = language_of(request), site_of(request)
    run = chosen_run(workspace, site.memory, wanted.run)
    seen = market(workspace, site.memory, run)
    chosen = seen.chosen(wanted.filter, wanted.dimension)
    ordered = sorted_rows(chosen, wanted.sort, language, descending=wanted.order == "down")
    found = seen.distribution(wanted.dimension, chosen)
    drawn = tiers_or_wait(site.background, run) if wanted.dimension == "TOTAL" else {}
    return page(
        request,
        "market.html",
        seen=seen,
        run=run,
        runs=all_runs(workspace, site.memory),
        wanted=wanted,
        rows=ordered.slice(wanted.start, ROWS).to_dicts(),
        count=chosen.height,
        step=ROWS,
        found=found,
        tiers=drawn,
        distribution=charts.distribution(found, language),
        grades=charts.grades(found, language),
        listings=seen.table()["market"].drop_nulls().unique().sort().to_list(),
    )


@router.get("/market/coverage")
def coverage_page(
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    workspace: Opened,
    level: Literal["level1", "level2"] = "level1",
    dimension: Literal["", "E", "S", "G"] = "",
    run: _Words = "",
) -> Response:
    """How much of each indicator rests on reported data, by industry."""
    site, language = site_of(request), language_of(request)
    chosen = chosen_run(workspace, site.memory, run or None)
    seen = market(workspace, site.memory, chosen)
    # Seventy columns are no picture: of the finer level one dimension at a time.
    below = dimension or ("E" if level == "level2" else "")
    found = coverage(workspace, site.memory, seen, level, below)
    entries = workspace.methodology.level1 if level == "level1" else workspace.methodology.level2
    return page(
        request,
        "coverage.html",
        run=chosen,
        level=level,
        dimension=below,
        found=found,
        names={code: entries[code].name for code in found.indicators},
        cells={(cell.industry, cell.indicator): cell for cell in found.cells},
        chart_option=charts.coverage(found, language),
    )


@router.get("/search")
def search_page(
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    workspace: Opened,
    q: _Words = "",
) -> Response:
    """The company that is meant, else those that may be."""
    site, language = site_of(request), language_of(request)
    run = chosen_run(workspace, site.memory)
    seen = market(workspace, site.memory, run)
    found = search(workspace, site.memory, q)
    live = request.headers.get("hx-request") == "true"
    if found.sure is not None and not live and seen.row(found.sure) is not None:
        return RedirectResponse(f"/companies/{quote(found.sure, safe='')}", 303)
    ids = list(dict.fromkeys((*((found.sure,) if found.sure else ()), *found.near)))
    rows = rows_of(named(seen, language), ids)
    return page(request, "found.html" if live else "search.html", words=q, rows=rows, seen=seen)


def named(seen: Market, language: str) -> pl.DataFrame:
    """The market's table with names in a language."""
    return seen.table().with_columns(name_column(language))
