"""News from programs: items come in, the scores that they change are told at once; and a company's sentiment now."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from cnesg.errors import InputError, Problem, StoreError, WorkspaceError
from cnesg.pipeline.news.watching import Update
from cnesg.sentiment.scores import SentimentScore
from cnesg.web.api import problems
from cnesg.web.api.companies import CompanyId
from cnesg.web.api.problems import ProblemLine, documented
from cnesg.web.api.tables import BEARER
from cnesg.web.intake import Busy
from cnesg.web.visiting import Feeder, Reader, site_of

router = APIRouter(tags=["news"], dependencies=[Depends(BEARER)])
MOST_ITEMS = 1000
"""Items of one request: more would keep everybody else waiting for seconds."""
_RETRY_SECONDS = 2

# Feeds bring numbers for text and halves of characters: what is no item is told by its number, the others are taken.
_TEXT, _NOTHING = {"type": "string"}, {"type": "null"}
Loose = Annotated[Any, WithJsonSchema({"anyOf": [_TEXT, _NOTHING]})]
Names = Annotated[Any, WithJsonSchema({"anyOf": [{"type": "array", "items": _TEXT}, _TEXT, _NOTHING]})]


class NewsIn(BaseModel):
    """An item. `title` or `text`, and `published_at`, must be there; other fields are passed over.

    Fields may also have the names that `cnesg import news` knows (`标题`, `headline`, `announcementTime` ...).
    """

    model_config = ConfigDict(extra="allow")

    id: Loose = Field(None, description="the same id is the same item; without one, a hash of the content")
    title: Loose = Field(None, description="headline")
    text: Loose = Field(None, description="body; markup is taken out")
    published_at: Loose = Field(
        None, description="ISO 8601, RFC 2822, or seconds or milliseconds since 1970; without a zone Shanghai's time"
    )
    available_at: Loose = Field(None, description="when the market could know it; else now, the time of arrival")
    source: Loose = Field(None, description="the medium, by which influence is counted")
    url: Loose = Field(None, description="where it stands")
    language: Loose = Field(None, description="zh or en; else found by the characters")
    entities: Names = Field(None, description="names of companies to judge; else those that the text names")


class NewsPost(BaseModel):
    """Items that came just now."""

    items: list[NewsIn] = Field(min_length=1, max_length=MOST_ITEMS, description="in any order; repetitions do no harm")


class ScoreNow(BaseModel):
    """The sentiment of a company at one place of the methodology, at this moment."""

    code: str = Field(description="TOTAL, E, E03 or E0302")
    level: str = Field(description="total, dimension, level1 or level2")
    score: float = Field(description="-100 to 100")
    events: int = Field(description="events behind it")
    latest: datetime = Field(description="when the latest of them was first told")


class NewsTaken(BaseModel):
    """What became of the items; all that counts as new is on the disk."""

    new: int = Field(description="items stored")
    repeated: int = Field(description="items that were there already, or came twice")
    left_out: list[ProblemLine] = Field(
        description="what was no item, by its number in the request, or has another text now"
    )
    scores: dict[str, list[ScoreNow]] = Field(
        description="by company id: all scores of each company whose events may have changed, the total first"
    )
    seconds: float = Field(description="from arrival to these scores")


class SentimentNow(BaseModel):
    """A company's sentiment at this moment."""

    company_id: str = Field(description="whose")
    scores: list[ScoreNow] = Field(
        description="the total first; empty where no event tells of it: no score, never zero"
    )


@router.post("/news", response_model=NewsTaken, responses=documented(413, 503))
def take(request: Request, visitor: Feeder, post: NewsPost) -> Any:  # noqa: ARG001 - who asks must bring news
    """Take news in, and tell the scores that they change. Sending the same again stores nothing and tells the same.

    Answered when everything is on the disk, with 422 where there was no item among the rows. 503 says that the same may
    be sent again.
    """
    try:
        update = site_of(request).intake.take([item.model_dump(exclude_unset=True) for item in post.items])
    except (Busy, WorkspaceError, StoreError) as error:
        return _later(request, error)
    if not update.new and not update.repeated:
        raise InputError(*update.problems)
    return _taken(update)


@router.get("/companies/{company_id}/sentiment", response_model=SentimentNow, responses=documented(404, 503))
def sentiment_now(request: Request, visitor: Reader, company_id: CompanyId) -> Any:  # noqa: ARG001 - must be a reader
    """The sentiment of a company at this moment, from all news that are stored; `/sentiment` has that of runs."""
    try:
        scores = site_of(request).intake.scores(company_id)
    except (Busy, WorkspaceError, StoreError) as error:
        return _later(request, error)
    if scores is None:
        raise HTTPException(404)
    return SentimentNow(company_id=company_id, scores=[_score(one) for one in scores])


def _taken(update: Update) -> NewsTaken:
    return NewsTaken(
        new=update.new,
        repeated=update.repeated,
        left_out=[ProblemLine(id=p.message_id, en=p.text("en"), zh=p.text("zh")) for p in update.problems],
        scores={company: [_score(one) for one in scores] for company, scores in update.scores.items()},
        seconds=round(update.seconds, 4),
    )


def _score(one: SentimentScore) -> ScoreNow:
    return ScoreNow(code=one.code, level=one.level, score=one.score, events=one.events, latest=one.latest)


def _later(request: Request, error: Busy | WorkspaceError | StoreError) -> Response:
    """The request may be sent again."""
    busy = Problem.of("api.busy", path=request.url.path, seconds=_RETRY_SECONDS)
    told = (busy,) if isinstance(error, Busy) else error.problems
    return problems.answer(request, 503, told, {"retry-after": str(_RETRY_SECONDS)})
