"""What stands around every answer: headers that bind the browser, a limit to bodies, a limit to requests."""

import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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


class Shield:
    """Middleware around the whole application.

    Args:
        app: what answers.
        secure: whether browsers shall come back by HTTPS only.
        largest_body: bytes of a request; more is refused, whatever its header says.
        requests_a_minute: of one address; more wait.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        secure: bool,
        largest_body: int,
        requests_a_minute: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._headers = dict(_HEADERS)
        if secure:
            self._headers["strict-transport-security"] = "max-age=31536000"
        self._largest = largest_body
        self._bucket = Bucket(requests_a_minute, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("cache-control", "private, no-store")
            await send(message)

        address = scope["client"][0] if scope.get("client") else ""
        if not self._bucket.take(address):
            await _refuse(send_with_headers, 429, b"Too many requests. Wait a minute.")
            return
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdigit() or int(length) > self._largest:
            await _refuse(send_with_headers, 413, b"The request is too large.")
            return
        received = 0

        async def receive_limited() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            return message if received <= self._largest else {"type": "http.disconnect"}

        await self._app(scope, receive_limited, send_with_headers)


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


async def _refuse(send: Send, status: int, words: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(words)).encode())]
    if status == 429:
        headers.append((b"retry-after", b"60"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words})
