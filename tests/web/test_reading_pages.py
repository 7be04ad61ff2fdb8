"""The pages for readers: what they show, in both languages and themes, on a phone, without scripts, and to whom."""

import html
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from tests.web.conftest import ClientOf, Look
from tests.web.market import COMPANY

from cnesg.pipeline.delivery.verifying import verify_edition
from cnesg.web.app import create_app
from cnesg.web.settings import Settings

PAGES = (
    "/market",
    "/market/coverage",
    f"/companies/{COMPANY}",
    f"/companies/{COMPANY}/why?at=performance.E",
    "/methodology/E0102",
    "/methodology/E0102-01",
    "/methodology/profiles",
    "/deliveries",
    "/deliveries/a-share-scores/2024-06/1",
    "/quality",
)

MORE = (
    "/methodology/choices",
    f"/companies/{COMPANY}/changes",
    "/search?q=liquor",
    "/disputes",
    "/documents",
    "/tokens",
)
"""Pages that are looked at in `make test-full` only."""


@pytest.fixture
def folder(reading_market: Path) -> Path:
    """Nothing here writes to the log, so that tests can share it."""
    return reading_market


@pytest.fixture(scope="module")
def reading(reading_market: Path) -> Iterator[FastAPI]:
    app = create_app(reading_market, Settings(secure=False, open_reading=True))
    yield app
    app.state.site.close()


@pytest.fixture(scope="module")
def reader(reading: FastAPI) -> Iterator[TestClient]:
    client = TestClient(reading, follow_redirects=False)
    yield client
    client.close()


def words(client: TestClient, path: str, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)))


