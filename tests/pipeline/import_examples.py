"""Invented rows on data points that no report answers (`tests/cases/imports`): imported, selected.

The rows of an example are imported for a company of its own into one workspace, so that one selection shows what all of
them gave. Data points of kind list and analysis have one row; quantities have one for each of their `figures`.
"""

import csv
import io
import json
import math
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
    """All examples in the order of files and entries, each with its columns as `text`."""
    return [
        Example(e.data_point, e.language, e.kind, e.number, {"text": _shown(e.content), **e.content})
        for e in read_examples(CASES)
    ]


def _shown(content: dict[str, object]) -> str:
    told = {name: content[name] for name in ("row", "figures") if name in content}
    return json.dumps(told, default=str, ensure_ascii=False, sort_keys=True)


def import_misses() -> dict[str, str]:
    """Name of each row that is known not to pass yet, with the kind of reason."""
    return known_misses(CASES)


def _rows(example: Example) -> list[dict[str, str]]:
    added = {
        "company_id": example.name,
        "kind": methodology().data_points[example.data_point].kind,
        "concept": example.data_point,
        "year": str(REPORT_YEAR),
    }
    empty = {column.name: "" for column in source_kind("observations").columns}
    row = empty | added | {name: str(value) for name, value in example.content["row"].items()}
    figures = example.content.get("figures")
    return [row | {"concept": m, "value": str(v)} for m, v in figures.items()] if figures else [row]


def _particulars(example: Example) -> dict[str, str]:
    """Whom the data point is for: a local government or a company that makes paper."""
    applies = methodology().data_points[example.data_point].applies
    listed = {"market": "a-share", "industry": "340500", "issuer_kind": ""}
    government = {"market": "bond", "industry": "", "issuer_kind": "local-government"}
    known = {"company_id": example.name, "name_en": example.name, "valid_from": "2015-01-01", "published": "2015-01-01"}
    return known | (government if applies and any(case.issuer_kind for case in applies.only) else listed)


@cache
def imported() -> tuple[dict[str, float], dict[str, tuple[str, ...]]]:
    """By name of an example the value that its data point has, and the messages with which its row was refused."""
    examples = list(read_examples(CASES))
    points = {example.name: example.data_point for example in examples}
    refused: dict[str, tuple[str, ...]] = {}
    with tempfile.TemporaryDirectory() as folder, Workspace.create(Path(folder) / "workspace") as workspace:
        file = Path(folder) / "table.csv"
        file.write_text(_csv([_particulars(example) for example in examples]), encoding="utf-8")
        import_table(workspace, "companies", file)
        for example in examples:
            file.write_text(_csv(_rows(example)), encoding="utf-8")
            try:
                import_table(workspace, "observations", file)
            except InputError as error:
                refused[example.name] = tuple(problem.message_id for problem in error.problems)
        observations = counting(workspace.store.standing_observations(), methodology().rules.precedence)
    selected = select_inputs(observations, methodology(), REPORT_YEAR)
    values = {
        row["company_id"]: row["value"]
        for row in selected.iter_rows(named=True)
        if row["value"] is not None and points[row["company_id"]] == row["data_point"]
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
        found = values.get(example.name)
        return found is not None and math.isclose(found, example.content["value"], rel_tol=1e-9)
    if "refused" in example.content:
        return bool(refused.get(example.name) == (example.content["refused"],))
    return example.name not in refused and example.name not in values
