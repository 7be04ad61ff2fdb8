"""A run under many methodologies: totals as the engine gives them, and what is told of draws."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from tests.pipeline.conftest import observations_csv

from cnesg.errors import InputError
from cnesg.framework.definitions import Profile
from cnesg.framework.issuer_groups import load_issuer_groups
from cnesg.framework.materiality import load_materiality
from cnesg.framework.multiverse import GROUPS, drawing
from cnesg.framework.overrides import with_profile
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.robustness.sensitivity import Scorer, measured, universes
from cnesg.pipeline.robustness.sensitivity_chart import sensitivity_spec, write_chart
from cnesg.pipeline.runs.basis import ScoringBasis, computed_inputs, scoring_basis
from cnesg.pipeline.runs.reading import latest_run
from cnesg.pipeline.runs.running import run
from cnesg.scoring import score
from cnesg.scoring.plan import KINDS

DAY = date(2024, 8, 31)


@pytest.fixture
def basis(workspace: Workspace) -> ScoringBasis:
    run(workspace, DAY)
    found = latest_run(workspace, None, None)
    chosen = Profile.model_validate_json(found["profile_content"])
    return scoring_basis(workspace, chosen, found["as_of"], found["store_position"], found["fiscal_year"])


@pytest.mark.heavy
def test_totals_are_those_of_the_engine(
    workspace: Workspace, basis: ScoringBasis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "GROUPS", tuple(replace(group, draws=1) for group in GROUPS))
    made = universes(
        workspace, basis, 7, [group.name for group in GROUPS if group.name not in ("dimensions", "issues")]
    )
    scorer = Scorer(made)
    for pick in ({}, dict.fromkeys(made.variants, 0)):
        found = scorer.totals(pick)
        profile = made.world(pick).profile
        fed = {path.split(".")[1] for path in profile.overrides if path.endswith(".feeds")}
        told = profile.model_copy(update={"mix": {code: profile.mix[code] for code in fed}})
        methodology = with_profile(basis.methodology, told)
        families = load_issuer_groups(methodology.folder)
        rated = made.variants["materiality"][0].methodology if pick else None
        by = replace(basis, methodology=methodology, families=families)
        inputs = computed_inputs(workspace, by)
        scores, _ = score(
            inputs,
            basis.companies,
            methodology,
            profile,
            fiscal_year=basis.fiscal_year,
            as_of=basis.instant,
            materiality=load_materiality(rated.folder) if rated else basis.materiality,
            families=families,
        )
        for place, kind in enumerate(KINDS):
            totals = scores.filter((pl.col("code") == "TOTAL") & (pl.col("kind") == kind)).sort("company_id")
            assert totals["company_id"].to_list() == scorer.ids.to_list()
            assert found[place] == pytest.approx(totals["score"].to_numpy(), abs=1e-9)


@pytest.mark.heavy
def test_redrawn_estimates_move_those_who_have_them(workspace: Workspace, basis: ScoringBasis, tmp_path: Path) -> None:
    # Of the twelve who use electricity two do not say how much water they use: it is estimated from the others'.
    water = [f"L{n:02},quantity,water_total,2023,{1000 * n * n},t,2024-04-15,tables" for n in range(1, 11)]
    path = tmp_path / "water.csv"
    path.write_text("\n".join([observations_csv().splitlines()[0], *water, ""]), encoding="utf-8")
    import_table(workspace, "observations", path)
    run(workspace, DAY)
    basis = replace(basis, position=workspace.store.position)
    scorer = Scorer(universes(workspace, basis, 7, []))
    lean = np.random.default_rng((7, 0)).standard_normal(len(scorer.ids))
    found, plain = (one[KINDS.index("synthetic")] for one in (scorer.totals({}, lean, 7), scorer.totals({})))
    moved = dict(zip(scorer.ids, np.abs(found - plain), strict=True))
    assert min(moved["L11"], moved["L12"]) > 1.0


@pytest.mark.heavy
def test_without_choices_there_is_no_spread(workspace: Workspace, basis: ScoringBasis, tmp_path: Path) -> None:
    none = measured("run", universes(workspace, basis, 7, []), 4, 7)
    assert none.factors.is_empty()
    same = none.companies
    assert same.select((pl.col("percentile_low") == pl.col("percentile_high")).all()).item()
    assert same.select((pl.col("percentile") == pl.col("percentile_low")).all()).item()
    assert all(grades == [{"grade": own, "share": 1.0}] for own, grades in same.select("grade", "grades").iter_rows())
    assert set(same["top_quartile"]) <= {0.0, 1.0}
    with pytest.raises(InputError):
        write_chart(none, tmp_path / "chart.pdf")


@pytest.mark.heavy
def test_one_group_alone_has_all_the_influence(
    workspace: Workspace, basis: ScoringBasis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Who uses little electricity uses much water: whether each is scored, and how, decides who is ahead.
    water = [f"L{n:02},quantity,water_total,2023,{1000 * (13 - n)},t,2024-04-15,tables" for n in range(1, 12)]
    path = tmp_path / "water.csv"
    path.write_text("\n".join([observations_csv().splitlines()[0], *water, ""]), encoding="utf-8")
    import_table(workspace, "observations", path)
    basis = replace(basis, position=workspace.store.position)
    monkeypatch.setattr(drawing, "GROUPS", tuple(replace(group, draws=6) for group in GROUPS))
    made = universes(workspace, basis, 7, ["measures", "grades"])
    found, again = (measured("run", made, 60, 7) for _ in range(2))
    assert found.factors.equals(again.factors)
    assert found.companies.equals(again.companies)
    total = dict(found.factors.select("factor", "total").iter_rows())
    assert total == {"measures": pytest.approx(1, abs=0.3), "grades": 0}
    assert found.draws == 60
    shares = [sum(one["share"] for one in grades) for grades in found.companies["grades"]]
    assert shares == pytest.approx(np.ones(len(shares)))
    spec = sensitivity_spec(found)
    assert [len(panel["data"]["values"]) for panel in spec["vconcat"]] == [2, 12]
    assert spec["vconcat"][1]["title"].endswith("top 12 by total")
    write_chart(found, tmp_path / "chart.json")
    assert json.loads((tmp_path / "chart.json").read_text(encoding="utf-8")) == spec
