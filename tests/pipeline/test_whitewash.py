"""Signals and models in a workspace: as of a day, into the log once, and trained without foresight."""

import csv
import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.whitewash.simulated import market

from cnesg.cli.app import _run
from cnesg.errors import InputError
from cnesg.imputation import select_inputs
from cnesg.model import available_instant
from cnesg.pipeline import Workspace
from cnesg.pipeline.as_of.facts import counting_facts
from cnesg.pipeline.checking.verifying import Wanted, decide
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.whitewash.results import judge
from cnesg.pipeline.whitewash.screening import screen
from cnesg.pipeline.whitewash.training import train
from cnesg.whitewash.card import card_path

DAY = date(2025, 6, 30)
YEARS = range(2018, 2025)
SHARE = 0.12


def load(workspace: Workspace, kind: str, rows: list[dict[str, Any]]) -> None:
    path = workspace.folder.parent / f"{kind}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
        writer.writeheader()
        writer.writerows(rows)
    import_table(workspace, kind, path)


def financials(company: str, year: int, lines: Mapping[str, float], **others: Any) -> dict[str, Any]:
    told = {"company_id": company, "year": year, "published": f"{year + 1}-04-20", "source": "annual report"}
    return {**told, **lines, **others}


@pytest.fixture(scope="module")
def simulated() -> tuple[dict[str, dict[int, dict[str, float]]], list[dict[str, Any]]]:
    return market(40, YEARS, SHARE, 21)


@pytest.fixture(scope="module")
def template(
    tmp_path_factory: pytest.TempPathFactory,
    simulated: tuple[dict[str, dict[int, dict[str, float]]], list[dict[str, Any]]],
) -> Path:
    """A workspace with the accounts of forty simulated companies; copied for each test that writes."""
    folder = tmp_path_factory.mktemp("whitewash") / "workspace"
    with Workspace.create(folder) as opened:
        particulars = {"market": "a-share", "industry": "340500", "valid_from": "2010-01-01", "published": "2010-01-01"}
        load(opened, "companies", [{"company_id": c, "name_en": f"Firm {c}", **particulars} for c in simulated[0]])
        rows = [financials(c, year, lines) for c, book in simulated[0].items() for year, lines in book.items()]
        load(opened, "financials", rows)
    return folder


@pytest.fixture
def workspace(template: Path, tmp_path: Path) -> Iterator[Workspace]:
    shutil.copytree(template, tmp_path / "workspace")
    with Workspace.open(tmp_path / "workspace") as opened:
        yield opened


def scored(workspace: Workspace, as_of: date = DAY, year: int = 2024) -> dict[str, tuple[float, str]]:
    """What scoring reads for the data point, by company: value and text."""
    facts = counting_facts(workspace, workspace.methodology, available_instant(as_of))
    rows = select_inputs(facts, workspace.methodology, year).filter(pl.col("data_point") == "G0902-02")
    return {row["company_id"]: (row["value"], row["text"]) for row in rows.iter_rows(named=True)}


@pytest.mark.heavy
def test_results_enter_the_log_once_with_words_and_version(workspace: Workspace) -> None:
    screened = screen(workspace, DAY)
    assert (screened.year, screened.results.height) == (2024, 40)
    first = judge(workspace, screened, None, store=True)
    assert first.stored == screened.results["value"].is_not_null().sum() == 40
    position = workspace.store.position
    assert judge(workspace, screen(workspace, DAY), None, store=True).stored == 0
    assert judge(workspace, screen(workspace, date(2025, 7, 31)), None, store=True).stored == 0
    assert workspace.store.position == position
    rows = workspace.store.read("observations", where=pl.col("concept") == "G0902-02")
    assert rows["observation_id"].is_unique().all()
    worst = rows.sort("value", "company_id").row(-1, named=True)
    assert (worst["kind"], worst["origin"], worst["review"], worst["basis"]) == (
        "analysis",
        "imported",
        "unreviewed",
        "signals",
    )
    assert worst["text"] == f"cnesg signals {screened.definition.version}"
    assert worst["quote"].endswith("computed as of 2025-06-30 (cnesg whitewash)")
    assert worst["available_at"] == available_instant(DAY)
    assert worst["warnings"][0].startswith("Result: weight raised")
    assert any(": raised, weight" in words for words in worst["warnings"][1:])
    document = json.loads(workspace.store.snapshots.get(worst["document"]))
    assert document["fiscal_year"] == 2024
    assert [one["value"] for one in document["results"] if one["company_id"] == worst["company_id"]] == [worst["value"]]
    assert [finding for finding in audit(workspace) if finding.severity == "error"] == []
    assert scored(workspace)[worst["company_id"]] == (worst["value"], worst["text"])


