"""A profile in every command where it means something."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from cnesg.cli.app import _run

Write = Callable[..., str]
SENTENCE = "In 2023, sparkle score of the Company was 1,250,000 kWh.\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A profile's file with these fields."""

    def written(**fields: Any) -> str:
        path = tmp_path / "mine.yaml"
        content = {"name": "mine", "title": {"en": "Mine", "zh": "我的"}, **fields}
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        return str(path)

    return written


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    capsys.readouterr()
    assert _run(list(arguments)) == code
    out, err = capsys.readouterr()
    return out if code == 0 else err


def test_show_gives_the_profiles_values_and_leaves_out_what_it_leaves_out(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = write(without=["G"], mix={"E0102": 1})
    assert yaml.safe_load(told(capsys, "methodology", "show", "E0102", "--profile", mine))["mix"]["value"] == 1
    tree = told(capsys, "methodology", "show", "--profile", mine)
    assert "E0102" in tree
    assert "G0102" not in tree
    assert "the profile leaves it out" in told(capsys, "methodology", "show", "G0102", "--profile", mine, code=2)
    assert "neither a code" in told(capsys, "methodology", "show", "X0102", "--profile", mine, code=2)


@pytest.mark.heavy
def test_check_proves_and_counts_what_the_profile_has(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert "90" in told(capsys, "methodology", "check", "--profile", write())
    assert "22" in told(capsys, "methodology", "check", "--profile", write(indicators=["E"]))
    broken = write(overrides={"rules.no_such": 1, "media.tiers.no_such.weight": 1}, indicators=["E99"])
    lines = told(capsys, "methodology", "check", "--profile", broken, code=2).splitlines()
    assert len(lines) == 3
    assert "folder and a profile" in told(capsys, "methodology", "check", ".", "--profile", "climate", code=2)


def test_map_and_selection_keep_to_the_profiles_data_points(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    mine = write(indicators=["E0102"])
    asked = ("methodology", "map", "--standard", "hkex-c2", "--format", "json")
    found = json.loads(told(capsys, *asked, "--profile", mine))
    assert {point["code"][:5] for point in found["data_points"]} == {"E0102"}
    left = {item["id"] for item in json.loads(told(capsys, *asked, "--uncovered", "--profile", mine))["items"]}
    usual = {item["id"] for item in json.loads(told(capsys, *asked, "--uncovered"))["items"]}
    assert usual < left
    rows = json.loads(told(capsys, "methodology", "selection", "--format", "json", "--profile", mine))["indicators"]
    assert [row["code"] for row in rows] == ["E0102"]
    assert rows[0]["items"]


@pytest.mark.heavy
def test_extract_reads_with_the_profiles_wording(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(SENTENCE, encoding="utf-8")
    asked = ("extract", str(report), "--year", "2023")
    assert "1,250,000" not in told(capsys, *asked, "--profile", write(), code=1)
    place, phrases = _wording()
    mine = write(overrides={place: [*phrases, "sparkle score"], "rules.least_peers": 5})
    assert _run([*asked, "--profile", mine]) == 0
    out, err = capsys.readouterr()
    assert [json.loads(line)["metric"] for line in out.splitlines()] == ["electricity"]
    assert json.loads(out)["data_point"] == "E0102-01"
    assert "does not use rules.least_peers" in err
    without = write(overrides={place: [*phrases, "sparkle score"]}, without=["E0102"])
    assert json.loads(told(capsys, *asked, "--profile", without))["data_point"] is None


@pytest.mark.heavy
def test_ingest_reads_with_the_profiles_wording_and_says_so_in_the_rows(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from cnesg.pipeline import Workspace

    report, companies, folder = tmp_path / "report.txt", tmp_path / "companies.csv", str(tmp_path / "workspace")
    report.write_text(SENTENCE, encoding="utf-8")
    companies.write_text(
        "company_id,name_en,market,industry,valid_from,published\nA,Company A,a-share,340500,2015-01-01,2015-01-01\n",
        encoding="utf-8",
    )
    told(capsys, "init", folder)
    told(capsys, "import", "companies", str(companies), "--workspace", folder)
    place, phrases = _wording()
    mine = write(overrides={place: [*phrases, "sparkle score"]}, indicators=["S"])
    about = ("--company", "A", "--year", "2023", "--published", "2024-04-30", "--workspace", folder)
    told(capsys, "ingest", str(report), *about, "--profile", mine)
    with Workspace.open(Path(folder)) as opened:
        rows = opened.store.read("observations")
        shipped = opened.methodology.versions.extraction
    assert rows["concept"].to_list() == ["electricity"]
    assert rows["extraction_version"][0].startswith(f"{shipped}@")


def _wording() -> tuple[str, list[str]]:
    """The place of electricity's English wording, and what stands there."""
    from cnesg.framework import load_methodology
    from cnesg.framework.places import read_parts

    contents = read_parts(load_methodology().folder).contents
    for name, content in contents.items():
        if name.startswith("lexicon/") and isinstance(content, list):
            for entry in content:
                if isinstance(entry, dict) and entry.get("metric") == "electricity" and "en" in entry:
                    return f"{name.removesuffix('.yaml').replace('/', '.')}.electricity.en", list(entry["en"])
    raise AssertionError("electricity has no wording")
