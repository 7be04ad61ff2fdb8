"""Companies: who they are, how they scored from run to run, and why."""

from dataclasses import asdict, replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi import Path as InPath
from pydantic import BaseModel, Field

from cnesg.explanation import Explanation
from cnesg.framework import TOTAL
from cnesg.pipeline.views.company import history_of
from cnesg.pipeline.views.market import Filter, market, rows_of, search
from cnesg.pipeline.views.memory import last_change
from cnesg.pipeline.views.runs import chosen_run, months_up_to
from cnesg.pipeline.views.trees import tree_of
from cnesg.web.api.answers import etag, json_answer, unchanged
from cnesg.web.api.problems import documented
from cnesg.web.api.tables import BEARER, Code, Kind, Run
from cnesg.web.visiting import Opened, Reader, site_of

router = APIRouter(tags=["companies"], dependencies=[Depends(BEARER)])
CompanyId = Annotated[str, InPath(min_length=1, max_length=100, description="a company's id")]
_UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "what `If-None-Match` names still holds"}}


class CompanyRow(BaseModel):
    """A company of a run, with its place in the market."""

    company_id: str = Field(description="stable id")
    name_en: str | None = Field(description="full name in English")
    name_zh: str | None = Field(description="full name in Chinese")
    short_name: str | None = Field(description="name on the exchange")
    code: str | None = Field(description="main exchange code, 600000.SH")
    market: str | None = Field(description="a-share, hk, bond or unlisted")
    industry: str | None = Field(description="Shenwan 2021 code, the finest known level")
    level1: str | None = Field(description="code of its broadest industry")
    place: int | None = Field(
        description="place in the whole market by the total; ties share the better one; null where it is not rated"
    )
    score: float | None = Field(description="synthetic total, 0 to 100; null where the company is not rated")
    no_score: str | None = Field(description="why it is not rated: least-information")
    low: float | None = Field(
        description="lower end of the 90 % interval of the total, were everything known, 0 to 100"
    )
    high: float | None = Field(description="upper end of that interval")
    grade: str | None = Field(description="letter grade")
    e: float | None = Field(description="synthetic score of the environmental dimension, 0 to 100")
    s: float | None = Field(description="of the social dimension")
    g: float | None = Field(description="of governance")
    disclosure: float | None = Field(description="disclosure score of the total, 0 to 100")
    performance: float | None = Field(description="performance score of the total, 0 to 100")
    rank: int | None = Field(description="1 is best in the peer group")
    peer_group: str = Field(description="industry code of the peers, or MARKET")
    peer_count: int = Field(description="rated companies in it")
    coverage: float = Field(description="share of weight resting on reported data, 0 to 1")
    confirmed_share: float = Field(description="share of weight resting on confirmed values, 0 to 1")
    estimated_share: float = Field(description="share of weight resting on estimates, 0 to 1")


class Companies(BaseModel):
    """A page of companies."""

    run_id: str = Field(description="the run that scored them")
    count: int = Field(description="companies in all")
    next: int | None = Field(description="`start` of the next page; null after the last")
    rows: list[CompanyRow] = Field(description="best first; of a search the nearest first")


class HistoryRow(BaseModel):
    """A synthetic score of a company at a run."""

    run_id: str = Field(description="the run")
    day: str = Field(description="as of the end of this day in Shanghai", json_schema_extra={"format": "date"})
    fiscal_year: int = Field(description="year that was scored")
    code: str = Field(description="TOTAL, E, S or G")
    score: float | None = Field(description="0 to 100; null where the company is not rated")
    low: float | None = Field(description="lower end of the 90 % interval, were everything known")
    high: float | None = Field(description="upper end of that interval")
    grade: str | None = Field(description="letter grade")
    rank: int | None = Field(description="1 is best in the peer group")
    peer_count: int = Field(description="companies in it")


class History(BaseModel):
    """A company's scores from run to run, of one profile."""

    company_id: str = Field(description="whose")
    rows: list[HistoryRow] = Field(description="oldest first")