@pytest.mark.heavy
def test_only_what_was_known_on_the_day_is_used(workspace: Workspace) -> None:
    """A correction published in August changes the result of September, not that of June, whenever it is computed."""
    before = screen(workspace, DAY)
    company = before.ratios["company_id"][0]
    load(
        workspace,
        "financials",
        [financials(company, 2024, {"operating_cash_flow": -9e9}, published="2025-08-20", restated="true")],
    )
    assert screen(workspace, DAY).ratios.equals(before.ratios)
    after = screen(workspace, date(2025, 9, 30))
    told = after.ratios.filter(pl.col("company_id") == company)["operating_cash_flow"]
    assert told.to_list() == [-9e9]
    judge(workspace, before, None, store=True)
    assert judge(workspace, after, None, store=True).stored >= 1
    assert scored(workspace, DAY)[company][0] <= scored(workspace, date(2025, 9, 30))[company][0]
    with pytest.raises(InputError, match="no company has a figure of its accounts for 2024"):
        screen(workspace, date(2025, 3, 1), 2024)


@pytest.mark.heavy
def test_what_a_person_rejected_does_not_come_back(workspace: Workspace) -> None:
    judge(workspace, screen(workspace, DAY), None, store=True)
    row = workspace.store.read("observations", where=pl.col("concept") == "G0902-02").row(0, named=True)
    decide(workspace, [Wanted(row["observation_id"], "rejected", reason="a merger")], "liu")
    assert row["company_id"] not in scored(workspace)
    assert judge(workspace, screen(workspace, date(2025, 8, 31)), None, store=True).stored == 0
    assert row["company_id"] not in scored(workspace, date(2025, 8, 31))


@pytest.mark.heavy
def test_a_result_from_elsewhere_goes_before_the_signals(workspace: Workspace) -> None:
    judge(workspace, screen(workspace, DAY), None, store=True)
    vendor = {"subject": "G0902-02", "value": 0.07, "model": "fraud model", "version": "3.1", "computed": "2025-05-02"}
    told = {"company_id": "C0000", "year": 2024, "published": "2025-05-03", "source": "vendor"}
    load(workspace, "analyses", [{**told, **vendor}])
    assert scored(workspace)["C0000"] == (0.07, "fraud model 3.1")
    assert scored(workspace)["C0001"][1].startswith("cnesg signals")


def test_a_company_keeps_its_own_currency(workspace: Workspace) -> None:
    """Sales in dollars that stay the same grow by nothing, though the dollar rose by a tenth."""
    figures = {"revenue": 1e9, "net_profit": 5e7, "operating_cash_flow": 5e7, "total_assets": 2e9, "cost_of_sales": 7e8}
    rates: list[dict[str, Any]] = [
        {"currency": "USD", "year": year, "average": rate, "closing": rate} for year, rate in ((2023, 7), (2024, 7.7))
    ]
    load(
        workspace,
        "fx",
        [{**rate, "published": f"{rate['year'] + 1}-01-05", "source": "central bank"} for rate in rates],
    )
    particulars = {"market": "hk", "industry": "340500", "valid_from": "2010-01-01", "published": "2010-01-01"}
    load(workspace, "companies", [{"company_id": c, "name_en": c, **particulars} for c in ("USD", "MIXED")])
    rows = [financials(c, year, figures, currency="USD") for c in ("USD", "MIXED") for year in (2023, 2024)]
    rows[3]["currency"] = "CNY"
    load(workspace, "financials", rows)
    found = screen(workspace, DAY).ratios
    growth = dict(found.select("company_id", "sgi").iter_rows())
    assert growth["USD"] == 1.0
    assert growth["MIXED"] == pytest.approx(1 / 7)
    assert found.filter(pl.col("company_id") == "USD")["cash_conversion"].to_list() == [1.0]


