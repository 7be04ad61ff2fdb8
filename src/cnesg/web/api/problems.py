"""Errors of the API as `application/problem+json` (RFC 9457), each in English and Chinese."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from cnesg.errors import Problem, render
from cnesg.web.rendering import language_of

MEDIA_TYPE = "application/problem+json"
_TITLED = (400, 401, 403, 404, 405, 409, 413, 422, 429, 503)


class ProblemLine(BaseModel):
    """One thing that is wrong."""

    id: str = Field(description="id of the message, as `pipeline.unknown_run`; stable, for programs")
    en: str = Field(description="what, where and how to mend, in English")
    zh: str = Field(description="the same in Chinese")


class ProblemDetails(BaseModel):
    """Why a request was not answered (RFC 9457)."""

    type: str = Field(default="about:blank", description="always `about:blank`: `status` says what kind it is")
    title: str = Field(description="the kind of problem, in the language of `Accept-Language`")
    status: int = Field(description="the HTTP status")
    detail: str = Field(description="all problems in one text, in the language of `Accept-Language`")
    problems: list[ProblemLine] = Field(description="each problem in both languages")


def answer(
    request: Request, status: int, problems: Iterable[Problem], headers: Mapping[str, str] | None = None
) -> Response:
    """A problem document."""
    language = language_of(request)
    titled = status if status in _TITLED else 400
    lines = [ProblemLine(id=p.message_id, en=p.text("en"), zh=p.text("zh")) for p in problems]
    content = ProblemDetails(
        title=render(f"web.problem_{titled}", language),
        status=status,
        detail=" ".join(getattr(line, language) for line in lines) or render(f"web.mend_{titled}", language),
        problems=lines,
    )
    return JSONResponse(content.model_dump(), status, headers and dict(headers), MEDIA_TYPE)


_STATUSES = {401: "sign_in", 403: "refused", 404: "not_found", 405: "method", 413: "too_large", 429: "too_many"}


def of_status(request: Request, status: int) -> list[Problem]:
    """What a status says of a request; nothing beyond its title for rarer ones."""
    return [Problem.of(f"api.{_STATUSES[status]}", path=request.url.path)] if status in _STATUSES else []


def of_fields(errors: Sequence[Mapping[str, Any]]) -> list[Problem]:
    """What does not fit its field, as problems."""
    return [
        Problem.of("api.field", field=".".join(str(part) for part in one["loc"][1:] or one["loc"]), reason=one["msg"])
        for one in errors
    ]


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Answers of a route that are problems, for the OpenAPI document; those that every route can give included."""
    told = {
        401: "no token, or one that is not valid",
        403: "the account's role does not include this",
        404: "there is no such thing",
        422: "a parameter does not fit, or what it names is not there",
        413: "the body is larger than the server takes",
        429: "too many requests: wait as long as `Retry-After` says",
        503: "busy, or another program is writing: send the same again after `Retry-After`; nothing is stored twice",
    }
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}
    return {
        status: {"description": told[status], "model": ProblemDetails, "content": content}
        for status in (401, 403, 422, 429, *statuses)
    }
