"""The REST API: its tables in every form, conditional requests, errors in two languages, and what its document says."""

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.conftest import FULL, REPOSITORY
from tests.web.conftest import serve
from tests.web.market import COMPANY

from cnesg.pipeline import Workspace
from cnesg.verification.accounts import Role
from cnesg.web.app import create_app
from cnesg.web.settings import Settings

API = "/api/v1"
OPEN = Settings(secure=False, requests_a_minute=10**6)
TABLES = ("runs", "scores", "parts", "inputs", "observations", "sentiment", "events")


@pytest.fixture(scope="module")
def served_app(reading_market: Path) -> Iterator[FastAPI]:
    app = create_app(reading_market, OPEN)
    yield app
    app.state.site.close()


@pytest.fixture(scope="module")
def token(served_app: FastAPI) -> str:
    return token_of(served_app, "reader")


def token_of(app: FastAPI, role: Role) -> str:
    app.state.site.accounts.add(f"program-{role}", role, None, None)
    return str(app.state.site.accounts.give_token(f"program-{role}", "test", 1))


@pytest.fixture(scope="module")
def program(served_app: FastAPI, token: str) -> Iterator[TestClient]:
    client = TestClient(served_app, headers={"authorization": f"Bearer {token}"})
    client.base_url = client.base_url.join(API + "/")
    yield client
    client.close()


