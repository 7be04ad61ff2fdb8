"""What stands around every answer: headers that bind the browser, hosts, limits to bodies and requests."""

import time
from asyncio import Semaphore
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cnesg.errors import Problem
from cnesg.web.api import problems
from cnesg.web.connections import client_network
from cnesg.web.rendering import language_of
from cnesg.web.settings import Settings
from cnesg.web.visiting import for_programs

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "x-frame-options": "DENY",
}
_MOST_ADDRESSES = 10_000
_STRANGERS_BODY = 64 * 1024
"""Bytes of a request of somebody who is not signed in: enough to sign in. A body is parsed before a route says no."""
_PROBES = "/health/"
"""Asked by address from inside, by whatever watches the server; tells nothing, and waits for nobody."""
_HSTS = "max-age=31536000"
_LARGEST_JSON = 8 * 1024 * 1024
"""Bytes of JSON: it becomes objects of up to twenty times its size in memory before anybody can look at it."""


class Shield:
    """Middleware around the whole application.

    Args:
        app: what answers.
        settings: how it is served: hosts, HTTPS, and the limits to bodies and requests.
        known: whether who asks is signed in, or comes with a token that holds; may ask a database.
    """

    def __init__(
        self,
        app: ASGIApp,
        settings: Settings,
        known: Callable[[Request], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._secure = settings.secure
        self._largest = settings.largest_body
        self._hosts = settings.hosts
        self._bucket = Bucket(settings.requests_a_minute, clock)
        self._turns = Turns(settings.requests_at_once)
        self._known = known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        secure = self._secure or scope["scheme"] == "https"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if secure:
                    headers.setdefault("strict-transport-security", _HSTS)
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("cache-control", "private, no-store")
            await send(message)

        if scope["path"].startswith(_PROBES):
            await self._answer(scope, receive, send_with_headers)
            return
        if self._hosts is not None and not self._hosts.include(Headers(scope=scope).get("host")):
            await _unknown_host(scope)(scope, receive, send_with_headers)
            return
        address = client_network(scope["client"][0]) if scope.get("client") else ""
        if not self._bucket.take(address):
            await _refusal(scope, 429, "Too many requests. Wait a minute.")(scope, receive, send_with_headers)
            return
        async with self._turns.of(address):
            await self._answer(scope, receive, send_with_headers)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        length, most = Headers(scope=scope).get("content-length", "0"), await self._most(scope)
        if not length.isdigit() or int(length) > most:
            await _refusal(scope, 413, "The request is too large.")(scope, receive, send)
            return
        received = 0

        async def receive_limited() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            return message if received <= most else {"type": "http.disconnect"}

        await self._app(scope, receive_limited, send)

    async def _most(self, scope: Scope) -> int:
        """How many bytes this request may have."""
        headers = Headers(scope=scope)
        most = self._largest if "form" in headers.get("content-type", "") else min(self._largest, _LARGEST_JSON)
        length = headers.get("content-length", "0")
        small = length.isdigit() and int(length) <= _STRANGERS_BODY and "transfer-encoding" not in headers
        if small or await run_in_threadpool(self._known, Request(scope)):
            return most
        return min(most, _STRANGERS_BODY)


class Bucket:
    """How much each address may still ask: it fills steadily, and each request takes one."""

    def __init__(self, a_minute: int, clock: Callable[[], float]) -> None:
        self._rate = a_minute / 60
        self._most = float(a_minute)
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> bool:
        """Whether there is one left; takes it."""
        now = self._clock()
        left, since = self._left.pop(key, (self._most, now))
        left = min(self._most, left + (now - since) * self._rate)
        self._left[key] = (max(0.0, left - 1), now)
        while len(self._left) > _MOST_ADDRESSES:
            self._left.popitem(last=False)
        return left >= 1


class Turns:
    """How many requests of each address are worked on at once; the others wait in the order in which they came."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._of: dict[str, tuple[Semaphore, int]] = {}

    @asynccontextmanager
    async def of(self, key: str) -> AsyncIterator[None]:
        """A turn, for as long as the block lasts."""
        turns, there = self._of.get(key, (Semaphore(self._at_once), 0))
        self._of[key] = (turns, there + 1)
        try:
            async with turns:
                yield
        finally:
            turns, there = self._of.pop(key)
            if there > 1:
                self._of[key] = (turns, there - 1)


def _unknown_host(scope: Scope) -> Response:
    """What the administrator of a server with another name has to read, once."""
    request = Request(scope)
    told = Problem.of("web.unknown_host", host=request.headers.get("host", "")[:100])
    if for_programs(scope["path"]):
        return problems.answer(request, 400, [told])
    return PlainTextResponse(told.text(language_of(request)), 400)


def _refusal(scope: Scope, status: int, words: str) -> Response:
    """For people some words, for programs a problem like every other."""
    headers = {"retry-after": "60"} if status == 429 else {}
    if not for_programs(scope["path"]):
        return PlainTextResponse(words, status, headers)
    request = Request(scope)
    return problems.answer(request, status, problems.of_status(request, status), headers)
