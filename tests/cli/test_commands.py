"""Commands as a user meets them: what they print, what they write, and how they end."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from cnesg.cli.app import _run

REPORT = """Lanting Spirits Co. 2023 Sustainability Report

In 2023, our total electricity consumption was 1,250,000 kWh.

As of December 31, 2023, the Company had 480 employees in total.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_extract_prints_json_lines_in_the_published_order(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["extract", str(report), "--year", "2023", "--only", "quantities"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    by_metric = {row["metric"]: row for row in rows}
    assert by_metric["electricity"]["value"] == 1_250_000
    assert by_metric["employees_total"]["line"] == 5
    assert list(rows[0])[:6] == ["metric", "data_point", "breakdown", "value", "unit", "canonical_value"]


@pytest.mark.parametrize(("file_format", "asked"), [("jsonl", "jsonl"), ("csv", None), ("parquet", None)])
def test_extract_writes_the_same_facts_in_every_format(
    report: Path, tmp_path: Path, file_format: str, asked: str | None
) -> None:
    out = tmp_path / f"facts.{file_format}"
    command = [
        "extract",
        str(report),
        "--year",
        "2023",
        "--only",
        "quantities",
        *(["--format", asked] if asked else []),
    ]
    assert _run([*command, "--out", str(out)]) == 0
    if file_format == "jsonl":
        rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    elif file_format == "csv":
        assert out.read_bytes().startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    else:
        rows = pl.read_parquet(out).to_dicts()
    assert {(row["metric"], float(row["value"])) for row in rows} >= {("electricity", 1_250_000.0)}


def test_one_bad_file_of_two_is_told_and_the_other_read(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "facts.jsonl"
    assert _run(["extract", str(report), str(tmp_path / "gone.pdf"), "--out", str(out)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith(f"{tmp_path / 'gone.pdf'}: no such file")
    assert out.stat().st_size > 0


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("gone.pdf", None, "no such file"),
        ("empty.pdf", b"", "empty"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "cut off"),
        ("notes.pdf", b"Our electricity consumption was 5 kWh in 2023.", "named as a PDF, but it is none"),
        ("noise.pdf", bytes(range(256)) * 20, "named as a PDF, but it is none"),
    ],
)
def test_a_file_that_cannot_be_read_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None, words: str
) -> None:
    path, out = tmp_path / name, tmp_path / "facts.jsonl"
    if content is not None:
        path.write_bytes(content)
    assert _run(["extract", str(path), "--out", str(out)]) == 2
    captured = capsys.readouterr()
    lines = captured.err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(str(path))
    assert words in lines[0]
    assert not captured.out
    assert not out.exists()


@pytest.mark.heavy
def test_a_real_scan_is_read_unless_pictures_are_left_out(
    shared_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scan = str(shared_data / "reports" / "hard" / "quanta-2023-image-only-zht.pdf")
    out = tmp_path / "facts.jsonl"
    assert _run(["extract", scan, "--only", "quantities", "--no-pictures", "--out", str(out)]) == 2
    assert "cnesg[ocr]" in capsys.readouterr().err
    assert not out.exists()
    assert _run(["extract", scan, "--only", "quantities", "--out", str(out)]) == 0
    assert '"method": "ocr"' in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["extract", "x.txt", "--only", "pictures"], "quantities,statements"),
        (["extract", "x.txt", "--format", "parquet"], "--out"),
        (["qc", "--month", "2025-06", "--format", "table", "--out", "june.txt"], "a table is for the terminal"),
        (["extract", "x.txt", "--format", "xml"], "xml"),
        (["import", "weather", "x.csv"], "no such kind of table"),
        (["run", "--as-of", "2024-02-30"], "not a date"),
        (["run", "--engine", "abacus"], "'local', 'ray', 'spark'"),
        (["scores", "--workspace", "nowhere"], "nowhere"),
        (["dance"], "dance"),
        (["methodology", "show", "E9999"], "E9999"),
        (["methodology", "check", "nowhere"], "nowhere"),
    ],
)
def test_wrong_use_is_one_clear_line(
    arguments: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _run(arguments) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert words in lines[0]
    assert not list(tmp_path.iterdir())


@pytest.mark.heavy
def test_messages_follow_the_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CNESG_LANG", "zh")
    assert _run(["extract", str(tmp_path / "没有.pdf")]) == 2
    assert "找不到该文件" in capsys.readouterr().err


def test_a_template_can_be_imported_and_the_workspace_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "w")
    assert _run(["init", folder]) == 0
    assert _run(["import", "companies", "--template"]) == 0
    table = tmp_path / "companies.csv"
    table.write_text(capsys.readouterr().out.partition("\n")[2], encoding="utf-8")
    assert _run(["import", "companies", str(table), "-w", folder]) == 0
    capsys.readouterr()
    assert _run(["status", "-w", folder, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["companies"] == 1


def test_scores_before_any_run_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "w")
    _run(["init", folder])
    capsys.readouterr()
    assert _run(["scores", "-w", folder]) == 2
    assert "cnesg run --as-of" in capsys.readouterr().err


@pytest.mark.heavy
def test_the_installed_script_ends_with_the_code_and_no_traceback(tmp_path: Path) -> None:
    script = Path(sys.executable).parent / "cnesg"
    done = subprocess.run(
        [script, "extract", str(tmp_path / "gone.pdf")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "CNESG_LANG": "en"},
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.heavy
def test_the_export_has_the_promised_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["methodology", "export", "--format", "json"]) == 0
    exported = json.loads(capsys.readouterr().out)
    assert {"dimensions", "level1", "level2", "data_points", "standards", "mappings", "profiles"} <= set(exported)
    assert [len(exported[kind]) for kind in ("dimensions", "level1")] == [3, 21]
    codes = {point["code"] for point in exported["data_points"]}
    assert codes >= {entry["code"] for entry in exported["mappings"]["data_points"]}
    assert {"hkex-c2", "gri-2021"} <= {entry["standard"] for entry in exported["standards"]}


@pytest.mark.heavy
def test_a_damaged_snapshot_is_found(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "w"
    table = tmp_path / "companies.csv"
    table.write_text(
        "company_id,name_en,market,industry,valid_from,published\nC1,Works,a-share,340500,2015-01-01,2015-01-01\n"
    )
    assert _run(["init", str(folder)]) == 0
    assert _run(["import", "companies", str(table), "-w", str(folder)]) == 0
    ingest = ["ingest", str(report), "--company", "C1", "--year", "2023", "--published", "2024-04-20"]
    assert _run([*ingest, "-w", str(folder)]) == 0
    assert _run(["store", "check", "-w", str(folder)]) == 0
    snapshots = [path for path in (folder / "snapshots").rglob("*") if path.is_file()]
    snapshot = next(path for path in snapshots if b"1,250,000" in path.read_bytes())
    snapshot.chmod(0o644)
    snapshot.write_bytes(snapshot.read_bytes().replace(b"1,250,000", b"1,250,001"))
    capsys.readouterr()
    assert _run(["store", "check", "-w", str(folder)]) == 1
    assert "error" in capsys.readouterr().err


@pytest.mark.heavy
def test_choices_lists_assumed_values_with_their_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["methodology", "choices", "rules", "--format", "json"]) == 0
    rows = {row["path"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["rules.least_peers"]["alternatives"]
    assert rows["rules.least_peers"]["reference"] == "docs/decisions/least-peers.md"
    assert _run(["methodology", "choices", "rules"]) == 0
    assert "least-peers" in capsys.readouterr().out


def test_diff_says_in_words_what_a_profile_changes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("name: mine\ntitle: {en: M, zh: 我}\noverrides: {rules.least_peers: 5}\n", encoding="utf-8")
    assert _run(["methodology", "diff", str(path)]) == 0
    assert capsys.readouterr().out.strip() == "Shared rules, least number of peers: 8 became 5."
    assert _run(["methodology", "diff", "default"]) == 0
    assert "No difference" in capsys.readouterr().out


@pytest.mark.heavy
def test_choices_are_grouped_by_area_and_come_as_rows(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["methodology", "choices", "--area", "weighting"]) == 0
    told = capsys.readouterr().out
    assert "How weights come about (3)" in told
    assert "weighting.items_share" in told
    assert _run(["methodology", "choices", "media.tiers", "--format", "csv"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert {row["path"] for row in rows} == {
        f"media.tiers.{tier}.weight"
        for tier in ("official", "national-financial", "portal", "trade", "local", "self-media")
    }
    assert json.loads(rows[0]["profile"]) == {"overrides": {"media.tiers.official.weight": 0.8}}
    assert _run(["methodology", "choices", "weather"]) == 0
    assert "No assumed value at weather" in capsys.readouterr().out
    assert _run(["methodology", "choices", "--area", "weather"]) == 2
    assert "judgements" in capsys.readouterr().err


@pytest.mark.heavy
def test_diff_tells_every_area_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "name: mine\ntitle: {en: M, zh: 我}\nindustry_weights: false\noverrides:\n"
        "  media.tiers.portal.weight: 0.4\n  materiality.740000.ratings.E03.rating: 2\n"
        "  incidents.E01.types.E01-005.severity: 4\n  weighting.items_share: 0.5\n"
        "  judgements.E.pairs.E03-E01.by: 3\n  lexicon.grammar.confidence.row: 0.9\n"
        "  factors.density-diesel.0.value: 0.845\n  level2.G0502.applies: null\n",
        encoding="utf-8",
    )
    assert _run(["methodology", "diff", str(path)]) == 0
    english = capsys.readouterr().out.splitlines()
    for line in (
        "Profile, weights follow the industry: yes became no.",
        "Media, portal Portal, weight: 0.6 became 0.4.",
        "Industry materiality, 740000 Coal, E03 Pollutions and Emissions, rating: 3 became 2.",
        "Incidents, E01-005 Energy consumption limit exceeded, severity: 3 became 4.",
        "How weights come about, share of standards' items: 0.3 became 0.5.",
        "G0502 Percentage of Supervisors Having Management Background, to whom it applies: gone.",
    ):
        assert line in english
    monkeypatch.setenv("CNESG_LANG", "zh")
    assert _run(["methodology", "diff", str(path)]) == 0
    chinese = capsys.readouterr().out.splitlines()
    assert len(chinese) == len(english)
    assert "行业重要性，740000 煤炭，E03 污染与排放，评级：由 3 改为 2。" in chinese


def test_diff_of_a_profile_with_itself_is_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("name: mine\ntitle: {en: M, zh: 我}\nindustry_weights: false\n", encoding="utf-8")
    monkeypatch.setenv("CNESG_LANG", "zh")
    assert _run(["methodology", "diff", str(path), "--from", str(path)]) == 0
    assert "没有差异" in capsys.readouterr().out


@pytest.mark.heavy
@pytest.mark.parametrize("name", ["facts.jsonl", "facts"])
def test_a_place_that_cannot_be_written_is_one_clear_line(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    before = sorted(tmp_path.iterdir())
    out = report / name  # below a file nothing can be
    assert _run(["extract", str(report), "--year", "2023", "--out", str(out)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"{out}: can't be written")
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_of_reports_goes_into_a_folder_of_facts_once(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "reports", tmp_path / "facts"
    for name in ("one.txt", "deep/two.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report.read_text(encoding="utf-8") + name, encoding="utf-8")
    (folder / "empty.pdf").touch()
    command = ["extract", str(folder), "--year", "2023", "--only", "quantities", "--out", str(out), "--jobs", "2"]
    assert _run(command) == 1
    told = capsys.readouterr()
    assert not told.out
    assert "empty.pdf: the file is empty" in told.err
    assert "2 files read, 4 quantities and 0 statements" in told.err
    assert "Slowest: " in told.err
    assert sorted(path.name[:4] for path in out.glob("[!.]*.jsonl")) == ["one-", "two-"]
    assert _run(command) == 1
    told = capsys.readouterr()
    assert "0 files read, 4 quantities" in told.err
    assert "2 files had been read before" in told.err


@pytest.mark.parametrize(
    ("named", "words"),
    [("nothing-here", "no reports in this folder"), ("*.nothing", "no file fits"), ("@gone.txt", "can't be read")],
)
def test_names_that_stand_for_no_file_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, named: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "nothing-here").mkdir()
    assert _run(["extract", named]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert words in lines[0]


def test_a_report_without_anything_on_esg_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "poem.txt"
    path.write_text("The moon is bright tonight.\n\nI think of home.\n", encoding="utf-8")
    assert _run(["extract", str(path), "--year", "2023"]) == 1
    told = capsys.readouterr()
    assert not told.out
    assert "nothing on ESG topics was found" in told.err


@pytest.mark.heavy
def test_a_slow_file_is_given_up_after_the_time_that_is_given(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fifo = tmp_path / "never.txt"
    os.mkfifo(fifo)  # reading it waits for a writer who never comes
    assert _run(["extract", str(fifo), str(report), "--year", "2023", "--jobs", "2", "--timeout", "20"]) == 1
    told = capsys.readouterr()
    assert "never.txt: not read within 20 seconds" in told.err
    assert '"electricity"' in told.out


@pytest.mark.heavy
def test_a_number_is_corrected_remembered_and_checked(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "workspace"
    monkeypatch.setenv("CNESG_WORKSPACE", str(folder))
    companies = tmp_path / "companies.csv"
    companies.write_text(
        "company_id,name_en,market,industry,valid_from,published\nL01,Lanting,a-share,340500,2015-01-01,2015-01-01\n",
        encoding="utf-8",
    )
    assert _run(["init", str(folder)]) == 0
    assert _run(["import", "companies", str(companies)]) == 0
    assert _run(["ingest", str(report), "--company", "L01", "--year", "2023", "--published", "2024-04-30"]) == 0
    capsys.readouterr()
    assert _run(["verify", "list", "--format", "json", "--limit", "0"]) == 0
    waiting = {row["concept"]: row for row in json.loads(capsys.readouterr().out)}
    electricity = waiting["electricity"]["observation_id"]
    assert _run(["verify", "correct", electricity[:8], "--value", "1260000", "--by", "liu"]) == 0
    assert _run(["verify", "reject", waiting["employees_total"]["observation_id"], "--by", "liu"]) == 2
    told = capsys.readouterr()
    assert "corrected" in told.out
    assert "--reason" in told.err
    assert _run(["history", "Lanting", "electricity", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["value"], row["verdict"]) for row in rows] == [(1_250_000.0, "replaced"), (1_260_000.0, "counts")]
    assert _run(["history", "Lanting", "electricity"]) == 0
    assert "1,260,000" in capsys.readouterr().out
    assert _run(["run", "--as-of", "2024-06-30"]) == 0
    run_id = json.loads(_printed(["status", "--format", "json"], capsys))["latest_run"]
    assert "the same to the bit" in _printed(["replay", run_id], capsys)
    assert "everything is as it was stored" in _printed(["audit"], capsys)
    next((folder / "tables" / "scores").rglob("*.parquet")).write_bytes(b"forged")
    assert _run(["audit"]) == 1


def _printed(command: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert _run(command) == 0
    return capsys.readouterr().out


def test_looking_after_a_workspace_needs_no_methodology(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, copy = str(tmp_path / "w"), str(tmp_path / "w.tar")
    assert _run(["init", folder]) == 0
    capsys.readouterr()

    def loaded() -> None:
        raise AssertionError("the methodology was loaded")

    monkeypatch.setattr("cnesg.pipeline.workspace.load_methodology", loaded)
    for command in (
        ["check", "-w", folder],
        ["log", "-w", folder],
        ["compact", "-w", folder],
        ["vacuum", "-w", folder],
        ["sql", "SELECT count(*) FROM runs", "-w", folder],
        ["backup", copy, "-w", folder],
        ["restore", copy, str(tmp_path / "again")],
        ["export", str(tmp_path / "out"), "-w", folder],
    ):
        assert _run(["store", *command]) == 0, command
    assert "runs.parquet: 0" in capsys.readouterr().out


def test_a_workspace_is_shared_joined_and_read_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, copy, address = str(tmp_path / "one"), str(tmp_path / "two"), (tmp_path / "origin").as_uri()
    assert _run(["init", folder]) == 0
    assert _run(["store", "fetch", "-w", folder]) == 2
    assert "shared with nobody" in capsys.readouterr().err
    assert _run(["store", "join", address, copy]) == 2
    assert "no workspace is kept there" in capsys.readouterr().err
    assert _run(["store", "share", address, "-w", folder]) == 0
    assert _run(["store", "join", address, copy]) == 0
    assert f"cnesg store join {address} DIR" in capsys.readouterr().out
    assert _run(["store", "fetch", "-w", copy]) == 0
    assert "0 lines of the log came" in capsys.readouterr().out
    assert _run(["store", "share", address, "-w", copy]) == 2
    assert f"shared already, at {address}" in capsys.readouterr().err