@router.get("/companies", response_model=Companies, responses={**_UNCHANGED, **documented()})
def companies(  # noqa: PLR0913 - a parameter each
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    workspace: Opened,
    *,
    run: Run = None,
    q: Annotated[str | None, Query(max_length=200, description="Chinese or English name, or code, to search")] = None,
    industry: Annotated[str | None, Query(max_length=6, description="Shenwan code; those below it count")] = None,
    grade: Annotated[str | None, Query(max_length=9, description="letter grade of the total, or not-rated")] = None,
    start: Annotated[int, Query(ge=0, le=10**6, description="how many to pass over")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000, description="companies of a page")] = 100,
) -> Any:
    """The companies that a run scored, best first; with `q` those that may be meant."""
    memory = site_of(request).memory
    chosen = chosen_run(workspace, memory, run)
    changed = last_change(workspace, memory, "companies", "names", "listings", "industries")
    tag = etag(request, chosen.run_id, changed)
    same = unchanged(request, tag)
    if same is not None:
        return same
    seen = market(workspace, memory, chosen)
    table = seen.chosen(Filter(industry=industry, grade=grade))
    if q:
        found = search(workspace, memory, q, most=1000)
        rows = rows_of(table, [*([found.sure] if found.sure else []), *found.near])
    else:
        rows = table.to_dicts()
    shown = rows[start : start + limit]
    content = {
        "run_id": chosen.run_id,
        "count": len(rows),
        "next": start + limit if start + limit < len(rows) else None,
        "rows": [{name: row[name] for name in CompanyRow.model_fields} for row in shown],
    }
    return json_answer(content, tag)


@router.get("/companies/{company_id}", response_model=CompanyRow, responses={**_UNCHANGED, **documented(404)})
def company(
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    workspace: Opened,
    company_id: CompanyId,
    run: Run = None,
) -> Any:
    """A company at a run."""
    memory = site_of(request).memory
    chosen = chosen_run(workspace, memory, run)
    row = market(workspace, memory, chosen).row(company_id)
    if row is None:
        raise HTTPException(404)
    tag = etag(request, chosen.run_id, last_change(workspace, memory, "companies", "industries"))
    content = {name: row[name] for name in CompanyRow.model_fields}
    return unchanged(request, tag) or json_answer(content, tag)


@router.get("/companies/{company_id}/history", response_model=History, responses={**_UNCHANGED, **documented(404)})
def history(
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    workspace: Opened,
    company_id: CompanyId,
    run: Run = None,
) -> Any:
    """Total and dimensions of a company at each run of one profile, up to a run."""
    memory = site_of(request).memory
    chosen = chosen_run(workspace, memory, run)
    tag = etag(request, chosen.run_id, last_change(workspace, memory, "runs"))
    same = unchanged(request, tag)
    if same is not None:
        return same
    points = history_of(workspace, months_up_to(workspace, memory, chosen), company_id)
    if not points:
        raise HTTPException(404)
    return json_answer({"company_id": company_id, "rows": [asdict(point) for point in points]}, tag)


@router.get(
    "/companies/{company_id}/explanation", response_model=Explanation, responses={**_UNCHANGED, **documented(404)}
)
def explanation(  # noqa: PLR0913 - a parameter each
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    workspace: Opened,
    company_id: CompanyId,
    *,
    run: Run = None,
    code: Code = None,
    kind: Kind = None,
    depth: Annotated[int, Query(ge=0, le=10, description="levels below the score; 10 goes to the printed number")] = 1,
) -> Any:
    """Why a score is what it is: parts with weights, rules with boundaries, values with their evidence.

    The score is that of the run. `since` of each piece of evidence says what has become of it: disputed, or replaced by
    another row.
    """
    memory = site_of(request).memory
    chosen = chosen_run(workspace, memory, run)
    tag = etag(request, chosen.run_id, last_change(workspace, memory, "observations"))
    same = unchanged(request, tag)
    if same is not None:
        return same
    if market(workspace, memory, chosen).row(company_id) is None:
        raise HTTPException(404)
    tree = tree_of(workspace, memory, chosen, company_id, code or TOTAL, kind or "synthetic")
    return json_answer(_cut(tree, depth).as_dict(), tag)


def _cut(tree: Explanation, depth: int) -> Explanation:
    return replace(tree, parts=tuple(_cut(part, depth - 1) for part in tree.parts) if depth else ())
