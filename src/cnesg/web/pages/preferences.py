"""Language and colours, kept in cookies; works without scripts."""

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from cnesg.web.visiting import local_path, set_cookie

router = APIRouter()
_YEAR = 365 * 24 * 3600


@router.get("/preferences")
def prefer(
    request: Request,
    next: str = "/",  # noqa: A002 - the name in the address
    language: Literal["en", "zh"] | None = None,
    theme: Literal["auto", "light", "dark"] | None = None,
) -> Response:
    """Keep what was chosen, and go back to the page one came from."""
    response = RedirectResponse(local_path(next), 303)
    for name, value in (("language", language), ("theme", theme)):
        if value is not None:
            set_cookie(request, response, name, value, _YEAR)
    return response
