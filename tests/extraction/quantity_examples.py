"""Invented examples and near misses of each quantity data point (`tests/cases/quantities`), read as documents.

`python -m tests.extraction.quantity_examples [CODE...]` prints how many pass for each Level I indicator and what each
failing text gave; with codes (`E`, `E01`, `E0102-01`) only those.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import Methodology, load_methodology
from cnesg.model import Quantity
from cnesg.text import read_document

CASES = Path(__file__).resolve().parents[1] / "cases" / "quantities"
LANGUAGES = ("en", "zh")
REPORT_YEAR = 2024
MISS_KINDS = {
    "wording": "the text names the metric in words that the lexicon lacks, or that it takes for another metric",
    "carrying": "the number stands in another clause or sentence than its subject",
    "class": "the text gives a part (a plant, a fuel, a kind) that the reader takes for the whole",
    "whole": "the text gives the whole that the reader takes for a part",
    "other-entity": "the figure is of another company, a customer, an industry",
    "meaning": "a plan, a permit, a capacity, a limit or a change taken for a value of the year",
    "zero": "zero said in words",
    "computation": "the value has to be computed from the text, for instance 3 of 9 members",
    "unit": "the unit is not read, or not in this place",
    "confidence": "found, but left out as probably wrong, as rows found in this way are",
    "table": "the place of the figure in its table is not understood",
}


@dataclass(frozen=True)
class Example:
    """One text for one data point.

    Attributes:
        data_point: code, `E0102-01`.
        language: en or zh.
        kind: `example` states the data point, `counter` only seems to.
        number: 1-based place in its list.
        content: the entry as written: `text`, and `value`, `unit`, `year` of an example or `why` of a counter-example.
    """

    data_point: str
    language: str
    kind: Literal["example", "counter"]
    number: int
    content: dict[str, Any]

    @property
    def name(self) -> str:
        """How `known-misses` files name it: `E0102-01 en counter 2`."""
        return f"{self.data_point} {self.language} {self.kind} {self.number}"


@cache
def methodology() -> Methodology:
    return load_methodology()


@cache
def knowledge() -> Knowledge:
    return Knowledge.of(methodology())


def case_files(folder: Path = CASES) -> list[Path]:
    """One file for each Level I indicator or dimension that has such data points: `E01.yaml`, `E.yaml`."""
    return sorted(folder.glob("[ESG]*.yaml"))


def entries(file: Path) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return content


def examples() -> Iterator[Example]:
    """All texts in the order of files and entries."""
    yield from read_examples(CASES)


def read_examples(folder: Path) -> Iterator[Example]:
    """The texts of the case files of a folder, in the order of files and entries."""
    for file in case_files(folder):
        for entry in entries(file):
            for language in LANGUAGES:
                for n, content in enumerate(entry["examples"][language], start=1):
                    yield Example(entry["data_point"], language, "example", n, content)
                for n, content in enumerate(entry["counter"][language], start=1):
                    yield Example(entry["data_point"], language, "counter", n, content)


def known_misses(folder: Path = CASES) -> dict[str, str]:
    """Name of each text that is known not to pass yet, with the kind of reason; one file for each dimension."""
    return {
        miss["example"]: miss["kind"]
        for file in sorted(folder.glob("known-misses*.yaml"))
        for miss in yaml.safe_load(file.read_text(encoding="utf-8")) or []
    }


def read(text: str) -> list[Quantity]:
    """What the shipped extractor finds in a report for 2024 of nothing but this text."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.txt"
        file.write_text(text, encoding="utf-8")
        return extract_quantities(
            read_document(file), knowledge(), year=REPORT_YEAR, data_point_of=methodology().data_point_of
        )


def passes(example: Example, rows: list[Quantity]) -> bool:
    """Whether the rows say what the example asks: its value and year, or nothing for this data point.

    Scoring selects canonical values alone, so a value that was read and not converted is no pass.
    """
    own = [row for row in rows if row.data_point == example.data_point]
    if example.kind == "counter":
        return not own
    wanted, year = canonical_value(example), example.content.get("year", REPORT_YEAR)
    return any(
        row.year == year and row.canonical_value is not None and _same(row.canonical_value, wanted) for row in own
    )


def canonical_value(example: Example) -> float:
    """The example's value in the metric's canonical unit; in its own where that has none of its family."""
    select = methodology().data_points[example.data_point].select
    assert select is not None, f"{example.data_point} is computed and needs no examples"
    know, value, unit = knowledge(), float(example.content["value"]), example.content["unit"]
    converted = know.units.convert(value, unit, know.unit_of(select.metric), select.metric)
    return value if converted is None else converted


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(abs(one), abs(other))


def report(codes: tuple[str, ...]) -> None:
    """Prints the pass rate of each Level I indicator and dimension, and what each failing text gave."""
    known, passed, total = known_misses(), dict[str, int](), dict[str, int]()
    for example in examples():
        if codes and not example.data_point.startswith(codes):
            continue
        rows = read(example.content["text"])
        good = passes(example, rows)
        dimension = example.data_point[0]
        for group in (example.data_point[:3], f"{dimension} in all", f"{dimension} {example.kind}"):
            total[group] = total.get(group, 0) + 1
            passed[group] = passed.get(group, 0) + good
        if not good or example.name in known:
            _print_one(example, rows, known.get(example.name), good=good)
    for group, count in total.items():
        print(f"{group}: {passed[group]} of {count} pass, {passed[group] / count:.1%}")  # noqa: T201


def _print_one(example: Example, rows: list[Quantity], known: str | None, *, good: bool) -> None:
    state = "passes though listed" if good else f"known: {known}" if known else "FAILS"
    print(f"{example.name} [{state}]\n  {example.content['text']!r}")  # noqa: T201
    if example.kind == "example":
        print(f"  wanted {example.content['value']} {example.content['unit']}")  # noqa: T201
    for row in rows:
        print(f"  found {row.metric} {row.data_point or '-'} {row.breakdown} {row.value} {row.unit} {row.year}")  # noqa: T201


if __name__ == "__main__":
    report(tuple(sys.argv[1:]))
