"""The workbench under test: clients of every role, a real server, and a browser that looks at it."""

import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from tests.conftest import CI, REPOSITORY
from tests.everybody_rated import everybody_rated
from tests.web.market import COMPANY, in_this_process, make_market
from tests.web.reading_market import with_history_and_news

from cnesg.verification.accounts import Role
from cnesg.web.app import create_app
from cnesg.web.settings import Settings
from cnesg.web.visiting import csrf_token

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCREENSHOTS = REPOSITORY / "build" / "screenshots"
PLAIN = Settings(secure=False, carry_seconds=0.2, pictures=Path(tempfile.gettempdir()) / "cnesg-test-pictures")
ClientOf = Callable[[Role], TestClient]


@pytest.fixture(scope="session")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once; tests work on copies (`folder`)."""
    with pytest.MonkeyPatch.context() as patch, everybody_rated():
        in_this_process(patch)
        patch.setattr("secrets.token_hex", lambda _size: "seed of the test")
        return make_market(tmp_path_factory.mktemp("market"))


@pytest.fixture(scope="session")
def reading_market(market: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with an earlier run and news, for tests that only read; made once."""
    with everybody_rated():
        return with_history_and_news(market, tmp_path_factory.mktemp("reading"))


@pytest.fixture(scope="module", autouse=True)
def rated() -> Iterator[None]:
    """Of a market of two figures a company everybody is rated."""
    with everybody_rated():
        yield


@pytest.fixture
def folder(market: Path, tmp_path: Path) -> Path:
    """A workspace of this test's own."""
    return Path(shutil.copytree(market, tmp_path / "workspace"))


@pytest.fixture
def app(folder: Path) -> Iterator[FastAPI]:
    made = create_app(folder, PLAIN)
    yield made
    made.state.site.close()


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """A stranger."""
    with TestClient(app, follow_redirects=False) as made:
        yield made


@pytest.fixture
def client_of(app: FastAPI) -> Iterator[ClientOf]:
    """Somebody who is signed in, by role; requests of `client_of("verifier")` carry the CSRF token by themselves."""
    made: list[TestClient] = []

    def of(role: Role) -> TestClient:
        found = TestClient(app, follow_redirects=False)
        secret = sign_in(app, role)
        found.cookies.set("cnesg", secret)
        found.headers["x-csrf-token"] = csrf_token(secret)
        made.append(found)
        return found

    yield of
    for one in made:
        one.close()


def sign_in(app: FastAPI, role: Role, name: str | None = None) -> str:
    """An account of a role with a session; returns the session's secret. Hashing passwords is shown elsewhere."""
    accounts = app.state.site.accounts
    accounts.add(name or role, role, None, COMPANY if role == "issuer" else None)
    return str(accounts.begin(name or role))


@dataclass
class Served:
    """The workbench behind a port."""

    app: FastAPI
    url: str


@pytest.fixture
def served(app: FastAPI) -> Iterator[Served]:
    """A real server in a thread, on a free port of this machine."""
    with serve(app) as url:
        yield Served(app, url)


class serve:  # noqa: N801 - used as a context manager
    """Serves an app in a thread while the block lasts; gives its address."""

    def __init__(self, app: FastAPI) -> None:
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, log_level="warning", lifespan="on", server_header=False)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(20)
        self._socket.close()


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        if CI:
            pytest.fail("no Chromium in CI: `make servers` installs it")
        pytest.skip("needs Chromium (`make servers`)")
    with sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


@dataclass
class Looking:
    """A browser's page on the workbench, with what went wrong in it.

    Attributes:
        page: of Playwright.
        url: of the workbench.
        complaints: what the browser's console said that was an error, as what the page's policy refused.
    """

    page: "Page"
    url: str
    complaints: list[str]

    def open(self, path: str) -> "Page":
        """Go to a path; it must be there, and nothing may have been refused or broken in the browser."""
        answer = self.page.goto(self.url + path)
        assert answer is not None
        assert answer.status < 400, f"{path}: {answer.status}"
        self.page.wait_for_load_state("networkidle")
        assert self.complaints == [], path
        return self.page

    def accessible(self) -> None:
        """No violation of WCAG 2.2 A or AA that axe can see on the page as it is."""
        from axe_playwright_python.sync_playwright import Axe

        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": tags}})
        told = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found.response["violations"]]
        assert told == [], f"{self.page.url}: {told}"

    def keep(self, name: str) -> None:
        """Screenshots of the page, wide and as on a phone, in build/screenshots, for people to look at."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        for width, height in ((1280, 900), (390, 844)):
            self.page.set_viewport_size({"width": width, "height": height})
            # Charts are drawn anew when the page has told them its width.
            self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            wider = self.page.evaluate("document.documentElement.scrollWidth")
            assert wider <= width, f"{name} is {wider} wide on a screen of {width}"
            self.page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True)
        self.page.set_viewport_size({"width": 1280, "height": 900})


class Look(Protocol):
    """Opens a browser on the workbench."""

    def __call__(
        self, role: Role | None = None, language: str = "en", theme: str = "light", name: str | None = None
    ) -> Looking: ...


@pytest.fixture
def look(served: Served, browser: "Browser") -> Iterator[Look]:
    """`look("verifier")`: the workbench in a browser, signed in; `language="zh"`, `theme="dark"` as one likes."""
    contexts: list[Any] = []

    def at(role: Role | None = None, language: str = "en", theme: str = "light", name: str | None = None) -> Looking:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale=language)
        contexts.append(context)
        cookies = {"language": language, "theme": theme}
        if role is not None:
            cookies["cnesg"] = sign_in(served.app, role, name)
        context.add_cookies([{"name": key, "value": value, "url": served.url} for key, value in cookies.items()])
        page, complaints = context.new_page(), list[str]()
        page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return Looking(page, served.url, complaints)

    yield at
    for context in contexts:
        context.close()
