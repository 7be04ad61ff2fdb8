"""By which names a server may be addressed."""

from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import PLAIN

from cnesg.web.app import create_app
from cnesg.web.hosts import Hosts, hosts_of


@pytest.mark.parametrize(
    ("bound", "allowed", "header", "expected"),
    [
        ("127.0.0.1", (), "127.0.0.1:8321", True),
        ("127.0.0.1", (), "localhost", True),
        ("127.0.0.1", (), "[::1]:8321", True),
        ("127.0.0.1", (), "LOCALHOST.:8321", True),
        ("127.0.0.1", (), "evil.example", False),
        ("127.0.0.1", (), "localhost.evil.example", False),
        ("127.0.0.1", (), "192.0.2.1", False),
        ("127.0.0.1", (), "127.0.0.1@evil.example", False),
        ("127.0.0.1", (), "localhost:80:80", False),
        ("127.0.0.1", (), "localhost/x", False),
        ("127.0.0.1", (), "", False),
        ("127.0.0.1", (), None, False),
        ("0.0.0.0", (), "192.0.2.1:8321", True),
        ("::", (), "[2001:db8::1]", True),
        ("0.0.0.0", (), "evil.example", False),
        ("0.0.0.0", ("esg.example.org",), "esg.example.org", True),
        ("127.0.0.1", ("*.example.org",), "a.b.example.org", True),
        ("127.0.0.1", ("*.example.org",), "example.org", False),
        ("127.0.0.1", ("*.example.org",), "evilexample.org", False),
        ("esg.internal", (), "esg.internal:8321", True),
    ],
)
def test_only_hosts_that_are_this_server_are_answered(
    bound: str, allowed: tuple[str, ...], header: str | None, expected: bool
) -> None:
    hosts = hosts_of(bound, allowed)
    assert isinstance(hosts, Hosts)
    assert hosts.include(header) is expected


def test_any_name_will_do_where_that_is_asked_for() -> None:
    assert hosts_of("127.0.0.1", ["*"]) is None


def test_another_host_is_refused_everywhere_but_for_probes(folder: Path) -> None:
    app = create_app(folder, replace(PLAIN, hosts=hosts_of("127.0.0.1", ["esg.example.org"])))
    with TestClient(app, base_url="http://esg.example.org", follow_redirects=False) as client:
        assert client.get("/login").status_code == 200
        elsewhere = {"host": "evil.example"}
        for path in ("/", "/login", "/static/look.css", "/api/v1/about", "/nothing"):
            answer = client.get(path, headers=elsewhere)
            assert answer.status_code == 400, path
            assert "--allowed-host" in answer.text
            assert "nosniff" in answer.headers["x-content-type-options"]
        assert client.get("/health/live", headers={"host": "10.0.0.7:8321"}).status_code == 200
