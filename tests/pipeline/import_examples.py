"""Invented rows on data points of kind list and analysis (`tests/cases/imports`): imported, selected.

Each row is imported for a company of its own into one workspace, so that one selection shows what all of them gave.
"""

import csv
import io
import json
import tempfile
from functools import cache
from pathlib import Path

from tests.extraction.quantity_examples import REPORT_YEAR, Example, known_misses, methodology, read_examples

from cnesg.errors import InputError
from cnesg.imputation import counting, select_inputs
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.sources import source_kind

CASES = Path(__file__).resolve().parents[1] / "cases" / "imports"
MISS_KINDS = {
    "official-list": "the row names a list of another body, of products or a title that was taken away; it needs the "
    "import of official lists, which knows body, batch and removals",
    "analysis": "the value is about another thing, or the model's version is missing; it needs the import of analyses, "
    "which knows model, version and what was judged",
}


def import_examples() -> list[Example]:
    """All rows in the order of files and entries, each with its columns as `text`."""
    return [
        Example(e.data_point, e.language, e.kind, e.number, {"text": _shown(e.content["row"]), **e.content})
        for e in read_examples(CASES)
    ]


def _shown(row: dict[str, object]) -> str:
    return json.dumps(row, default=str, ensure_ascii=False, sort_keys=True)


def import_misses() -> dict[str, str]:
    """Name of each row that is known not to pass yet, with the kind of reason."""
    return known_misses(CASES)


def _columns(example: Example) -> dict[str, str]:
    added = {
        "company_id": example.name,
        "kind": methodology().data_points[example.data_point].kind,
        "concept": example.data_point,
        "year": str(REPORT_YEAR),
    }
    empty = {column.name: "" for column in source_kind("observations").columns}
    return empty | added | {name: str(value) for name, value in example.content["row"].items()}


@cache
def imported() -> tuple[dict[str, float], dict[str, tuple[str, ...]]]:
    """By name of an example the value that its data point has, and the messages with which its row was refused."""
    rows = {example.name: (example.data_point, _columns(example)) for example in read_examples(CASES)}
    refused: dict[str, tuple[str, ...]] = {}
    with tempfile.TemporaryDirectory() as folder, Workspace.create(Path(folder) / "workspace") as workspace:
        file = Path(folder) / "table.csv"
        particulars = {"market": "a-share", "industry": "340500", "valid_from": "2015-01-01", "published": "2015-01-01"}
        companies = [{"company_id": name, "name_en": name} | particulars for name in rows]
        file.write_text(_csv(companies), encoding="utf-8")
        import_table(workspace, "companies", file)
        for name, (_, columns) in rows.items():
            file.write_text(_csv([columns]), encoding="utf-8")
            try:
                import_table(workspace, "observations", file)
            except InputError as error:
                refused[name] = tuple(problem.message_id for problem in error.problems)
        observations = counting(workspace.store.standing_observations(), methodology().rules.precedence)
    selected = select_inputs(observations, methodology(), REPORT_YEAR)
    values = {
        row["company_id"]: row["value"]
        for row in selected.iter_rows(named=True)
        if row["value"] is not None and rows[row["company_id"]][0] == row["data_point"]
    }
    return values, refused


def _csv(rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def import_passes(example: Example) -> bool:
    """Whether the row gives its data point the value, or is refused as said or gives nothing for a near miss."""
    values, refused = imported()
    if example.kind == "example":
        return bool(values.get(example.name) == example.content["value"])
    if "refused" in example.content:
        return bool(refused.get(example.name) == (example.content["refused"],))
    return example.name not in refused and example.name not in values