def ok(program: TestClient, path: str, **headers: str) -> Any:
    answer = program.get(path, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.heavy
def test_nothing_is_told_without_a_token(served_app: FastAPI) -> None:
    stranger = TestClient(served_app)
    document = stranger.get(f"{API}/openapi.json").json()
    for path in document["paths"]:
        told = path.replace("{company_id}", COMPANY).replace("{code}", "E0102-01")
        answer = stranger.request(next(iter(document["paths"][path])), told)
        assert answer.status_code == 401, path
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"] == "Bearer"
    assert stranger.get(f"{API}/about", headers={"authorization": "Bearer wrong"}).status_code == 401


def test_every_parameter_and_field_says_what_it_is(served_app: FastAPI) -> None:
    document = served_app.openapi()
    for path, methods in document["paths"].items():
        for route in methods.values():
            assert route["description"] or route["summary"], path
            for parameter in route.get("parameters", ()):
                assert parameter["name"] == "code" or parameter.get("description"), (path, parameter["name"])
    endings = ("Row", "About", "NewsIn", "Taken", "Now")
    ours = {name: schema for name, schema in document["components"]["schemas"].items() if name.endswith(endings)}
    assert len(ours) >= 9
    for name, schema in ours.items():
        for field, told in schema["properties"].items():
            assert told.get("description"), (name, field)


@pytest.mark.parametrize("table", TABLES)
def test_pages_csv_and_parquet_hold_the_same_rows(program: TestClient, table: str) -> None:
    narrow = {"company": COMPANY} if table != "runs" else {}
    rows: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = program.get(table, params={**narrow, "limit": 7 if table != "parts" else 100, "cursor": cursor}).json()
        rows += page["rows"]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(rows) == page["count"] > 0
    parquet = program.get(table, params=narrow, headers={"accept": "application/vnd.apache.parquet"})
    frame = pl.read_parquet(io.BytesIO(parquet.content))
    assert frame.height == len(rows)
    key = "score" if "score" in frame.columns else frame.columns[0]
    assert frame[key].to_list() == [row[key] for row in rows]
    csv = program.get(table, params={**narrow, "format": "csv"})
    assert csv.headers["content-type"].startswith("text/csv")
    assert pl.read_csv(io.BytesIO(csv.content), infer_schema=False).height == len(rows)


def test_whole_runs_are_given_in_bulk_and_not_in_pages(program: TestClient, reading_market: Path) -> None:
    for table in set(TABLES) - {"runs"}:
        answer = program.get(table)
        assert answer.status_code == 422, table
        assert answer.json()["problems"][0]["id"] == "api.narrow"
    with Workspace.open(reading_market) as opened:
        stored = opened.store.read("parts", where=pl.col("run_id") == ok(program, "companies")["run_id"])
    whole = pl.read_parquet(io.BytesIO(program.get("parts?format=parquet").content))
    assert whole.equals(stored)


def test_an_answer_that_still_holds_is_not_sent_again(program: TestClient) -> None:
    for path in ("companies", f"companies/{COMPANY}", f"companies/{COMPANY}/explanation", "runs", "data-points"):
        first = program.get(path)
        tag = first.headers["etag"]
        again = program.get(path, headers={"if-none-match": f'"other", {tag}'})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    scores = f"scores?company={COMPANY}"
    tags = {program.get(scores, headers={"accept": kind}).headers["etag"] for kind in ("text/csv", "application/json")}
    assert len(tags) == 2  # another form is another answer


def test_a_cursor_belongs_to_its_question(program: TestClient) -> None:
    cursor = ok(program, f"inputs?company={COMPANY}&limit=3")["next"]
    for wrong in (f"inputs?company=L02&cursor={cursor}", f"inputs?company={COMPANY}&cursor=AAAA"):
        answer = program.get(wrong)
        assert answer.status_code == 422
        assert answer.json()["problems"][0]["id"] == "api.bad_cursor"


def test_problems_are_told_in_both_languages(program: TestClient) -> None:
    answer = program.get("scores?run=nosuchrun&level=total", headers={"accept-language": "zh"})
    assert answer.status_code == 422
    told = answer.json()
    assert told["problems"][0]["id"] == "pipeline.unknown_run"
    assert "nosuchrun" in told["problems"][0]["en"]
    assert re.search("[一-鿿]", told["problems"][0]["zh"])
    assert told["detail"] == told["problems"][0]["zh"]
    for path in ("scores?limit=0", "observations?as_of=yesterday"):
        assert program.get(path).json()["problems"][0]["id"] == "api.field"
    assert program.get("companies/nobody").json()["status"] == 404


def test_search_history_explanation_and_data_points(program: TestClient) -> None:
    assert ok(program, "companies?q=岚汀酿酒")["rows"][0]["company_id"] == COMPANY
    assert ok(program, "companies?limit=5")["next"] == 5
    assert {row["day"] for row in ok(program, f"companies/{COMPANY}/history")["rows"]} == {"2024-05-31", "2024-06-30"}
    tree = ok(program, f"companies/{COMPANY}/explanation?depth=2")
    assert tree["score"] == pytest.approx(sum(part["contribution"] or 0 for part in tree["parts"]))
    assert all(not below["parts"] for part in tree["parts"] for below in part["parts"])
    adjusted = ok(program, f"companies/{COMPANY}/explanation?kind=controversy_adjusted")
    assert adjusted["score"] == adjusted["parts"][0]["contribution"]
    assert (adjusted["controversies"], adjusted["news_collected"]) == ([], False)
    assert ok(program, f"controversies?company={COMPANY}")["rows"] == []
    assert ok(program, "data-points/e0102-01")["data_point"]["unit"] == "kWh"


@pytest.mark.heavy
def test_the_document_holds_what_the_api_does(reading_market: Path, tmp_path: Path) -> None:
    """Drawn from the API's own OpenAPI document: no failure of the server, and only answers that it describes."""
    app = create_app(Path(shutil.copytree(reading_market, tmp_path / "written")), OPEN)
    tokens = {"GET": token_of(app, "reader"), "POST": token_of(app, "feeder")}
    schema = schemathesis.openapi.from_asgi(f"{API}/openapi.json", app)
    checks = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
    tried = 0
    for result in schema.get_all_operations():
        assert isinstance(result, Ok), result
        operation = result.ok()

        @settings(
            max_examples=60 if FULL else 4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
        )
        @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
        def run(case: Any) -> None:
            case.call_and_validate(headers={"authorization": f"Bearer {tokens[case.method.upper()]}"}, checks=checks)

        run()
        tried += 1
    app.state.site.close()
    assert tried >= 15


@pytest.mark.heavy
def test_the_client_of_the_docs_reads_a_market(reading_market: Path, token: str, capsys: Any) -> None:
    text = (REPOSITORY / "docs" / "api.md").read_text(encoding="utf-8")
    example = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)[0]
    with serve(create_app(reading_market, OPEN)) as url:
        told = example.replace("http://127.0.0.1:8321", url).replace('os.environ["CNESG_TOKEN"]', repr(token))
        exec(compile(told, "docs/api.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "Liquor" in printed
    assert "not sent again" in printed
