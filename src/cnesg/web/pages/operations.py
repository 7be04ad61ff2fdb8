"""For whoever runs the server: is it alive, can it work, a page with all of it, and measures for Prometheus."""

import logging
from collections.abc import Callable

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from sqlalchemy.exc import SQLAlchemyError

from cnesg.errors import CnesgError, Problem
from cnesg.pipeline.doctor import of_workspace
from cnesg.pipeline.news.watchers import LEASE
from cnesg.pipeline.views.operations import operations
from cnesg.verification.ledger import FILE
from cnesg.web.rendering import MenuEntry, language_of, page
from cnesg.web.site import Site
from cnesg.web.visiting import Administrator, Monitor, Opened, site_of

router = APIRouter()
MENU = (MenuEntry("operations.title", "/operations", "administrator"),)
_LOGGER = logging.getLogger(__name__)


@router.get("/health/live")
async def live() -> Response:
    """Whether the process answers at all; a container that does not is started anew. Needs no thread."""
    return PlainTextResponse("alive")


@router.get("/health/ready")
async def ready(request: Request) -> Response:
    """Whether workspace and decisions can be reached; requests go elsewhere while they can't.

    Decisions are not ready either while the files in use are not the ones on the disk: what is written then is lost.
    It has a thread of its own, so that long answers to others do not make a server look broken.
    """
    return await to_thread.run_sync(_readiness, site_of(request), limiter=request.app.state.probing)


def _readiness(site: Site) -> Response:
    reachable: dict[str, str] = {}
    looks: dict[str, Callable[[], object]] = {"workspace": lambda: _workspace(site), "decisions": site.ledger.outbox}
    for name, look in looks.items():
        try:
            look()
            reachable[name] = "ready"
        except (CnesgError, SQLAlchemyError) as error:
            _LOGGER.warning("%s: %s", name, error)
            reachable[name] = "not ready"
    if replaced := site.ledger.replaced_files():
        reachable["decisions"] = f"not ready: the {' and the '.join(replaced)} in use is not the one on the disk"
    status = 200 if set(reachable.values()) == {"ready"} else 503
    return JSONResponse(reachable, status)


def _workspace(site: Site) -> int:
    with site.workspace() as lent:
        return lent.store.position


@router.get("/operations")
def overview(request: Request, visitor: Administrator, workspace: Opened) -> Response:  # noqa: ARG001 - administrators
    """Whether all is well, what was stored last, runs, batches, news, answers and errors; looked up anew each time."""
    site, language = site_of(request), language_of(request)
    symptoms = [(one.state, one.problem) for one in of_workspace(site.folder) if one.state != "good"]
    if site.ledger.replaced_files():
        symptoms.insert(0, ("bad", Problem.of("verification.replaced_files", path=site.folder / FILE)))
    return page(
        request,
        "operations.html",
        symptoms=[(state, problem.text(language)) for state, problem in symptoms],
        found=operations(workspace, site.memory, site.settings.batches, site.settings.watched),
        waiting=len(site.ledger.outbox()),
        lease=LEASE,
        answers=request.app.state.measures.answers(),
    )


@router.get("/metrics")
def metrics(request: Request, _: Monitor) -> Response:
    """The measures; Prometheus asks with the token of an account of role `metrics`, which may do nothing else."""
    return Response(request.app.state.measures.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
