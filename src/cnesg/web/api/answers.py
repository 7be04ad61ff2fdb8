"""Answers of the API: conditional requests, pages with cursors, CSV and Parquet for bulk."""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal

import polars as pl
from fastapi import Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field, create_model

from cnesg import __version__
from cnesg.errors import InputError
from cnesg.model import TableSchema
from cnesg.model.columns import COMMIT
from cnesg.pipeline.views.tables import Asked, bulk, rows
from cnesg.pipeline.workspace import Workspace
from cnesg.web.visiting import site_of

JSON, CSV, PARQUET = "application/json", "text/csv", "application/vnd.apache.parquet"
_TYPES: dict[type[pl.DataType], Any] = {
    pl.String: str,
    pl.Int64: int,
    pl.Float64: float,
    pl.Boolean: bool,
    pl.Date: str,
    pl.Datetime: str,
}
_FORMATS = {pl.Date: "date", pl.Datetime: "date-time"}
Format = Annotated[
    Literal["json", "csv", "parquet"] | None,
    Query(description="instead of `Accept`: json (in pages), or all rows at once as csv or parquet"),
]
Limit = Annotated[int, Query(ge=1, le=1000, description="rows of a page of JSON")]
Cursor = Annotated[
    str | None, Query(max_length=400, description="`next` of the page before; with the same other parameters")
]


class Paging:
    """How rows are asked for: parameters of every route that gives rows of a table."""

    def __init__(
        self,
        cursor: Cursor = None,
        limit: Limit = 100,
        format: Format = None,  # noqa: A002, ARG002 - read from the request; the name in the address
    ) -> None:
        self.cursor = cursor
        self.limit = limit


Paged = Annotated[Paging, Depends()]


class Page(BaseModel):
    """A page of rows."""

    count: int = Field(description="rows in all")
    next: str | None = Field(description="cursor of the next page; null after the last")
    position: int = Field(description="position of the log that all pages of this answer are read at")


def row_model(schema: TableSchema, *without: str, more: Mapping[str, str] | None = None) -> type[BaseModel]:
    """A table's row as it is answered: every column with its meaning, which names its unit.

    Args:
        schema: of the table.
        without: columns that are not answered.
        more: columns of text that are computed for the answer, with their meaning.
    """
    fields: dict[str, Any] = {}
    for column in schema.columns:
        if column.name in without:
            continue
        kind = _python(column.dtype)
        told: dict[str, Any] = {"format": _FORMATS[type(column.dtype)]} if type(column.dtype) in _FORMATS else {}
        given_by_store = column in COMMIT
        optional = column.nullable and not given_by_store
        fields[column.name] = (
            kind | None if optional else kind,
            Field(description=column.meaning, json_schema_extra=told or None),
        )
    fields |= {name: (str | None, Field(description=meaning)) for name, meaning in (more or {}).items()}
    made: type[BaseModel] = create_model(f"{schema.name.capitalize()}Row", **fields)
    made.__doc__ = f"A row of table `{schema.name}`, schema version {schema.version}."
    return made


def page_model(row: type[BaseModel]) -> type[BaseModel]:
    """A page of such rows."""
    made: type[BaseModel] = create_model(
        f"PageOf{row.__name__}",
        __base__=Page,
        rows=(list[row], Field(description="the rows")),  # type: ignore[valid-type]
    )
    return made


def _python(dtype: pl.DataType) -> Any:
    if isinstance(dtype, pl.List):
        inner: Any = _TYPES[type(dtype.inner)]  # type: ignore[index]
        return list[inner]
    return _TYPES[type(dtype)]


def etag(request: Request, *state: object) -> str:
    """A name for the answer to this request in this state of the log: equal names, equal bytes."""
    told = [str(request.url.path), str(request.url.query), wanted_type(request), __version__, *state]
    digest = hashlib.sha256("\x1f".join(str(one) for one in told).encode("utf-8", "surrogatepass"))
    return f'"{digest.hexdigest()[:32]}"'


def unchanged(request: Request, tag: str) -> Response | None:
    """304 where the asker has this answer already."""
    given = request.headers.get("if-none-match", "")
    names = {one.strip().removeprefix("W/") for one in given.split(",")}
    return Response(None, 304, headers=kept(tag)) if tag in names or "*" in names else None


def kept(tag: str) -> dict[str, str]:
    """Headers that let programs keep an answer and ask whether it still holds."""
    return {"etag": tag, "cache-control": "private, no-cache", "vary": "Accept, Authorization, Cookie"}