def labels_file(folder: Path, labels: list[dict[str, Any]]) -> Path:
    path = folder / "labels.csv"
    pl.DataFrame(labels).write_csv(path)
    return path


@pytest.mark.heavy
def test_a_model_is_trained_tested_and_applied(
    workspace: Workspace, simulated: tuple[Any, list[dict[str, Any]]], tmp_path: Path
) -> None:
    known = [{**label, "fraud": int(label["fraud"])} for label in simulated[1] if label["year"] < 2024]
    trained = train(workspace, labels_file(tmp_path, known), date(2024, 12, 31), "own model")
    test, card = trained.card.evaluation, trained.card
    assert (card.rows, card.years, card.known_until) == (200, (2019, 2023), date(2024, 12, 31))
    assert (test.test_from, test.train_rows, test.test_rows, trained.without_accounts) == (2022, 120, 80, 0)
    assert test.model.area > 0.75
    path = tmp_path / "model.txt"
    trained.write(path)
    assert card_path(path).with_suffix(".md").read_text(encoding="utf-8").count("| model | ") == 1
    screened = screen(workspace, DAY)
    judged = judge(workspace, screened, path, store=True)
    assert judged.stored == 80
    assert judge(workspace, screened, path, store=True).stored == 0
    found = scored(workspace)
    assert found["C0000"] == (judged.probabilities["C0000"], f"own model {card.version}")
    frauds = [label["company_id"] for label in simulated[1] if label["year"] == 2024 and label["fraud"]]
    mean = sum(judged.probabilities.values()) / 40
    assert sum(judged.probabilities[company] for company in frauds) / len(frauds) > 2 * mean
    row = workspace.store.read("observations", where=pl.col("text") == f"own model {card.version}").row(0, named=True)
    assert row["warnings"][0].startswith("Probability 0.")
    assert "log odds moved most by" in row["warnings"][0]
    with pytest.raises(InputError, match="as of 2024-06-30 nobody could have had it"):
        judge(workspace, screen(workspace, date(2024, 6, 30)), path, store=True)


@pytest.mark.heavy
def test_what_came_out_later_is_not_seen(
    workspace: Workspace, simulated: tuple[Any, list[dict[str, Any]]], tmp_path: Path
) -> None:
    """Frauds that came out after the test began are honest in training; those not known yet are no frauds."""
    labels = [{**label, "fraud": int(label["fraud"]), "published": None} for label in simulated[1]]
    labels = [label for label in labels if label["year"] < 2024]
    early = [label for label in labels if label["fraud"] and label["year"] < 2022]
    for label in early[:3]:
        label["published"] = "2023-06-30"
    for label in [label for label in labels if label["fraud"] and label["year"] >= 2022][:1]:
        label["published"] = "2030-01-01"
    trained = train(workspace, labels_file(tmp_path, labels), date(2024, 12, 31), "own")
    frauds = sum(label["fraud"] for label in labels)
    assert trained.card.evaluation.train_frauds == len(early) - 3
    assert trained.card.frauds == frauds - 1
    assert trained.card.undated == frauds - 4


