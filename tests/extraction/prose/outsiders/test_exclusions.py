"""Every exclusion of the methodology keeps the figure of its example out, and no other one does."""

from dataclasses import replace
from pathlib import Path

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.framework.exclusions import CompiledExclusion, CompiledLabel, Exclusions, load_exclusions
from cnesg.text import read_document

KNOWLEDGE = Knowledge.of(load_methodology())
EXCLUSIONS = load_exclusions()


def told(folder: Path, one: CompiledExclusion, exclusions: Exclusions) -> bool:
    """Whether a row of one of an exclusion's metrics has the figure of its example."""
    report = folder / "report.txt"
    report.write_text(one.entry.example + "\n", encoding="utf-8")
    rows = extract_quantities(read_document(report), replace(KNOWLEDGE, exclusions=exclusions), year=2022)
    return any(one.is_about(row.metric) and row.value == pytest.approx(one.entry.figure) for row in rows)


@pytest.mark.parametrize("one", EXCLUSIONS.entries, ids=lambda one: f"{one.entry.metrics[0]}: {one.entry.of}")
def test_its_example_needs_it(tmp_path: Path, one: CompiledExclusion) -> None:
    others = Exclusions(tuple(other for other in EXCLUSIONS.entries if other is not one), EXCLUSIONS.labels)
    assert told(tmp_path, one, others)
    assert not told(tmp_path, one, EXCLUSIONS)


@pytest.mark.parametrize("one", EXCLUSIONS.labels, ids=lambda one: f"{one.entry.metrics[0]}: {one.entry.of}")
def test_each_label_of_its_examples_needs_it_and_those_unlike_them_are_facts(one: CompiledLabel) -> None:
    others = Exclusions(labels=tuple(other for other in EXCLUSIONS.labels if other is not one))
    metric = "energy_total" if one.entry.metrics[0] == "*" else one.entry.metrics[0]
    for example in one.entry.examples:
        assert keeps_out(EXCLUSIONS, one, example, metric)
        assert not keeps_out(others, one, example, metric), f"{example} needs it not"
    assert not any(keeps_out(EXCLUSIONS, one, label, metric) for label in one.entry.unlike)


def keeps_out(exclusions: Exclusions, one: CompiledLabel, label: str, metric: str) -> bool:
    """Whether a label of the kind that an exclusion is about, of a row, a column or a table, is kept out."""
    if one.entry.header:
        return exclusions.keeps_out_header(label, metric)
    if one.entry.over:
        return exclusions.keeps_out_below(label, metric)
    return exclusions.keeps_out_label(label, metric)


def test_a_row_and_a_column_of_other_things_give_no_fact(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    rows = [
        "指标\t单位\t2022年",
        "外购蒸汽\t吨\t1,250",
        "外售蒸汽\t吨\t480",
        "员工人数\t人\t812",
        "离退休员工人数\t人\t96",
    ]
    report.write_text("\n".join(rows) + "\n", encoding="utf-8")
    told_values = {row.value for row in extract_quantities(read_document(report), KNOWLEDGE, year=2022)}
    assert told_values == {1250, 812}
    unkept = replace(KNOWLEDGE, exclusions=Exclusions(EXCLUSIONS.entries))
    assert {480, 96} & {row.value for row in extract_quantities(read_document(report), unkept, year=2022)}


def test_rows_below_a_title_of_other_things_give_no_fact(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    rows = [
        "Number of Directors and employees against whom disciplinary action was taken for bribery:",
        "\tFY 2022\tFY 2021",
        "Directors\t0\t1",
        "Employees\t3\t2",
    ]
    report.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert extract_quantities(read_document(report), KNOWLEDGE, year=2022) == []
    unkept = replace(KNOWLEDGE, exclusions=Exclusions(EXCLUSIONS.entries))
    assert {0, 1} <= {row.value for row in extract_quantities(read_document(report), unkept, year=2022)}


def test_without_any_exclusion_reports_are_read_all_the_same(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("公司共有员工1,284人。\n", encoding="utf-8")
    rows = extract_quantities(read_document(report), replace(KNOWLEDGE, exclusions=Exclusions()), year=2022)
    assert [(row.metric, row.value) for row in rows] == [("employees_total", 1284)]
