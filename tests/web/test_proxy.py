"""The proxy of the compose file, as Debian has it, before a server: addresses, forged headers, slow senders."""

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.conftest import CI, REPOSITORY
from tests.web.server_process import GOOD, WRONG, Server, free_port, served, wait_for

CONFIGURATION = (REPOSITORY / "deploy" / "nginx.conf").read_text(encoding="utf-8")
FORGED = {"x-forwarded-for": "203.0.113.66", "forwarded": "for=203.0.113.66"}


@contextmanager
def nginx(folder: Path, upstream: int) -> Iterator[int]:
    """nginx with our configuration on a free port while the block lasts, before a server on another."""
    program = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if program is None:
        if CI:
            pytest.fail("no nginx in CI: `make servers` installs it")
        pytest.skip("needs nginx (`make servers`)")
    port = free_port()
    told = CONFIGURATION.replace("http://cnesg:8321", f"http://127.0.0.1:{upstream}")
    told = told.replace("listen 8321;", f"listen 127.0.0.1:{port};").replace("/tmp/", f"{folder}/")
    told = re.sub("worker_processes auto;", "worker_processes 1;\ndaemon off;\nuser root;", told)
    path = folder / "nginx.conf"
    path.write_text(told, encoding="utf-8")
    with subprocess.Popen([program, "-c", str(path)], stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(port, process)
            yield port
        finally:
            process.terminate()
            process.wait(30)


@pytest.fixture(scope="module")
def server(market: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """It trusts two proxies: nginx, which comes from 127.0.0.1, and nobody else's address."""
    folder = tmp_path_factory.mktemp("proxy") / "workspace"
    with served(market, folder, "--trusted-proxies", "127.0.0.1,127.0.2.64/29", names=("ann",)) as running:
        yield running


@pytest.mark.heavy
def test_who_is_no_trusted_proxy_says_nothing_of_where_a_request_comes_from(server: Server) -> None:
    stranger = server.at("127.0.2.1")
    told = [stranger.sign_in("cy", WRONG, headers={"x-forwarded-for": f"203.0.113.{n}"}) for n in range(8)]
    assert told == [401] * 5 + [429] * 3
    assert not {address for address in server.addresses() if address and address.startswith("203.")}


@pytest.mark.heavy
def test_a_trusted_proxy_is_believed_and_what_others_added_before_it_is_not(server: Server) -> None:
    proxy = server.at("127.0.2.65")
    told = [
        proxy.sign_in("dee", WRONG, headers={"x-forwarded-for": f"203.0.113.{n}, 198.51.100.9, 127.0.2.66"})
        for n in range(8)
    ]
    assert told == [401] * 5 + [429] * 3
    assert "198.51.100.9" in server.addresses()


@pytest.mark.heavy
def test_the_proxy_says_where_a_request_comes_from_and_what_a_client_claims_is_ignored(
    server: Server, tmp_path: Path
) -> None:
    with nginx(tmp_path, server.port) as port:
        guesser, owner = server.at("127.0.2.2", port), server.at("127.0.2.3", port)
        assert [guesser.sign_in("ann", WRONG, headers=FORGED) for _ in range(7)] == [401] * 5 + [429] * 2
        assert owner.sign_in("ann", GOOD, headers=FORGED) == 303
    assert {"127.0.2.2", "127.0.2.3"} <= server.addresses()
    assert FORGED["x-forwarded-for"] not in server.addresses()


@pytest.mark.heavy
def test_half_sent_requests_stay_in_the_proxy(server: Server, tmp_path: Path) -> None:
    with nginx(tmp_path, server.port) as port:
        opened = [socket.create_connection(("127.0.0.1", port)) for _ in range(90)]
        try:
            for one in opened:
                one.sendall(b"POST /login HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nname=")
            assert server.at("127.0.2.4", port).client.get("/health/live").status_code == 200
            links = [path.readlink().name for path in Path(f"/proc/{server.pid}/fd").iterdir() if path.is_symlink()]
            sockets = sum(name.startswith("socket:") for name in links)
            assert sockets < 30, f"{sockets} sockets in the server for 90 half-sent requests"
        finally:
            for one in opened:
                one.close()
