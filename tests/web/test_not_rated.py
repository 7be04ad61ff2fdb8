"""Pages and API of a market in which a company with a report is rated, and the others are not for lack of data."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from tests.everybody_rated import everybody_rated
from tests.web.conftest import PLAIN, sign_in
from tests.web.market import in_this_process, make_market

from cnesg.web.app import create_app


@pytest.fixture(scope="module", autouse=True)
def rated() -> Iterator[None]:
    """A floor that only the company with a report reaches: two figures of each reach none of the methodology's."""
    with everybody_rated(0.04):
        yield


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        in_this_process(patch)
        folder = make_market(tmp_path_factory.mktemp("unrated"))
    app = create_app(folder, PLAIN)
    with TestClient(app) as opened:
        opened.cookies.set("cnesg", sign_in(app, "reader"))
        app.state.site.accounts.add("program", "reader", None, None)
        opened.headers["authorization"] = f"Bearer {app.state.site.accounts.give_token('program', 'test', 1)}"
        yield opened
    app.state.site.close()


@pytest.mark.parametrize(("language", "words"), [("en", "not rated"), ("zh", "未评级")])
@pytest.mark.parametrize("path", ["/market", "/market?grade=not-rated", "/companies/L02", "/search?q=Liquor"])
def test_pages_say_so(client: TestClient, language: str, words: str, path: str) -> None:
    page = client.get(path, headers={"accept-language": language})
    assert page.status_code == 200
    assert words in page.text
    assert "None" not in page.text


def test_a_company_is_told_how_much_is_missing(client: TestClient) -> None:
    page = client.get("/companies/L02", headers={"accept-language": "en"}).text
    assert "a score needs 4" in page
    step = client.get("/companies/L02/why", headers={"accept-language": "en"})
    assert "not rated; what is known of it counts" in step.text


def test_the_api_gives_null_and_the_reason(client: TestClient) -> None:
    found = client.get("/api/v1/companies").json()
    first, *others = found["rows"]
    assert (first["company_id"], first["place"], first["rank"], first["peer_count"]) == ("L01", 1, 1, 1)
    assert len(others) == 11
    for row in others:
        assert [row[name] for name in ("score", "low", "high", "rank", "grade", "place")] == [None] * 6
        assert row["no_score"] == "least-information"
    assert client.get("/api/v1/companies?grade=not-rated").json()["count"] == 11
    assert client.get(f"/api/v1/companies?grade={first['grade']}").json()["count"] == 1
    history = client.get("/api/v1/companies/L02/history").json()["rows"]
    assert {one["score"] for one in history if one["code"] == "TOTAL"} == {None}
