"""One company: its scores and why they are what they are, its history, peers, news, and what is estimated."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from cnesg.errors import Language
from cnesg.explanation.comparison import Comparison
from cnesg.explanation.comparison_words import comparison_lines
from cnesg.explanation.words import Words
from cnesg.framework import TOTAL
from cnesg.model.tables import ADJUSTED
from cnesg.pipeline.views.changes import known_why, score_changes, why
from cnesg.pipeline.views.company import CompanyPage, company_page
from cnesg.pipeline.views.events import news_items, sentiment_view
from cnesg.pipeline.views.groups import peer_medians
from cnesg.pipeline.views.later import Refused
from cnesg.pipeline.views.market import market
from cnesg.pipeline.views.runs import all_runs, chosen_run, months_up_to
from cnesg.pipeline.views.trees import SEPARATOR, node_at, tree_of
from cnesg.pipeline.workspace import Workspace
from cnesg.web import charts
from cnesg.web.rendering import language_of, page
from cnesg.web.visiting import Opened, Reader, site_of

router = APIRouter()
_Words = Annotated[str, Query(max_length=200)]
_Code = Annotated[str, Query(max_length=12)]


def _name(row: Any, language: Language) -> str:
    order = ("short_name", "name_zh", "name_en") if language == "zh" else ("name_en", "short_name", "name_zh")
    return next((str(row[key]) for key in order if row.get(key)), str(row["company_id"]))


def _shown(request: Request, workspace: Workspace, company_id: str, run: str) -> CompanyPage:
    memory = site_of(request).memory
    chosen = chosen_run(workspace, memory, run or None)
    if market(workspace, memory, chosen).row(company_id) is None:
        raise HTTPException(404)
    return company_page(workspace, memory, chosen, company_id)


@router.get("/companies/{company_id}")
def company(
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    workspace: Opened,
    company_id: str,
    run: _Words = "",
) -> Response:
    """Everything about a company on one page; what is long opens in place."""
    language, memory = language_of(request), site_of(request).memory
    shown = _shown(request, workspace, company_id, run)
    seen = market(workspace, memory, shown.run)
    medians = peer_medians(workspace, memory, seen)
    feeling = sentiment_view(workspace, memory, shown.run, company_id)
    total = shown.scores[TOTAL, "synthetic"]
    peers = seen.peers(total.peer_group)
    floors = workspace.methodology.rules.least_information
    words = Words(language)
    changes = score_changes(workspace, memory, shown.before, shown.run, company_id) if shown.before else ()
    causes = known_why(site_of(request).background, shown.before, shown.run, company_id) if shown.before else None
    return page(
        request,
        "company.html",
        shown=shown,
        run=shown.run,
        runs=all_runs(workspace, memory),
        name=_name(shown.particulars, language),
        names={row["company_id"]: _name(row, language) for row in shown.neighbours},
        total=total,
        least=floors.floor(TOTAL, "synthetic") if floors else 0.0,
        few=workspace.methodology.rules.least_peers.value,
        issues=shown.level1(),
        medians=medians,
        feeling=feeling,
        changes=changes,
        before=shown.before,
        **_told(causes, language),
        adjusted=shown.score(TOTAL, ADJUSTED),
        controversies=[words.controversy(one) for one in shown.controversies],
        estimates=[(one, words.input(one.used)) for one in shown.estimates],
        at=f"?run={shown.run.run_id}" if run else "",
        history_chart=charts.history(shown.history, language),
        issue_chart=charts.issues(shown.level1(), medians, language),
        peer_chart=charts.distribution(seen.distribution(TOTAL, peers), language, total.score),
        peer_spread=seen.distribution(TOTAL, peers),
        sentiment_chart=charts.sentiment(feeling, language),
    )


@router.get("/companies/{company_id}/why")
def step(
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    workspace: Opened,
    company_id: str,
    at: _Words = "",
    run: _Words = "",
) -> Response:
    """One step of the explanation, down to the printed number; in place, or as a page of its own."""
    language, memory = language_of(request), site_of(request).memory
    shown = _shown(request, workspace, company_id, run)
    tree = tree_of(workspace, memory, shown.run, company_id)
    steps = [one for one in at.split(SEPARATOR) if one]
    trail = [(SEPARATOR.join(steps[:n]), node_at(tree, steps[:n], language).name) for n in range(len(steps))]
    in_place = request.headers.get("hx-request") == "true"
    return page(
        request,
        "step.html" if in_place else "why.html",
        node=node_at(tree, steps, language),
        trail=trail,
        company_id=company_id,
        name=_name(shown.particulars, language),
        run=shown.run,
        at=f"&run={shown.run.run_id}" if run else "",
    )


@router.get("/companies/{company_id}/changes")
def changes(
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    workspace: Opened,
    company_id: str,
    code: _Code = TOTAL,
    run: _Words = "",
    since: _Words = "",
) -> Response:
    """Why a score changed since an earlier run, worked out in the background; in place, or as a page of its own."""
    language, site = language_of(request), site_of(request)
    shown = _shown(request, workspace, company_id, run)
    before = chosen_run(workspace, site.memory, since) if since else shown.before
    found = why(site.background, before, shown.run, company_id, code) if before else None
    in_place = request.headers.get("hx-request") == "true"
    return page(
        request,
        "causes.html" if in_place else "changes.html",
        company_id=company_id,
        name=_name(shown.particulars, language),
        code=code,
        run=shown.run,
        before=before,
        earlier=months_up_to(workspace, site.memory, shown.run)[:-1],
        **_told(found, language),
        address=str(request.url.path) + (f"?{request.url.query}" if request.url.query else ""),
    )


def _told(found: Comparison | Refused | None, language: Language) -> dict[str, Any]:
    """Why a score changed as pages show it: the causes, the same in words, or why it can't be told."""
    if found is None or isinstance(found, Refused):
        return {"found": None, "lines": [], "problems": [one.text(language) for one in found.problems] if found else []}
    return {"found": found, "lines": comparison_lines(found, language), "problems": []}


@router.get("/companies/{company_id}/events/{event:path}")
def event(
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    workspace: Opened,
    company_id: str,
    event: str,
) -> Response:
    """An event: what it weighs, step by step, and every item of news that tells it."""
    language, memory = language_of(request), site_of(request).memory
    shown = _shown(request, workspace, company_id, "")
    feeling = sentiment_view(workspace, memory, shown.run, company_id)
    found = next((one for one in feeling.events if one.event == event), None)
    if found is None:
        raise HTTPException(404)
    return page(
        request,
        "event.html",
        event=found,
        items=news_items(workspace, shown.run, found.news),
        company_id=company_id,
        name=_name(shown.particulars, language),
    )
