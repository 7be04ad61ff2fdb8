"""Facts of one instant by the rules of another: the same whether computed whole or by what the rules change."""

from datetime import date
from pathlib import Path

import pytest

from cnesg.framework.profiles import find_profile
from cnesg.model import available_instant
from cnesg.pipeline import Workspace
from cnesg.pipeline.comparison.crossed_inputs import crossed_inputs
from cnesg.pipeline.comparison.worlds import changed_series
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.runs.basis import ScoringBasis, computed_inputs, scoring_basis


def basis(workspace: Workspace, day: date, profile: str = "default") -> ScoringBasis:
    chosen = find_profile(workspace.methodology, profile)
    return scoring_basis(workspace, chosen, available_instant(day), workspace.store.position, 2023)


@pytest.mark.heavy
def test_a_factor_published_in_between_changes_what_rests_on_it(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "fuel.csv"
    path.write_text(
        "company_id,kind,concept,year,value,unit,published,source\n"
        + "".join(f"L{n:02},quantity,natural_gas,2023,{n}000,m3,2024-04-15,tables\n" for n in range(1, 13)),
        encoding="utf-8",
    )
    import_table(workspace, "observations", path)
    then, now = (basis(workspace, day) for day in (date(2024, 8, 31), date(2025, 12, 31)))
    assert changed_series(then, now) == {"grid-national"}
    own = computed_inputs(workspace, then)
    crossed = crossed_inputs(workspace, own, then, now)
    assert crossed.equals(computed_inputs(workspace, then, now))
    assert not crossed.equals(own)


@pytest.mark.heavy
def test_other_rules_are_computed_whole_and_the_same_ones_not_at_all(workspace: Workspace) -> None:
    then, auto_accept = (basis(workspace, date(2024, 8, 31), profile) for profile in ("default", "auto-accept"))
    own = computed_inputs(workspace, then)
    assert crossed_inputs(workspace, own, then, then) is own
    assert crossed_inputs(workspace, own, then, auto_accept).equals(computed_inputs(workspace, then, auto_accept))
