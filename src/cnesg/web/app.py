"""The application: routes of pages and of the API, what stands around them, and how errors look."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

from anyio import CapacityLimiter
from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from cnesg import __version__
from cnesg.errors import CnesgError, ConflictError, QuotaError
from cnesg.web import api, pages
from cnesg.web.api import problems
from cnesg.web.measuring import Measures, Measuring
from cnesg.web.rendering import language_of, page
from cnesg.web.settings import Settings
from cnesg.web.shield import Shield
from cnesg.web.site import Site
from cnesg.web.visiting import SAFE, for_programs, identify, is_known, local_path, refuse_forged

API = "/api/v1"
_STATIC = Path(__file__).parent / "static"
_STATUSES: dict[type[CnesgError], int] = {ConflictError: 409, QuotaError: 429}
_KNOWN = (400, 401, 403, 404, 405, 409, 413, 422, 429)


def create_app(workspace: Path, settings: Settings | None = None) -> FastAPI:
    """The workbench on a workspace.

    Args:
        workspace: its folder.
        settings: how it is served.

    Raises:
        WorkspaceError: there is no workspace.
    """
    settings = settings or Settings()
    site = Site(workspace, settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        site.start()
        yield
        site.close()

    app = FastAPI(
        title="cnesg",
        version=__version__,
        lifespan=lifespan,
        dependencies=[Depends(identify), Depends(refuse_forged)],
        docs_url=None,  # would load scripts from elsewhere
        redoc_url=None,
        openapi_url=f"{API}/openapi.json",
        telemetry={"tracing": False},  # FastAPI's own spans hold paths and queries; ours are made in `Measuring`
    )
    app.state.site = site
    app.state.probing = CapacityLimiter(1)
    app.state.menu = [entry for module in pages.MODULES for entry in getattr(module, "MENU", ())]
    for module in pages.MODULES:
        app.include_router(module.router, include_in_schema=False)
    for endpoint in api.MODULES:
        app.include_router(endpoint.router, prefix=API)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    app.add_middleware(Shield, settings=settings, known=is_known)
    app.state.measures = Measures(site)
    app.add_middleware(Measuring, measures=app.state.measures)
    if settings.trusted_proxies:  # outermost, so that all that follows sees the client's address
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.trusted_proxies))
    app.add_exception_handler(CnesgError, _refused)
    app.add_exception_handler(HTTPException, _no_answer)
    app.add_exception_handler(RequestValidationError, _not_valid)
    return app


def _refused(request: Request, error: Exception) -> Response:
    """What cnesg refuses to do, in the reader's language."""
    assert isinstance(error, CnesgError)
    status = _STATUSES.get(type(error), 422)
    lines = error.lines(language_of(request))
    if for_programs(request.url.path):
        return problems.answer(request, status, error.problems)
    return page(request, "problem.html", status, status=status, lines=lines)


def _no_answer(request: Request, error: Exception) -> Response:
    """Pages that are not there or not for this visitor; who is not signed in is asked to."""
    assert isinstance(error, HTTPException)
    if for_programs(request.url.path):
        headers = {"www-authenticate": "Bearer"} if error.status_code == 401 else error.headers
        return problems.answer(request, error.status_code, problems.of_status(request, error.status_code), headers)
    if error.status_code == 401 and request.method in SAFE:
        return RedirectResponse(f"/login?next={quote(str(request.url.path))}", 303)
    known = error.status_code if error.status_code in _KNOWN else 400
    return page(request, "problem.html", error.status_code, status=known, lines=[], path=_came_from(request))


def _came_from(request: Request) -> str:
    """Where to go on after signing in: this page, or the one whose form was sent."""
    if request.method in SAFE:
        return request.url.path
    sent_by = urlsplit(request.headers.get("referer", ""))
    return local_path(sent_by.path) if sent_by.netloc == request.headers.get("host") else "/"


def _not_valid(request: Request, error: Exception) -> Response:
    """Fields of a form or a query that don't fit."""
    assert isinstance(error, RequestValidationError)
    lines = [f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()]
    if for_programs(request.url.path):
        return problems.answer(request, 422, problems.of_fields(error.errors()))
    return page(request, "problem.html", 422, status=422, lines=lines)
