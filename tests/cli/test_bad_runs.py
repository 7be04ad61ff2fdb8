"""What a run can't be made of: clear in both languages, exit 2, and nothing of it stands in the log."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.pipeline.conftest import companies_csv, observations_csv

from cnesg.cli.app import _run
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table

DAY = "2024-06-30"
CHINESE = re.compile(r"[一-鿿]")
Write = Callable[..., str]


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve companies known since 2015, with figures of 2023."""
    folder = tmp_path_factory.mktemp("market")
    with Workspace.create(folder / "workspace") as made:
        for kind, text in (("companies", companies_csv()), ("observations", observations_csv())):
            path = folder / f"{kind}.csv"
            path.write_text(text, encoding="utf-8")
            import_table(made, kind, path)
    return folder / "workspace"


def state(market: Path) -> tuple[int, int, int]:
    """Position of the log, runs, and scores."""
    with Workspace.open(market) as opened:
        return opened.store.position, opened.store.read("runs").height, opened.store.read("scores").height


def mine(folder: Path, **fields: Any) -> str:
    path = folder / "mine.yaml"
    content = {"name": "mine", "title": {"en": "Mine", "zh": "我的"}, **fields}
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return str(path)


FORMULA = "level2.E0102.data_points.E0102-02.formula"
PROFILES: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "weights without a sum": ({"weights": {"E": 0, "S": 0, "G": 0}}, ("E, G, S",)),
    "a weight below zero": ({"weights": {"E01": -1}}, ("E01", "-1")),
    "a weight that is no number": ({"weights": {"E01": "much"}}, ("E01",)),
    "a weight of nothing": ({"weights": {"X1": 1}}, ("X1",)),
    "measures that do not sum to 1": ({"overrides": {"level2.E0102.measures.0.weight": 0.4}}, ("E0102", "0.9")),
    "a mix beyond 1": ({"mix": {"E0102": 1.5}}, ("E0102", "1.5")),
    "a circle of formulas": ({"overrides": {FORMULA: "E0102-02 / revenue"}}, ("E0102-02 -> E0102-02",)),
    "several at once": ({"weights": {"E01": -1, "X1": 1}, "mix": {"E0102": 2}}, ("E01", "X1", "E0102")),
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("what", PROFILES)
def test_a_profile_that_does_not_fit(
    what: str,
    language: str,
    market: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fields, words = PROFILES[what]
    refused(market, ["--as-of", DAY, "--profile", mine(tmp_path, **fields)], words, language, capsys, monkeypatch)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--as-of", DAY, "--profile", "nosuch"], ("nosuch", "default")),
        (["--as-of", "2012-06-30"], ("2012-06-30",)),  # before any company was known
        (["--as-of", "2016-06-30"], ("2016-06-30", "2015")),  # companies, but not a fact
        (["--as-of", DAY, "--fiscal-year", "2019"], ("2019",)),
        (["--from", "2024-05", "--to", "2024-04", "--monthly"], ("2024-05", "2024-04")),
    ],
)
def test_a_run_of_nothing(
    arguments: list[str],
    words: tuple[str, ...],
    language: str,
    market: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refused(market, arguments, words, language, capsys, monkeypatch)


def refused(
    market: Path,
    arguments: list[str],
    words: tuple[str, ...],
    language: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CNESG_LANG", language)
    before = state(market)
    capsys.readouterr()
    assert _run(["run", "-w", str(market), *arguments]) == 2
    out, told = capsys.readouterr()
    assert out == ""
    assert all(word in told for word in words), told
    assert bool(CHINESE.search(told)) == (language == "zh")
    assert "Traceback" not in told
    assert state(market) == before


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("industry", ["", "999999"])
def test_a_company_without_industry_keeps_its_file_out(
    industry: str,
    language: str,
    market: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "companies.csv"
    path.write_text(
        companies_csv().replace("L12,Liquor 12,a-share,340500", f"L12,Liquor 12,a-share,{industry}"), "utf-8"
    )
    monkeypatch.setenv("CNESG_LANG", language)
    before = state(market)
    assert _run(["import", "companies", str(path), "-w", str(market)]) == 2
    told = capsys.readouterr().err
    assert "companies.csv" in told
    assert "12" in told  # the row
    assert bool(CHINESE.search(told)) == (language == "zh")
    assert state(market) == before


def test_a_month_without_data_is_told_and_the_others_stand(market: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Fiscal year 2023 begins to count in May 2024; nothing is known on 2022."""
    assert _run(["run", "-w", str(market), "--from", "2024-04", "--to", "2024-06", "--monthly"]) == 1
    out, told = capsys.readouterr()
    assert [line[:7] for line in out.splitlines() if line.startswith("2024")] == ["2024-05", "2024-06"]
    assert "2024-04" in told
    assert "fiscal year 2022" in told
    with Workspace.open(market) as opened:
        assert opened.store.read("runs").height == 2
