"""News into a workspace: read, understood, and committed as one, each item once."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import reduce
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import polars as pl

from cnesg.errors import Problem
from cnesg.framework.company_names import load_company_names
from cnesg.framework.incidents import load_incidents
from cnesg.framework.news_wording import load_news_wording
from cnesg.model.news import Incident, Mention, NewsItem, content_hash
from cnesg.model.news_tables import MENTIONS, NEWS
from cnesg.pipeline.as_of.media import media_registry
from cnesg.pipeline.news.known import KnownNews
from cnesg.pipeline.news.models import MODEL_OF_WORKSPACE, news_models
from cnesg.pipeline.workspace import Workspace
from cnesg.sentiment.names import NewsRegister
from cnesg.sentiment.plain_text import plain_text
from cnesg.sentiment.reading import NewsReader
from cnesg.sentiment.stories import ReadItem
from cnesg.sources.news import news_item, read_news
from cnesg.store.durable import file_hash
from cnesg.text.language import language_of

BATCH = 2_000
"""Items that are read and committed together: a file of any length needs little memory."""


@dataclass(frozen=True)
class Taken:
    """What taking news in did.

    Attributes:
        new: how many items were stored.
        repeated: how many were there already, or came twice.
        unknown_media: how many of the new ones have a medium that nobody listed and no rule places but the last.
        problems: of the items that were left out.
        items: those that were stored; of a whole file they are not kept.
        position: of the commit that stored them; 0 where there was none.
        positions: of all commits that stored items of a file.
    """

    new: int = 0
    repeated: int = 0
    unknown_media: int = 0
    problems: tuple[Problem, ...] = ()
    items: tuple[ReadItem, ...] = ()
    position: int = 0
    positions: tuple[int, ...] = ()

    def and_then(self, other: "Taken") -> "Taken":
        """Both, without the items."""
        return Taken(
            self.new + other.new,
            self.repeated + other.repeated,
            self.unknown_media + other.unknown_media,
            self.problems + other.problems,
            positions=self.positions + other.positions,
        )


def import_news(workspace: Workspace, place: Path, *, dry_run: bool = False) -> Taken:
    """Take in a file of news, or a feed at an address.

    A file's items were known when their media published them, unless they say otherwise; those of a feed since now.

    Args:
        workspace: where to.
        place: a file, or an address as a path (`https://...`).
        dry_run: say what would be stored, and store nothing.

    Raises:
        InputError: nothing can be read.
    """
    desk, address = NewsDesk(workspace, dry_run=dry_run), _address(place)
    if address is None:
        taken: Iterable[Taken] = desk.take(place)
    else:
        from cnesg.sources.feeds import feed_rows, fetch_feed

        content, now = fetch_feed(address), datetime.now(UTC)
        rows = enumerate(feed_rows(content, address), start=1)
        found = [news_item(row, f"{address}:{n}", arrived=now) for n, row in rows]
        taken = [desk.store(found, desk.kept(content))]
    return reduce(Taken.and_then, taken, Taken())


def _address(place: Path) -> str | None:
    """An address, of which a path has swallowed a slash."""
    found = re.match(r"^(https?):/+(.+)$", str(place))
    return f"{found[1]}://{found[2]}" if found else None


def news_reader(workspace: Workspace, model: Path | None = None) -> NewsReader:
    """A reader that knows the workspace's companies.

    Args:
        workspace: whose.
        model: trained by the user; by default the workspace's own, `news-model.npz` in its folder, where there is one.

    Raises:
        InputError: the file is no model of news.
    """
    return reader_of_tables(register_tables(workspace), model_of(workspace, model), workspace.methodology.folder)


def model_of(workspace: Workspace, model: Path | None = None) -> Path | None:
    """The file of the model that reads news of a workspace; None where only those that ship do."""
    own = workspace.folder / MODEL_OF_WORKSPACE
    return model or (own if own.is_file() else None)


def register_tables(workspace: Workspace) -> tuple[pl.DataFrame, ...]:
    """What a workspace knows of companies: COMPANIES, NAMES, LISTINGS and RELATIONS."""
    return tuple(workspace.store.read(name) for name in ("companies", "names", "listings", "relations"))


def reader_of_tables(
    tables: tuple[pl.DataFrame, ...], model: Path | None = None, folder: Traversable | None = None
) -> NewsReader:
    """A reader that knows companies by tables.

    Args:
        tables: as `register_tables` gives them.
        model: trained by a user; None takes those that ship.
        folder: of the methodology; None takes the one that ships.

    Raises:
        InputError: the file is no model of news.
    """
    wording = load_news_wording(folder)
    companies, names, listings, relations = tables
    register = NewsRegister(companies, names, listings, relations, load_company_names(folder), wording.names)
    return NewsReader(register, load_incidents(folder), wording, news_models(model))


def plain_item(item: NewsItem, longest: int) -> NewsItem | Problem:
    """An item without markup, in a language, and no longer than what is read of it; a problem where nothing is left."""
    title, text = (plain_text(part, longest).strip() for part in (item.title, item.text))
    if not title and not text:
        return Problem.of("news.empty", place=item.id)
    language = item.language or language_of(f"{title}\n{text[:2000]}")
    return replace(item, title=" ".join(title.split()), text=text, language=language)


class NewsDesk:
    """Takes news into a workspace. Knows what is there, and keeps up with what it stores.

    Args:
        workspace: where to.
        model: as in `news_reader`.
        dry_run: whether nothing is to be stored.
    """

    def __init__(self, workspace: Workspace, model: Path | None = None, *, dry_run: bool = False) -> None:
        self._dry_run = dry_run
        self._store = workspace.store
        self._reader = news_reader(workspace, model)
        self._longest = load_news_wording(workspace.methodology.folder).names.longest_text
        self._registry = media_registry(workspace)
        self._last_rule = self._registry.rules[-1].code
        self._known = KnownNews()
        self._position = 0
        self._catch_up()

    def kept(self, content: bytes | Path) -> str:
        """The SHA-256 of a file, which is kept as a snapshot unless nothing is to be stored."""
        if not self._dry_run:
            return self._store.snapshots.put(content)
        return file_hash(content) if isinstance(content, Path) else hashlib.sha256(content).hexdigest()

    def _catch_up(self) -> None:
        """Take notice of what others have stored since."""
        position = self._store.position
        if self._position != position:
            since = pl.col("position") > self._position
            self._known.add(self._store.read("news", columns=["news_id", "content"], where=since).iter_rows())
            self._position = position

    def take(self, path: Path, arrived: datetime | None = None) -> Iterator[Taken]:
        """Take a file in, batch by batch; what a batch tells is stored when it is given.

        Args:
            path: see `cnesg.sources.news.read_news`.
            arrived: when the file came, where its items were not known before.

        Raises:
            InputError: the file can't be read at all.
        """
        for found, document in self.batches(path, arrived):
            yield self.store(found, document)

    def batches(
        self, path: Path, arrived: datetime | None = None
    ) -> Iterator[tuple[Sequence[NewsItem | Problem], str]]:
        """The batches of a file, each to be given to `store`, with the snapshot that brought it; as for `take`."""
        document = ""
        found: list[NewsItem | Problem] = []
        for one in read_news(path, arrived):
            document = document or self.kept(path)  # not before: of what can't be read nothing is kept
            found.append(one)
            if len(found) == BATCH:
                yield found, document
                found = []
        yield found, document or self.kept(path)

    def store(self, found: Sequence[NewsItem | Problem], document: str) -> Taken:
        """Read items and commit those that are new, while nobody else writes.

        Args:
            found: items, and problems of what is none.
            document: snapshot that brought them.
        """
        return self._store.alone(lambda: self._stored(found, document))

    def _stored(self, found: Sequence[NewsItem | Problem], document: str) -> Taken:
        self._catch_up()
        problems, fresh, repeated = list[Problem](), dict[str, NewsItem](), 0
        contents = dict[str, str]()
        for one in found:
            item = one if isinstance(one, Problem) else plain_item(one, self._longest)
            if isinstance(item, Problem):
                problems.append(item)
                continue
            content = content_hash(item.title, item.text)
            if item.id in contents or item.id in self._known:
                repeated += 1
                here = contents.get(item.id)
                if here != content if here else not self._known.is_same(item.id, content):
                    problems.append(Problem.of("news.changed", place=item.source or document[:12], id=item.id))
                continue
            contents[item.id] = content
            fresh[item.id] = item
        told = self._reader.read_all(fresh.values())
        read = tuple(ReadItem(item, mentions) for item, mentions in zip(fresh.values(), told, strict=True))
        if read and not self._dry_run:
            tables = {"news": news_rows(read, document), "mentions": mention_rows(read)}
            self._position = self._store.commit(tables, note=f"news {document[:12]}").position
        if read:
            self._known.add(contents.items())  # not before, or what a full disk refused would never be stored
        placed = (self._registry.tier_of(one.item.url or one.item.source, one.item.source).by for one in read)
        unknown = sum(by == self._last_rule for by in placed)
        position = self._position if read and not self._dry_run else 0
        return Taken(len(read), repeated, unknown, tuple(problems), read, position, (position,) if position else ())


def news_rows(read: Sequence[ReadItem], document: str) -> pl.DataFrame:
    """Rows of NEWS."""
    rows = [
        {
            "news_id": item.id,
            "title": item.title,
            "text": item.text,
            "published_at": item.published_at,
            "available_at": item.available_at,
            "source": item.source,
            "url": item.url,
            "language": item.language,
            "entities": list(item.entities),
            "document": document,
            "content": content_hash(item.title, item.text),
        }
        for item in (one.item for one in read)
    ]
    return pl.DataFrame(rows, schema={name: NEWS.dtypes[name] for name in rows[0]})


def mention_rows(read: Sequence[ReadItem]) -> pl.DataFrame:
    """Rows of MENTIONS: one for each incident of a mention, and one for a mention without any."""
    rows = [
        {
            "news_id": one.item.id,
            "mention": number,
            "name": mention.name,
            "company_id": mention.company_id,
            "role": mention.role,
            "polarity": mention.polarity,
            "negative": mention.negative,
            "quote": mention.quote,
            "code": incident and incident.code,
            "confidence": incident and incident.confidence,
            "standing": incident and incident.standing,
            "incident_quote": incident and incident.quote,
            "available_at": one.item.available_at,
        }
        for one in read
        for number, mention in enumerate(one.mentions)
        for incident in (mention.incidents or (None,))
    ]
    names = [name for name in MENTIONS.dtypes if name not in ("recorded_at", "position")]
    return pl.DataFrame(rows, schema={name: MENTIONS.dtypes[name] for name in names})


def read_items(news: pl.DataFrame, mentions: pl.DataFrame) -> list[ReadItem]:
    """Items with what reading gave, from rows of NEWS and MENTIONS, in the order of the former."""
    told: dict[str, dict[int, list[dict[str, Any]]]] = {}
    for row in mentions.iter_rows(named=True):
        told.setdefault(row["news_id"], {}).setdefault(row["mention"], []).append(row)
    return [ReadItem(_item(row), _mentions(told.get(row["news_id"], {}))) for row in news.iter_rows(named=True)]


def _item(row: dict[str, Any]) -> NewsItem:
    return NewsItem(
        id=row["news_id"],
        title=row["title"],
        text=row["text"],
        published_at=row["published_at"],
        available_at=row["available_at"],
        source=row["source"],
        url=row["url"],
        language=row["language"],
        entities=tuple(row["entities"] or ()),
    )


def _mentions(told: dict[int, list[dict[str, Any]]]) -> tuple[Mention, ...]:
    return tuple(_mention(told[number]) for number in sorted(told))


def _mention(rows: Sequence[dict[str, Any]]) -> Mention:
    first = rows[0]
    return Mention(
        name=first["name"],
        company_id=first["company_id"],
        role=first["role"],
        incidents=tuple(
            Incident(row["code"], row["confidence"], row["standing"], row["incident_quote"])
            for row in rows
            if row["code"] is not None
        ),
        polarity=first["polarity"],
        negative=first["negative"],
        quote=first["quote"],
    )
