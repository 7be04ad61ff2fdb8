"""The methodology for programs: data points with definition, formula and unit."""

from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request
from pydantic import BaseModel, Field

from cnesg.framework.definitions import DataPoint
from cnesg.pipeline.views.methodology import StandardItem, point_page
from cnesg.web.api.answers import etag, json_answer, unchanged
from cnesg.web.api.problems import documented
from cnesg.web.api.tables import BEARER
from cnesg.web.visiting import Reader, site_of

router = APIRouter(tags=["methodology"], dependencies=[Depends(BEARER)])
_UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "what `If-None-Match` names still holds"}}


class DataPoints(BaseModel):
    """All data points of an edition."""

    methodology_version: str = Field(description="content hash of the edition")
    rows: list[DataPoint] = Field(description="in code order")


class PointDetails(BaseModel):
    """A data point with what belongs to it."""

    data_point: DataPoint = Field(description="its definition, with unit, direction and formula")
    indicator: str = Field(description="code of its Level II indicator")
    metrics: list[str] = Field(description="metrics that reports state and that it is made from")
    used_by: list[str] = Field(description="data points whose formulas use it")
    items: list[StandardItem] = Field(description="items of standards that it answers or is related to")


@router.get("/data-points", response_model=DataPoints, responses={**_UNCHANGED, **documented()})
def data_points(request: Request, visitor: Reader) -> Any:  # noqa: ARG001 - who asks must be a reader
    """Every data point that scoring asks for, with its unit and formula."""
    methodology = site_of(request).methodology
    tag = etag(request, methodology.versions.methodology)
    same = unchanged(request, tag)
    if same is not None:
        return same
    rows = [point.model_dump(mode="json") for point in methodology.data_points.values()]
    return json_answer({"methodology_version": methodology.versions.methodology, "rows": rows}, tag)


@router.get("/data-points/{code}", response_model=PointDetails, responses={**_UNCHANGED, **documented(404)})
def data_point(request: Request, visitor: Reader, code: str) -> Any:  # noqa: ARG001 - who asks must be a reader
    """One data point."""
    methodology = site_of(request).methodology
    shown = point_page(methodology, code.upper())
    if shown is None:
        raise HTTPException(404)
    tag = etag(request, methodology.versions.methodology)
    content = PointDetails(
        data_point=shown.point,
        indicator=shown.level2.code,
        metrics=[metric.name for metric in shown.metrics],
        used_by=[point.code for point in shown.used_by],
        items=list(shown.items),
    )
    return unchanged(request, tag) or json_answer(content.model_dump(mode="json"), tag)
