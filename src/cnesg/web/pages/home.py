"""The first page: where to go."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from cnesg.web.rendering import page
from cnesg.web.visiting import Opened, Reader

router = APIRouter()


@router.get("/")
def home(request: Request, visitor: Reader, workspace: Opened) -> Response:  # noqa: ARG001 - who asks must be a reader
    """What the workspace holds, and the pages this visitor may open."""
    return page(request, "home.html", status=workspace.status())
