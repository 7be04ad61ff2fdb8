"""Every version of a value: which counts, and what became of the others."""

from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from cnesg.errors import InputError
from cnesg.explanation import render_tree
from cnesg.model import available_instant
from cnesg.pipeline import Workspace
from cnesg.pipeline.as_of.history import concepts_of, history
from cnesg.pipeline.checking.verifying import Wanted, decide
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.runs.reading import read_explanation
from cnesg.pipeline.runs.running import run

HEADER = "company_id,kind,concept,year,value,unit,published,source\n"


@pytest.fixture
def contested(workspace: Workspace, tmp_path: Path) -> Workspace:
    """L01 used 1 GWh by the first table; later tables say 1,002 MWh and 1,500 MWh."""
    for day, value in (("2024-05-01", 1002), ("2024-06-01", 1500)):
        path = tmp_path / f"{day}.csv"
        path.write_text(f"{HEADER}L01,quantity,electricity,2023,{value},MWh,{day},vendor\n", encoding="utf-8")
        import_table(workspace, "observations", path)
    return workspace


def verdicts(workspace: Workspace, **changes: object) -> list[tuple[object, ...]]:
    rows = history(workspace, "L01", "electricity", **changes)  # type: ignore[arg-type]
    return rows.select("canonical_value", "verdict", "question").rows()


def test_the_latest_counts_and_the_others_agree_or_contradict(contested: Workspace) -> None:
    assert verdicts(contested) == [
        (1_000_000.0, "contradicts", "available"),
        (1_002_000.0, "contradicts", "available"),
        (1_500_000.0, "counts", None),
    ]


def test_figures_that_differ_by_rounding_agree(contested: Workspace) -> None:
    in_may = available_instant(datetime(2024, 5, 15, tzinfo=UTC))
    assert verdicts(contested, as_of=in_may) == [
        (1_000_000.0, "agrees", "available"),
        (1_002_000.0, "counts", None),
    ]


def test_the_log_at_an_earlier_position_knows_less(contested: Workspace) -> None:
    assert verdicts(contested, at=2) == [(1_000_000.0, "counts", None)]
    assert verdicts(contested, at=0) == []


def test_a_persons_word_outlives_a_later_table(contested: Workspace) -> None:
    rows = history(contested, "L01", "electricity")
    first = rows["observation_id"][0]
    decide(contested, [Wanted(first, "confirmed")], "liu")
    assert [verdict for _, verdict, _ in verdicts(contested)] == ["replaced", "agrees", "contradicts", "counts"]


def test_of_a_data_point_the_metrics_of_its_formula_are_shown(workspace: Workspace) -> None:
    methodology = workspace.methodology
    computed = next(point for point in methodology.data_points.values() if point.formula and "revenue" in point.formula)
    concepts = concepts_of(computed.code, methodology)
    assert computed.code in concepts
    assert "revenue" in concepts
    assert "revenue" in history(workspace, "L01", computed.code)["concept"].to_list()


def test_an_unknown_name_is_told(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="no such data point, metric or name"):
        history(workspace, "L01", "happiness")


def test_an_explanation_shows_what_other_sources_say(contested: Workspace) -> None:
    run(contested, date(2024, 6, 30))
    written = StringIO()
    Console(width=200, file=written, color_system=None).print(
        render_tree(read_explanation(contested, "L01", "E0102", None, kind="performance"), "en")
    )
    shown = written.getvalue()
    assert "1,500,000 kWh" in shown  # what counts
    for lost in ("1,000,000 kWh", "1,002,000 kWh"):
        assert lost in shown
