"""Records of news: what comes in, and what reading it gives; schemas of tables are in `cnesg.model.tables`."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Literal

Role = Literal["subject", "mentioned"]
"""Whether an event befell or was done by the company, or it only stands in the text."""

Standing = Literal["happened", "planned", "denied", "rumoured", "hypothetical", "historic"]
"""How a text tells of an event; only `happened`, and `planned` where the incident type says so, count in scores."""


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One piece of news as it came in.

    Attributes:
        id: given by the feed; the same id again is the same item.
        title: headline, may be empty.
        text: body as plain text, may be empty; never both.
        published_at: when its medium published it (with time zone).
        available_at: when the market could know it; the moment of arrival where that is known, else `published_at`.
        source: the medium, by name or host.
        url: where it stood.
        language: `zh` or `en`; None where it is not known and is to be told from the text.
        entities: names to judge; empty where the reader finds the companies by itself.
    """

    id: str
    title: str
    text: str
    published_at: datetime
    available_at: datetime
    source: str
    url: str | None = None
    language: str | None = None
    entities: tuple[str, ...] = ()


def content_hash(title: str, text: str) -> str:
    """What an item says, in 16 hexadecimal digits."""
    said = f"{len(title)}\n{title}{text}".encode("utf-8", "surrogatepass")
    return blake2b(said, digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Incident:
    """An event that a text tells of a company.

    Attributes:
        code: of the incident type, such as `E03-006`.
        confidence: that the text tells of this type, 0 to 1.
        standing: how it is told.
        quote: the sentence, verbatim, at most 300 characters.
    """

    code: str
    confidence: float
    standing: Standing
    quote: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A company in a text, and what the text says of it.

    Attributes:
        name: as it stands in the text.
        company_id: of the register; None where nobody there bears the name or the context does not tell who of several.
        role: subject or only mentioned.
        incidents: of this company; empty where the text tells none.
        polarity: -1 (bad for it) to 1 (good for it).
        negative: whether it is the subject of bad news.
        quote: the sentence that names it, verbatim, at most 300 characters.
    """

    name: str
    company_id: str | None
    role: Role
    incidents: tuple[Incident, ...]
    polarity: float
    negative: bool
    quote: str


@dataclass(frozen=True, slots=True)
class AnalysedNews:
    """What reading one item gave.

    Attributes:
        id: of the item.
        language: of the text.
        cluster: id of the story, which is that of its first item.
        mentions: in the order of the text.
    """

    id: str
    language: str
    cluster: str
    mentions: tuple[Mention, ...]
