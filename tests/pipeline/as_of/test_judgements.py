"""Results of others' models and techniques: kept with model, version, day and scale, shown, compared, never scored."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cnesg.cli.app import _run
from cnesg.errors import InputError
from cnesg.model import available_instant
from cnesg.pipeline import Workspace
from cnesg.pipeline.as_of.history import history
from cnesg.pipeline.as_of.judgements import results_as_of
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.robustness.diverging import validate_external
from cnesg.pipeline.runs.company_view import company_view
from cnesg.pipeline.runs.running import run

Row = dict[str, Any]
RATING: Row = {
    "company_id": "L01",
    "year": 2023,
    "subject": "ESG Rating",
    "value": 72,
    "scale_min": 0,
    "scale_max": 100,
    "better": "higher",
    "model": "Some Rater",
    "version": "2024.1",
    "computed": "2024-05-10",
    "published": "2024-05-12",
    "source": "subscription",
}
ANOMALY = RATING | {
    "subject": "甲烷 卫星异常",
    "value": 0.4,
    "scale_max": 5,
    "better": "lower",
    "model": "Orbit",
    "version": "3",
}
FRAUD = RATING | {"subject": "G0902-02", "value": 0.2, "scale_min": "", "scale_max": "", "better": ""}


def load(workspace: Workspace, *rows: Row) -> int:
    path = workspace.folder.parent / "results.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(RATING))
        writer.writeheader()
        writer.writerows(rows)
    return import_table(workspace, "analyses", path)


def market(**cells: object) -> list[Row]:
    """A rating of seven companies, the first the best."""
    return [RATING | {"company_id": f"L{n:02}", "value": 100 - 10 * n} | cells for n in range(1, 8)]


def test_a_result_keeps_model_version_day_and_scale(workspace: Workspace) -> None:
    assert load(workspace, RATING, ANOMALY) == 2
    first, second = (
        workspace.store.read("observations").filter(concept="esg rating"),
        company_view(workspace, "L01", date(2024, 6, 1)),
    )
    (row,) = first.to_dicts()
    assert (row["kind"], row["data_point"], row["value"]) == ("analysis", None, 72)
    assert (row["unit"], row["canonical_value"]) == ("0 to 100, higher is better", 0.72)
    assert row["text"] == "Some Rater 2024.1"
    assert row["quote"] == "Some Rater 2024.1, computed 2024-05-10 (subscription)"
    told = [(one["subject"], one["value"], one["scale_max"], one["better"], one["model"]) for one in second["results"]]
    assert told == [
        ("esg rating", 72, 100, "higher", "Some Rater 2024.1"),
        ("甲烷 卫星异常", 0.4, 5, "lower", "Orbit 3"),
    ]


def test_a_later_version_counts_from_its_day_and_another_model_is_another_fact(workspace: Workspace) -> None:
    load(workspace, RATING)
    load(workspace, RATING | {"value": 60, "version": "2024.2", "computed": "2024-08-01", "published": "2024-08-02"})
    load(workspace, RATING | {"value": 3.1, "scale_max": 5, "model": "other rater", "version": "1"})

    def known(day: date) -> list[tuple[str, float]]:
        return [(row["model"], row["value"]) for row in results_as_of(workspace, "L01", available_instant(day))]

    assert known(date(2024, 5, 11)) == []
    assert known(date(2024, 8, 1)) == [("Some Rater 2024.1", 72), ("other rater 1", 3.1)]
    assert known(date(2024, 8, 2)) == [("Some Rater 2024.2", 60), ("other rater 1", 3.1)]
    versions = history(workspace, "L01", "ESG rating")
    assert versions.select("text", "verdict").rows() == [
        ("other rater 1", "counts"),
        ("Some Rater 2024.1", "contradicts"),
        ("Some Rater 2024.2", "counts"),
    ]


@pytest.mark.heavy
def test_no_score_moves_by_what_the_methodology_does_not_name(workspace: Workspace) -> None:
    def scores() -> list[tuple[object, ...]]:
        done = run(workspace, date(2024, 9, 30))
        stored = workspace.store.read("scores").filter(run_id=done.run_id)
        return stored.sort("company_id", "code", "kind").select("company_id", "code", "kind", "score").rows()

    before = scores()
    load(workspace, *market(), *market(subject="tail risk", better="lower"))
    assert scores() == before
    load(workspace, FRAUD | {"value": 1})  # a data point of the methodology: this one is asked for
    assert scores() != before


@pytest.mark.parametrize(
    ("cells", "problems"),
    [
        ({"version": ""}, ["sources.cell_missing"]),
        ({"subject": "E0102-01"}, ["sources.cell_analysis"]),
        ({"subject": "G0902-2"}, ["sources.cell_analysis"]),
        ({"subject": "electricity"}, ["sources.cell_analysis"]),
        ({"subject": "=1+1"}, ["sources.cell_analysis"]),
        ({"scale_max": "", "better": ""}, ["sources.no_scale"]),
        ({"scale_min": 100, "scale_max": 0}, ["sources.empty_scale"]),
        ({"value": 101}, ["sources.scale"]),
        ({"value": "NaN"}, ["sources.cell_number"]),
        ({"better": "up"}, ["sources.cell_choice"]),
        ({"computed": "2024-06-01", "value": -1}, ["sources.future", "sources.scale"]),
        ({"subject": "G0902-02"}, ["sources.scale_given"]),
        ({"company_id": "Nobody"}, ["sources.unknown_company"]),
    ],
)
def test_a_result_that_nobody_could_read_is_refused(workspace: Workspace, cells: Row, problems: list[str]) -> None:
    before = workspace.store.position
    with pytest.raises(InputError) as caught:
        load(workspace, RATING | cells)
    assert [problem.message_id for problem in caught.value.problems] == problems
    assert all(any("\u4e00" <= c <= "\u9fff" for c in line) for line in caught.value.lines("zh"))
    assert workspace.store.position == before


def test_one_version_has_one_scale_in_a_file_and_over_several(workspace: Workspace) -> None:
    other = {"company_id": "L02", "scale_max": 1000}
    for _ in range(2):
        with pytest.raises(InputError, match=r"\"0 to 100, higher is better\" already, here it is \"0 to 1000"):
            load(workspace, RATING, RATING | other)
    load(workspace, RATING)
    with pytest.raises(InputError, match="already"):
        load(workspace, RATING | other)
    assert load(workspace, RATING | other | {"version": "2025.1"}) == 1


@pytest.mark.heavy
def test_stored_results_are_an_outside_rating(workspace: Workspace, tmp_path: Path) -> None:
    run(workspace, date(2024, 9, 30))
    path = tmp_path / "rating.csv"
    path.write_text("company,rating\n" + "".join(f"L{n:02},{100 - 10 * n}\n" for n in range(1, 8)), encoding="utf-8")
    by_file = validate_external(workspace, path)
    risk = [row | {"value": 100 - row["value"]} for row in market(subject="risk", better="lower")]
    load(workspace, *market(), *risk)
    for wanted in ("ESG rating", "esg rating/some rater", "risk"):
        stored = validate_external(workspace, Path(wanted))
        assert (stored.year, stored.result.spearman) == (2023, by_file.result.spearman)
    assert by_file.year is None


@pytest.mark.heavy
def test_the_year_of_the_run_or_the_latest_before_is_held_against_it(workspace: Workspace) -> None:
    run(workspace, date(2024, 9, 30))
    load(workspace, *market(year=2021), *market(year=2022, value=1), *market(year=2024, value=2))
    assert validate_external(workspace, Path("esg rating")).year == 2022
    load(workspace, *market(subject="late", year=2024))
    with pytest.raises(InputError, match="no result is on 2023"):
        validate_external(workspace, Path("late"))


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("wanted", "more", "said"),
    [
        ("rating", {}, "neither a file nor the name of results in the workspace. There are: esg rating/some rater"),
        ("ESG rating", {"model": "Another"}, "Choose one: esg rating/another, esg rating/some rater"),
        ("missing.csv", {}, "no such file"),
    ],
)
def test_what_is_not_clear_is_told_with_what_there_is(workspace: Workspace, wanted: str, more: Row, said: str) -> None:
    run(workspace, date(2024, 9, 30))
    load(workspace, *market(), *(market(**more) if more else ()))
    with pytest.raises(InputError, match=said):
        validate_external(workspace, Path(wanted))
    with pytest.raises(InputError, match="--lower-is-better" if "." not in wanted else said):
        validate_external(workspace, Path(wanted), lower_is_better=True)


@pytest.mark.heavy
def test_commands_show_them(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    load(workspace, RATING, FRAUD)
    run(workspace, date(2024, 9, 30))
    workspace.store.close()
    place = ["--workspace", str(workspace.folder)]
    assert _run(["company", "L01", "--as-of", "2024-06-01", *place]) == 0
    shown = capsys.readouterr().out
    for text in ("esg rating", "0 - 100", "higher", "Some Rater 2024.1", "G0902-02", "0 - 1", "lower"):
        assert text in shown
    assert _run(["company", "L01", "--as-of", "2024-06-01", "--format", "json", *place]) == 0
    assert json.loads(capsys.readouterr().out)["results"][1]["scale_max"] == 100
    assert _run(["history", "L01", "esg rating", *place]) == 0
    assert "Some Rater 2024.1" in capsys.readouterr().out
    assert _run(["validate", "--external", "esg rating", *place]) == 0
    assert "Results on 2023" in capsys.readouterr().out
