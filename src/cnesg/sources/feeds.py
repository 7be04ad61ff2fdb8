"""RSS and Atom: a file or an address."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cnesg.errors import InputError
from cnesg.foreign import ask
from cnesg.foreign.bounds import DOCUMENT
from cnesg.foreign.feeds import Feed

_TIMEOUT = 20.0


def feed_rows(content: bytes | Path, name: str) -> Sequence[Mapping[str, Any]]:
    """The entries of a feed as fields of `news_item`.

    Args:
        content: the feed's bytes, or the file that holds them.
        name: of the file or address, for messages.

    Raises:
        InputError: it is no feed.
        UnreadFileError: reading it takes too long or too much, or brings the reader down.
    """
    return ask(Feed(content, name), name)


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
                if len(content) > DOCUMENT:
                    raise InputError.of("news.feed_too_long", address=address)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise InputError.of("news.feed_unreachable", address=address, reason=error) from error
    return bytes(content)
