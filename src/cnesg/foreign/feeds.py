"""RSS and Atom, read by feedparser. Called in the child process."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cnesg.errors import InputError
from cnesg.foreign.texts import bounded


@dataclass(frozen=True)
class Feed:
    """The entries of a feed.

    Attributes:
        content: its bytes, of which feedparser finds the encoding, or the file that holds them.
        name: of the file or address, for messages.
    """

    content: bytes | Path
    name: str

    def __call__(self) -> list[dict[str, Any]]:
        """Each entry's fields, named as in news.

        Raises:
            InputError: it is no feed.
        """
        import feedparser  # only feeds need it

        content = bounded(self.content).read_bytes() if isinstance(self.content, Path) else self.content
        parsed = feedparser.parse(io.BytesIO(content))  # of bare bytes that name a file it would read that file
        if not parsed.version:
            raise InputError.of("news.no_feed", name=self.name)
        return [_fields(entry, parsed.feed) for entry in parsed.entries]


def _fields(entry: Any, feed: Any) -> dict[str, Any]:
    texts = [part.get("value", "") for part in entry.get("content", ())]
    fields = {
        "id": entry.get("id") or entry.get("link"),
        "title": entry.get("title", ""),
        "text": max([*texts, entry.get("summary", "")], key=len),
        "published_at": entry.get("published") or entry.get("updated"),
        "source": entry.get("source", {}).get("title") or entry.get("author") or feed.get("title", ""),
        "url": entry.get("link"),
        "language": feed.get("language"),
    }
    return {name: None if value is None else str(value) for name, value in fields.items()}
