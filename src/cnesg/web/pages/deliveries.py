"""Deliveries that were made: every edition with its manifest, its files, and how to check it oneself."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Request
from fastapi import Path as InPath
from fastapi.responses import FileResponse, Response

from cnesg.pipeline.views.deliveries import ShownEdition, all_editions, one_edition
from cnesg.web.rendering import MenuEntry, page
from cnesg.web.visiting import Reader, site_of

MENU = (MenuEntry("pages.deliveries", "/deliveries", "reader"),)
router = APIRouter()
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_Number = Annotated[int, InPath(ge=1, le=10**6)]


@router.get("/deliveries")
def deliveries(request: Request, visitor: Reader) -> Response:  # noqa: ARG001 - who asks must be a reader
    """All products with their editions."""
    site = site_of(request)
    products: dict[str, list[ShownEdition]] = {}
    for one in all_editions(site.settings.deliveries_of(site.folder)):
        products.setdefault(one.product, []).append(one)
    return page(request, "deliveries.html", products=products)


@router.get("/deliveries/{product}/{month}/{number}")
def edition(
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    product: str,
    month: str,
    number: _Number,
) -> Response:
    """One edition: on what it rests, what was checked, what changed, and its files."""
    return page(request, "delivery.html", one=_found(request, product, month, number))


@router.get("/deliveries/{product}/{month}/{number}/{file}")
def file(request: Request, visitor: Reader, product: str, month: str, number: _Number, file: str) -> Response:
    """A file of an edition, byte by byte as it was made."""
    found = _found(request, product, month, number)
    if file not in found.files:  # names of the manifest only: no path leads out
        raise HTTPException(404)
    site_of(request).accounts.note(visitor.name, "exported", f"{product} {month} {number} {file}")
    kind = _TYPES.get(file.rpartition(".")[2], "text/plain; charset=utf-8")
    return FileResponse(found.folder / file, media_type=kind, filename=f"{product}-{month}-{number}-{file}")


def _found(request: Request, product: str, month: str, number: int) -> ShownEdition:
    site = site_of(request)
    found = one_edition(site.settings.deliveries_of(site.folder), product, month, number)
    if found is None:
        raise HTTPException(404)
    return found
