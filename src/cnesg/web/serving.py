"""The server process: uvicorn, with limits on what clients may hold of it."""

import os
import socket
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import uvicorn

from cnesg.web.connections import BoundedProtocol, ConnectionGuard, ConnectionLimits

if TYPE_CHECKING:
    from fastapi import FastAPI

_ACCEPTED_AT_ONCE = 64
"""Connections taken in before anything else is done; each may have to make room for the next."""
_QUEUE = 2048
"""Connections that the kernel keeps for us meanwhile."""
_ENDING_SECONDS = 20
"""What answers in progress get when the server is stopped."""


class _Server(uvicorn.Server):
    """A server whose kernel queue is longer than what it accepts at once; asyncio has one number for both."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        for one in sockets or ():
            one.listen(_QUEUE)


def server_of(
    app: "FastAPI",
    *,
    limits: ConnectionLimits | None = None,
    proxies: str | None = None,
    **settings: Any,
) -> uvicorn.Server:
    """A server for the workbench; `run(sockets=[...])` serves until it is stopped.

    Args:
        app: what answers.
        limits: on connections; by default what the process has file descriptors for.
        proxies: addresses or networks, separated by commas, of the proxies whose word on clients' addresses counts; by
            default what `FORWARDED_ALLOW_IPS` names, else this machine.
        settings: of `uvicorn.Config`.
    """
    trusted = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1") if proxies is None else proxies
    guard = ConnectionGuard(
        limits or ConnectionLimits.for_this_process(), [one.strip() for one in trusted.split(",") if one.strip()]
    )
    app.state.measures.register(guard)
    config = uvicorn.Config(
        app,
        http=partial(BoundedProtocol, guard=guard),  # type: ignore[arg-type]  # it is called like the class
        ws="none",
        loop="asyncio",
        backlog=_ACCEPTED_AT_ONCE,
        forwarded_allow_ips=trusted,
        timeout_graceful_shutdown=_ENDING_SECONDS,
        server_header=False,
        **settings,
    )
    return _Server(config)


def serve(app: "FastAPI", host: str, port: int, **settings: Any) -> None:
    """Serve on an address until the process is told to stop; see `server_of`."""
    server = server_of(app, host=host, port=port, **settings)
    listening = server.config.bind_socket()
    try:
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])
    finally:
        listening.close()