@pytest.mark.parametrize("path", [*PAGES, "/methodology", f"/companies/{COMPANY}/changes"])
def test_strangers_are_asked_to_sign_in_and_every_role_may_read(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?next=")


@pytest.mark.parametrize("role", ["reader", "issuer"])
def test_reading_is_for_every_role(client_of: ClientOf, role: str) -> None:
    client = client_of(role)  # type: ignore[arg-type]
    assert client.get("/market").status_code == client.get(f"/companies/{COMPANY}").status_code == 200


def test_market_ranks_filters_and_turns_round(reader: TestClient) -> None:
    def order(path: str) -> list[str]:
        return re.findall(r'<a href="/companies/(L\d+)', reader.get(path).text.split("<tbody>")[-1])

    def scores(path: str) -> list[float]:
        return [float(one) for one in re.findall(r"<strong>([\d.]+)</strong>", reader.get(path).text)]

    assert len(order("/market")) == 12
    assert scores("/market") == sorted(scores("/market"), reverse=True)
    assert scores("/market?sort=score&order=up") == sorted(scores("/market"))
    assert len(set(scores("/market"))) > 1
    assert order("/market?q=Liquor+7") == ["L07"]
    assert order("/market?grade=AAA&confirmed=100&industry=630000") == []
    assert "No company fits" in words(reader, "/market?industry=630000")
    assert reader.get("/market?sort=shoe-size").status_code == 422
    assert reader.get("/market?run=nosuchrun").status_code == 422


@pytest.mark.heavy
def test_search_finds_by_chinese_and_english_names_and_codes(reader: TestClient) -> None:
    for typed in ("岚汀酿酒", "liquor 1", "L01"):
        answer = reader.get("/search", params={"q": typed})
        assert (answer.status_code, answer.headers.get("location")) == (303, f"/companies/{COMPANY}")
    assert "Liquor 12" in words(reader, "/search?q=liquor") or "Liquor 11" in words(reader, "/search?q=liquor")
    assert "Nothing is called" in words(reader, "/search?q=zzzzzz")
    in_place = reader.get("/search?q=liquor", headers={"HX-Request": "true"}).text
    assert "<html" not in in_place
    assert "/companies/L02" in in_place


def test_company_tells_scores_interval_history_peers_changes_and_estimates(reader: TestClient) -> None:
    shown = words(reader, f"/companies/{COMPANY}")
    assert "Liquor 1" in shown
    assert "2024-05-31" in shown  # the run before, in history and changes
    assert "Change since 2024-05-31" in shown
    assert "Rank in Food and Beverages" in shown
    assert "Just above and below" in shown
    assert "stand in for what it did not report" in shown
    assert "tangyan-dairy-2024.pdf" in shown
    assert "Controversy-adjusted" in shown
    assert "no news of the company were collected" in shown  # when the run was made
    assert reader.get("/companies/nobody").status_code == 404
    assert reader.get(f"/companies/{COMPANY}?run=nosuchrun").status_code == 422


def test_explanation_leads_down_to_the_printed_number_without_scripts(reader: TestClient) -> None:
    path, seen = f"/companies/{COMPANY}/why", 0
    todo, evidence = [path], ""
    while todo and not evidence:
        text = reader.get(todo.pop()).text
        seen += 1
        assert seen < 200
        evidence = "".join(re.findall(r'href="/evidence/[^"]+">[^<]+', text))
        below = re.findall(r'class="below"><a href="([^"]+)"', text)
        todo += [html.unescape(one) for one in below]
    assert "tangyan-dairy-2024.pdf" in evidence or "row" in evidence
    assert reader.get(f"{path}?at=E.nothing").status_code == 422


def test_a_step_opens_in_place(reader: TestClient) -> None:
    answer = reader.get(f"/companies/{COMPANY}/why?at=performance.E", headers={"HX-Request": "true"})
    assert "<html" not in answer.text
    assert "E01" in answer.text


@pytest.mark.heavy
def test_why_it_changed_is_worked_out_in_the_background_and_kept(
    reader: TestClient, reading_market: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/companies/{COMPANY}/changes"
    for _ in range(600):
        shown = words(reader, path)
        if "split over its causes" in shown:
            break
        assert "Working it out" in shown
        time.sleep(0.05)
    assert "own data" in shown.lower()
    assert "split over its causes" in words(reader, f"/companies/{COMPANY}")
    monkeypatch.setattr("cnesg.pipeline.views.changes.compare", None)  # nobody works it out again
    later = create_app(reading_market, Settings(secure=False, open_reading=True))
    with TestClient(later) as client:
        assert words(client, path) == shown
        assert "split over its causes" in words(client, f"/companies/{COMPANY}")


@pytest.mark.heavy
def test_quality_control_tells_what_it_found_and_whether_deliveries_may_leave(reader: TestClient) -> None:
    for _ in range(600):
        shown = words(reader, "/quality?month=2024-06")
        if "Working it out" not in shown:
            break
        time.sleep(0.05)
    assert "Nothing stops deliveries." in shown
    assert "rules applied" in shown
    counted = [int(one) for one in re.findall(r"Findings \((\d+)\)", shown)]
    some = [words(reader, f"/quality?month=2024-06&severity={one}") for one in ("error", "warning", "info")]
    assert counted == [sum(int(re.findall(r"Findings \((\d+)\)", one)[0]) for one in some)]
    assert "<html" not in reader.get("/quality", headers={"HX-Request": "true"}).text
    assert reader.get("/quality?month=2019-01").status_code == 404
    assert reader.get("/quality?month=June").status_code == 422


def test_a_delivery_can_be_fetched_and_checked_by_its_reader(reader: TestClient, tmp_path: Path) -> None:
    base = "/deliveries/a-share-scores/2024-06/1"
    assert base in reader.get("/deliveries").text
    shown = words(reader, base)
    files = re.findall(rf'href="{base}/([^"]+)" download', reader.get(base).text)
    assert {"scores.csv", "a-share-scores.xlsx", "manifest.json", "SHA256SUMS"} <= set(files)
    folder = tmp_path / "fetched"
    folder.mkdir()
    for name in set(files):
        answer = reader.get(f"{base}/{name}")
        assert "attachment" in answer.headers["content-disposition"]
        (folder / name).write_bytes(answer.content)
    checked = verify_edition(folder)
    assert checked.problems == ()
    assert f"--root {checked.root}" in shown
    for wrong in ("2", "1/..%2f..%2fledger.sqlite", "1/nothing.csv", "0"):
        assert reader.get(f"/deliveries/a-share-scores/2024-06/{wrong}").status_code in {404, 422}
    assert reader.get("/deliveries/..%2f..%2f/2024-06/1").status_code == 404


def test_an_event_shows_what_was_written_and_no_markup_of_it(reader: TestClient) -> None:
    page = reader.get(f"/companies/{COMPANY}").text
    link = re.search(rf'href="(/companies/{COMPANY}/events/[^"]+)"', page)
    assert link is not None
    shown = reader.get(html.unescape(link[1])).text
    assert "岚汀酿酒偷排废水" in shown
    assert "<script>alert" not in shown
    assert reader.get(f"/companies/{COMPANY}/events/none").status_code == 404


def test_a_data_point_shows_definition_formula_and_standards(reading: FastAPI, reader: TestClient) -> None:
    points = reading.state.site.methodology.data_points.values()
    point = next(point for point in points if point.formula is not None)
    shown = words(reader, f"/methodology/{point.code}")
    for told in ("Formula", point.formula, point.definition.en, "What standards ask", "How it is scored"):
        assert told in shown
    assert "GRI" in words(reader, "/methodology/E0102-01")
    assert reader.get("/methodology/E9999").status_code == 404


@pytest.mark.heavy
def test_choices_say_on_what_they_rest(reader: TestClient) -> None:
    shown = words(reader, "/methodology/choices?area=rules&basis=assumed")
    assert "rules.grades" in shown
    assert "docs/decisions/grades.md" in shown


@pytest.mark.parametrize("path", [*PAGES, "/methodology"])
def test_pages_in_chinese_have_no_english_words_of_ours(reader: TestClient, path: str) -> None:
    english = words(reader, path, **{"accept-language": "en"})
    chinese = words(reader, path, **{"accept-language": "zh-CN"})
    ours = {"Market", "Search", "Sign in", "Grade", "Confirmed", "Coverage", "Score", "Weight", "Formula"}
    told = {word for word in ours if re.search(rf"(?<![\w/.-]){word}(?![\w-])", english)}
    assert told
    assert not {word for word in told if re.search(rf"(?<![\w/.-]){word}(?![\w-])", chinese)}


@pytest.mark.parametrize(
    ("language", "theme", "paths"),
    [
        ("en", "light", ("/market", f"/companies/{COMPANY}/why?at=performance.E")),
        ("zh", "dark", (f"/companies/{COMPANY}", "/methodology/E0102-01")),
        pytest.param("en", "dark", (*PAGES, *MORE), marks=pytest.mark.full),
        pytest.param("zh", "light", (*PAGES, *MORE), marks=pytest.mark.full),
    ],
)
def test_pages_are_accessible_and_fit_a_phone(look: Look, language: str, theme: str, paths: tuple[str, ...]) -> None:
    reader = look("reader", language, theme)
    for path in paths:
        reader.open(path)
        reader.accessible()
        reader.keep(re.sub(r"\W+", "-", path).strip("-") + f"-{language}-{theme}")


@pytest.mark.heavy
def test_the_tree_opens_by_keyboard_and_charts_are_drawn(look: Look) -> None:
    page = look("reader").open(f"/companies/{COMPANY}")
    assert page.locator("#history canvas").count() == 1
    first = page.locator(".tree details").first
    first.locator("summary").first.focus()
    page.keyboard.press("Enter")
    first.locator(".below .step").first.wait_for()
    assert first.locator(".below details").count() > 0
