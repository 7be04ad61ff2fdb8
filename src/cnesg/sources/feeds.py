"""RSS and Atom: a file or an address, read by feedparser."""

from collections.abc import Iterator, Mapping
from typing import Any

from cnesg.errors import InputError

_TIMEOUT = 20.0
_MOST = 32 * 1024 * 1024


def feed_rows(content: bytes, name: str) -> Iterator[Mapping[str, Any]]:
    """The entries of a feed as fields of `news_item`.

    Args:
        content: the feed's bytes; feedparser finds the encoding.
        name: of the file or address, for messages.

    Raises:
        InputError: it is no feed.
    """
    import feedparser  # only feeds need it

    parsed = feedparser.parse(content)
    if not parsed.version:
        raise InputError.of("news.no_feed", name=name)
    medium = parsed.feed.get("title", "")
    for entry in parsed.entries:
        texts = [part.get("value", "") for part in entry.get("content", ())]
        yield {
            "id": entry.get("id") or entry.get("link"),
            "title": entry.get("title", ""),
            "text": max([*texts, entry.get("summary", "")], key=len),
            "published_at": entry.get("published") or entry.get("updated"),
            "source": entry.get("source", {}).get("title") or entry.get("author") or medium,
            "url": entry.get("link"),
            "language": parsed.feed.get("language"),
        }


def fetch_feed(address: str) -> bytes:
    """The bytes of a feed at an address.

    Raises:
        InputError: nobody answers, or the answer is no success or too long.
    """
    import httpx

    try:
        with httpx.stream("GET", address, timeout=_TIMEOUT, follow_redirects=True) as answer:
            answer.raise_for_status()
            content = bytearray()
            for piece in answer.iter_bytes():
                content += piece
                if len(content) > _MOST:
                    raise InputError.of("news.feed_too_long", address=address)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise InputError.of("news.feed_unreachable", address=address, reason=error) from error
    return bytes(content)
