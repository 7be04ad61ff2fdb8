"""The methodology: indicators, data points with their formulas and standards, choices with their reasons, profiles."""

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from cnesg.pipeline.views.methodology import areas, choices_of, indicator_page, indicator_tree, point_page, share_of
from cnesg.web.rendering import MenuEntry, page
from cnesg.web.visiting import Reader, site_of

MENU = (MenuEntry("pages.methodology", "/methodology", "reader"),)
router = APIRouter()
_ROWS = 50


@router.get("/methodology")
def overview(request: Request, visitor: Reader) -> Response:  # noqa: ARG001 - who asks must be a reader
    """Dimensions, issues and indicators with their weights."""
    methodology = site_of(request).methodology
    trees = [(dimension, indicator_tree(methodology, code)) for code, dimension in methodology.dimensions.items()]
    trees.sort(key=lambda pair: "ESG".index(pair[0].code))
    return page(request, "methodology.html", methodology=methodology, trees=trees)


@router.get("/methodology/choices")
def choices(
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    area: Annotated[str, Query(max_length=40)] = "",
    basis: Literal["", "published", "assumed"] = "",
    start: Annotated[int, Query(ge=0, le=10**6)] = 0,
) -> Response:
    """Every value that says where it comes from: published by the source, or assumed, with what else was possible."""
    site = site_of(request)
    key = ("choices", site.methodology.versions)
    every = site.memory.get(key, lambda: choices_of(site.methodology))
    found = [one for one in every if area in ("", one.area) and basis in ("", one.basis.value)]
    return page(
        request,
        "choices.html",
        found=found[start : start + _ROWS],
        count=len(found),
        start=start,
        step=_ROWS,
        area=area,
        basis_wanted=basis,
        areas=areas(every),
    )


@router.get("/methodology/profiles")
def profiles(request: Request, visitor: Reader) -> Response:  # noqa: ARG001 - who asks must be a reader
    """The profiles that ship: what each keeps, and what each weighs otherwise."""
    methodology = site_of(request).methodology
    return page(request, "profiles.html", profiles=methodology.profiles.values())


@router.get("/methodology/{code}")
def entry(request: Request, visitor: Reader, code: str) -> Response:  # noqa: ARG001 - who asks must be a reader
    """An indicator, or a data point with its definition, formula and standards."""
    methodology = site_of(request).methodology
    wanted = code.upper()
    point = point_page(methodology, wanted)
    if point is not None:
        return page(request, "point.html", shown=point, share=share_of(methodology, point.level2.code))
    indicator = indicator_page(methodology, wanted)
    if indicator is None:
        raise HTTPException(404)
    return page(request, "indicator.html", shown=indicator, points=methodology.data_points)