@pytest.mark.heavy
def test_corrections_that_follow_a_fraud_are_not_learned_from(
    workspace: Workspace, simulated: tuple[Any, list[dict[str, Any]]], tmp_path: Path
) -> None:
    """A year is seen as it was known twelve months later, and a year's own past reaches three years back."""
    labels = [{**label, "fraud": int(label["fraud"])} for label in simulated[1] if label["year"] < 2024]
    path = labels_file(tmp_path, labels)
    before = train(workspace, path, date(2024, 12, 31), "own")
    fraud = next(label for label in labels if label["fraud"] and label["year"] == 2019)
    corrected = financials(fraud["company_id"], 2019, {"revenue": 1.0}, published="2024-05-05", restated="true")
    load(workspace, "financials", [corrected])
    assert train(workspace, path, date(2024, 12, 31), "own").model == before.model


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("C0000", 2020, 1), ("C0001", 2020, 0)], "fewer than two fiscal years"),
        ([("C0000", 2020, 0), ("C0001", 2020, 0), ("C0002", 2021, 1)], "before 2021 there are 2 company years"),
        ([("C0000", 2020, 0), ("C0001", 2020, 1), ("C0002", 2021, 0)], "from 2021 on there is 1 company year"),
        ([("C9", 2020, 0)], "C9"),
        ([("C0000", 2020, "perhaps")], "perhaps"),
        ([("C0000", 2020, 1), ("C0000", 2020, 0)], "the same as row 1"),
    ],
)
def test_labels_that_teach_nothing_are_refused(
    template: Path, tmp_path: Path, rows: list[tuple[str, int, Any]], words: str
) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("company_id,year,fraud\n" + "".join(f"{c},{y},{f}\n" for c, y, f in rows), encoding="utf-8")
    with Workspace.open(template) as opened, pytest.raises(InputError) as caught:
        train(opened, path, date(2024, 12, 31), "own")
    assert any(words in line for line in caught.value.lines("en")), caught.value.lines("en")


@pytest.mark.heavy
def test_the_commands(
    workspace: Workspace,
    simulated: tuple[Any, list[dict[str, Any]]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CNESG_WORKSPACE", str(workspace.folder))
    monkeypatch.setenv("CNESG_LANG", "en")
    workspace.store.close()
    labels = [{**label, "fraud": int(label["fraud"])} for label in simulated[1] if label["year"] < 2024]
    model = tmp_path / "model.txt"
    given = ["--labels", str(labels_file(tmp_path, labels)), "--as-of", "2024-12-31", "--out", str(model)]
    assert _run(["whitewash", "train", *given]) == 0
    assert "M-score alone" in capsys.readouterr().out
    assert _run(["whitewash", "run", "--as-of", "2025-06-30", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "40 companies with accounts" in out
    assert "It accuses nobody" in out
    assert _run(["whitewash", "run", "--as-of", "2025-06-30", "--model", str(model), "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 40
    assert rows == sorted(rows, key=lambda row: (-row["probability"], -row["value"], row["company_id"]))
    assert _run(["whitewash", "run", "--as-of", "2025-06-30", "--model", str(model)]) == 0
    assert "Results new in the log: 0." in capsys.readouterr().out
    assert _run(["whitewash", "explain", rows[0]["company_id"], "--as-of", "2025-06-30"]) == 0
    out = capsys.readouterr().out
    assert "Result: weight raised" in out
    assert "Days' sales in receivables index: (trade_receivables / revenue)" in out
    assert _run(["whitewash", "explain", rows[0]["company_id"], "--as-of", "2025-06-30", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["words"]
    assert _run(["whitewash", "train", "--template"]) == 0
    assert capsys.readouterr().out.startswith("company_id,year,fraud,published\n")
    assert _run(["whitewash", "train"]) == 2
    assert _run(["whitewash", "run", "--as-of", "2011-06-30"]) == 2
    assert _run(["whitewash", "run", "--as-of", "2025-06-30", "--model", str(tmp_path / "none.txt")]) == 2
    assert "can't be read" in capsys.readouterr().err
    model.write_text("tree", encoding="utf-8")
    assert _run(["whitewash", "run", "--as-of", "2025-06-30", "--model", str(model)]) == 2
    assert "SHA-256 is another" in capsys.readouterr().err
