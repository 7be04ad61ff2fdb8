"""English lists: things given, taxes in kind, parts of a count that a sentence begins with, three scopes in a row."""

from pathlib import Path

import pytest

from cnesg.extraction.prose.wordings.things_given import _DONATED
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import read_document

METHODOLOGY = load_methodology()


def told(folder: Path, sentence: str) -> list[tuple[str, float, str, dict[str, str]]]:
    report = folder / "report.txt"
    report.write_text(sentence + "\n", encoding="utf-8")
    rows = extract_quantities(read_document(report), METHODOLOGY, year=2022)
    return [(row.metric, row.value, row.unit, dict(row.breakdown)) for row in rows]


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "In 2022 we donated 20,000 masks, 500 protective suits and 3 tonnes of disinfectant.",
            [(20000, "count", "masks"), (500, "count", "protective suits"), (3, "t", "disinfectant")],
        ),
        (
            "The Group donated 120 computers and 3,000 books to rural schools.",
            [(120, "count", "computers"), (3000, "count", "books")],
        ),
        ("During the year the Company donated 86 tonnes of food.", [(86, "t", "food")]),
    ],
)
def test_things_given_are_told_by_what_they_are(
    tmp_path: Path, sentence: str, facts: list[tuple[float, str, str]]
) -> None:
    assert told(tmp_path, sentence) == [("donations_goods", value, unit, {"item": item}) for value, unit, item in facts]


@pytest.mark.parametrize(
    "sentence", ["Employees donated 1,200 hours of their time.", "We donated to 45 charities in 2022."]
)
def test_time_and_those_who_receive_are_no_things(tmp_path: Path, sentence: str) -> None:
    assert not [metric for metric, *_ in told(tmp_path, sentence) if metric == "donations_goods"]


def test_each_tax_has_its_own_name(tmp_path: Path) -> None:
    found = told(tmp_path, "We paid US$12 million in income tax, US$3 million in payroll tax and US$1 million in VAT.")
    assert [(value, classes) for _, value, _, classes in found] == [
        (12e6, {"type": "income tax"}),
        (3e6, {"type": "payroll tax"}),
        (1e6, {"type": "vat"}),
    ]


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "Of 4,210 employees, 2,105 work in Asia, 1,200 in Europe and 905 in the Americas.",
            [
                ("employees_total", 4210, {}),
                ("employees", 2105, {"region": "asia"}),
                ("employees", 1200, {"region": "europe"}),
                ("employees", 905, {"region": "americas"}),
            ],
        ),
        (
            "Of our 4,102 new hires, 1,200 were women.",
            [("new_hires", 4102, {}), ("new_hires", 1200, {"gender": "female"})],
        ),
        (
            "Scope 1 emissions were 12,300 tCO2e, Scope 2 emissions 45,600 tCO2e and Scope 3 emissions 230,000 tCO2e.",
            [("ghg_scope1", 12300, {}), ("ghg_scope2", 45600, {}), ("ghg_scope3", 230000, {})],
        ),
    ],
)
def test_lists_are_read_to_their_end(
    tmp_path: Path, sentence: str, facts: list[tuple[str, float, dict[str, str]]]
) -> None:
    assert [(metric, value, classes) for metric, value, _, classes in told(tmp_path, sentence)] == facts


def test_long_lists_are_read_in_no_time() -> None:
    items = " and ".join(f"{count} red and blue boxes and bags" for count in range(1, 200))
    assert _DONATED.search(f"we donated {items} (") is None  # and it ends: each item is taken once