def wanted_type(request: Request, chosen: str | None = None) -> str:
    """The media type that is asked for: by `format`, else by `Accept`; JSON where neither names another."""
    named = chosen or request.query_params.get("format")
    if named in ("csv", "parquet", "json"):
        return {"csv": CSV, "parquet": PARQUET, "json": JSON}[str(named)]
    accepted = [one.split(";")[0].strip().lower() for one in request.headers.get("accept", "").split(",")]
    return next((one for one in accepted if one in (JSON, CSV, PARQUET)), JSON)


def json_answer(content: object, tag: str) -> Response:
    """Plain data as JSON, with its name."""
    body = json.dumps(content, ensure_ascii=False, default=_plain, allow_nan=False).encode("utf-8", "replace")
    return Response(body, 200, headers=kept(tag), media_type=JSON)


def _plain(value: Any) -> str:
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def table_answer(  # noqa: PLR0913 - what is asked, and how it shall be given
    request: Request,
    workspace: Workspace,
    asked: Asked,
    paged: Paging,
    *,
    state: object,
    pinned: int,
    narrow: bool = True,
    without: tuple[str, ...] = (),
) -> Response:
    """Rows of a table: a page of JSON, or all as CSV or Parquet.

    Args:
        request: who asks.
        workspace: where the rows are.
        asked: which rows.
        paged: where to go on, and how many rows a page has.
        state: what the answer hangs on beside the request: a run, the position of the last commit to the table.
        pinned: of a run the position that it saw; of a table that grows the one that all pages are read at.
        narrow: whether the rows are few enough to be told in pages.
        without: columns that are not told.

    Raises:
        InputError: the cursor is of another question, or all rows of a large table are asked for in pages.
    """
    tag = etag(request, state)
    same = unchanged(request, tag)
    if same is not None:
        return same
    media = wanted_type(request)
    if media != JSON:
        frame = rows(workspace, asked).frame.drop(*without)
        name = f"{asked.table}.{'csv' if media == CSV else 'parquet'}"
        headers = kept(tag) | {"content-disposition": f'attachment; filename="{name}"'}
        told = f"{CSV}; charset=utf-8; header=present" if media == CSV else PARQUET
        body = bulk(frame, "csv" if media == CSV else "parquet")
        return Response(body, 200, headers=headers, media_type=told)
    if not narrow:
        raise InputError.of("api.narrow", table=asked.table)
    start, position = _place(request, paged.cursor, pinned)
    at = position if asked.at is not None else None  # what a run gave never changes
    found = rows(workspace, replace(asked, at=at), start, paged.limit, site_of(request).selections)
    content = {
        "count": found.count,
        "next": None if found.following is None else _cursor(request, found.following, position),
        "position": position,
        "rows": found.frame.drop(*without).to_dicts(),
    }
    return json_answer(content, tag)


def _question(request: Request) -> str:
    """The parameters that must stay as they are from page to page."""
    told = sorted(
        (name, value) for name, value in request.query_params.multi_items() if name not in ("cursor", "limit")
    )
    return hashlib.sha256(json.dumps([request.url.path, told]).encode()).hexdigest()[:12]


def _cursor(request: Request, start: int, position: int) -> str:
    told = json.dumps([start, position, _question(request)]).encode()
    return base64.urlsafe_b64encode(told).decode().rstrip("=")


def _place(request: Request, cursor: str | None, position: int) -> tuple[int, int]:
    if not cursor:
        return 0, position
    try:
        told = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        start, at, question = told
        fits = (
            type(start) is int and type(at) is int and 0 <= start < 2**40 and at >= 0 and question == _question(request)
        )
    except (ValueError, TypeError, binascii.Error):
        fits, start, at = False, 0, 0
    if not fits:
        raise InputError.of("api.bad_cursor")
    return start, at


def bulk_documented(page: type[BaseModel]) -> Mapping[int | str, dict[str, Any]]:
    """The ways in which a table is answered, for the OpenAPI document."""
    return {
        200: {
            "model": page,
            "description": "a page of rows; with `Accept: text/csv` or Parquet all rows at once",
            "content": {
                CSV: {"schema": {"type": "string", "description": "UTF-8 with byte order mark, a head of names"}},
                PARQUET: {"schema": {"type": "string", "format": "binary"}},
            },
            "headers": {"ETag": {"schema": {"type": "string"}, "description": "give it back as `If-None-Match`"}},
        },
        304: {"description": "what `If-None-Match` names still holds"},
    }
