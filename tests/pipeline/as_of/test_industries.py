"""Users' industries: a tree or nothing, known from the day they were published, used by runs and explanations."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from cnesg.errors import InputError
from cnesg.model import TABLES
from cnesg.pipeline import Workspace
from cnesg.pipeline.as_of.industries import industry_tree, with_industries
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.runs.reading import read_explanation
from cnesg.pipeline.runs.running import run
from cnesg.store import Store

HEADER = "code,level,parent,name_zh,name_en,published\n"
# The shipped tree has 340500 (level 2, liquor) with 340501 below it, and 340000 above it.
NEW = "340590,3,340500,果酒,Fruit Wine,2025-07-01\n"
EARLY = "340580,3,340500,米酒,Rice Wine,2020-01-01\n"
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 31)
YEAR = 2023


def written(folder: Path, text: str, name: str = "industries.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def moved(workspace: Workspace, folder: Path, industry: str, companies: int = 8) -> None:
    """The first companies of the market belong to another industry, and always did."""
    rows = "".join(f"L{n:02},Liquor {n},a-share,{industry},2016-01-01,2016-01-01\n" for n in range(1, companies + 1))
    path = written(folder, "company_id,name_en,market,industry,valid_from,published\n" + rows, "moved.csv")
    import_table(workspace, "companies", path)


def groups(workspace: Workspace, run_id: str) -> dict[str, str]:
    """The peers that electricity intensity was held against, by company."""
    where = (pl.col("run_id") == run_id) & (pl.col("code") == "E0102") & (pl.col("rule") == "relative")
    parts = workspace.store.read("parts", where=where).filter(pl.col("peer_group").is_not_null())
    return dict(parts.select("company_id", "peer_group").iter_rows())


def ranked_in(workspace: Workspace, run_id: str) -> dict[str, str]:
    scores = workspace.store.read("scores", where=(pl.col("run_id") == run_id) & (pl.col("code") == "TOTAL"))
    return dict(scores.select("company_id", "peer_group").iter_rows())


def test_an_industry_is_known_from_the_day_it_was_published(workspace: Workspace, tmp_path: Path) -> None:
    assert import_table(workspace, "industries", written(tmp_path, HEADER + NEW)) == 1
    shipped = workspace.methodology.industries
    assert industry_tree(workspace, datetime(2025, 6, 30, 15, 59, tzinfo=UTC)) is shipped
    later = industry_tree(workspace, datetime(2025, 7, 1, 16, tzinfo=UTC))
    assert set(later) - set(shipped) == {"340590"}
    assert (later["340590"].parent, later["340590"].name.en) == ("340500", "Fruit Wine")
    assert industry_tree(workspace, at=2) is shipped  # companies and observations were the first two commits


def test_the_name_in_english_may_be_left_out(workspace: Workspace, tmp_path: Path) -> None:
    import_table(workspace, "industries", written(tmp_path, HEADER + "340590,3,340500,果酒,,2025-07-01\n"))
    assert industry_tree(workspace)["340590"].name.en == "果酒"


def test_a_later_row_and_a_row_stored_later_supersede(workspace: Workspace, tmp_path: Path) -> None:
    rows = NEW + "340590,3,340400,果酒,Fruit Wine,2026-01-01\n340501,3,340400,白酒,Liquor,2026-01-01\n"
    import_table(workspace, "industries", written(tmp_path, HEADER + rows))
    parents = [industry_tree(workspace, datetime(year, 6, 1, tzinfo=UTC)).get("340501") for year in (2025, 2026)]
    assert [entry and entry.parent for entry in parents] == ["340500", "340400"]
    assert industry_tree(workspace, datetime(2025, 9, 1, tzinfo=UTC))["340590"].parent == "340500"
    import_table(workspace, "industries", written(tmp_path, HEADER + NEW.replace("340500", "340600")))
    assert industry_tree(workspace, datetime(2025, 9, 1, tzinfo=UTC))["340590"].parent == "340600"
    assert industry_tree(workspace)["340590"].parent == "340400"


def test_the_same_file_twice_is_stored_once(workspace: Workspace, tmp_path: Path) -> None:
    path = written(tmp_path, HEADER + NEW)
    assert [import_table(workspace, "industries", path) for _ in range(2)] == [1, 0]


def test_a_file_that_makes_no_tree_is_refused_with_every_problem(workspace: Workspace, tmp_path: Path) -> None:
    rows = (
        "910100,2,910000,甲,,2025-07-01\n"  # no such parent
        "340590,2,340500,乙,,2025-07-01\n"  # beside its parent
        "920000,1,340000,丙,,2025-07-01\n"  # at the top, with a parent
        "930000,2,,丁,,2025-07-01\n"  # below nothing
        "940000,2,940100,戊,,2025-07-01\n"  # two that stand below each other
        "940100,3,940000,己,,2025-07-01\n"
        "340000,2,110000,食品饮料,,2026-01-01\n"  # what ships below it would be too high
    )
    path = written(tmp_path, HEADER + rows)
    position = workspace.store.position
    with pytest.raises(InputError) as caught:
        import_table(workspace, "industries", path)
    lines = caught.value.lines("en")
    assert [line.split(", ")[1].split(":")[0] for line in lines][:6] == [f"row {n}" for n in range(1, 7)]
    assert "parent 910000, which is known neither" in lines[0]
    assert "level 2 would stand below 340500 of level 2" in lines[1]
    assert "340000. Leave it empty" in lines[2]
    assert "needs a parent" in lines[3]
    assert "940000 < 940100 < 940000" in lines[4]
    assert "940100 < 940000 < 940100" in lines[5]
    below = [code for code, entry in workspace.methodology.industries.items() if entry.parent == "340000"]
    assert len(lines) == 6 + len(below)
    assert all("row 7: from 2026-01-01 on" in line for line in lines[6:])
    assert len(caught.value.lines("zh")) == len(lines)
    assert workspace.store.position == position


def test_bad_cells_and_a_code_given_twice_are_refused(workspace: Workspace, tmp_path: Path) -> None:
    path = written(tmp_path, HEADER + "3405,4,白酒,,X,soon\n")
    with pytest.raises(InputError) as caught:
        import_table(workspace, "industries", path)
    assert [p.values["column"] for p in caught.value.problems] == ["code", "level", "parent", "name_zh", "published"]
    path = written(tmp_path, HEADER + NEW + NEW)
    with pytest.raises(InputError, match=r"row 2: the same as row 1 \(340590, 2025-07-01\)"):
        import_table(workspace, "industries", path)


def test_a_parent_that_comes_later_is_no_parent_yet(workspace: Workspace, tmp_path: Path) -> None:
    rows = "910100,2,910000,甲,,2025-07-01\n910000,1,,甲,,2025-08-01\n"
    with pytest.raises(InputError, match=r"row 1: industry 910100 has the parent 910000.*by 2025-07-01"):
        import_table(workspace, "industries", written(tmp_path, HEADER + rows))
    assert import_table(workspace, "industries", written(tmp_path, HEADER + rows.replace("07-01", "08-01"))) == 2


def test_companies_take_only_codes_that_the_workspace_has(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'340590' is no industry code"):
        moved(workspace, tmp_path, "340590", companies=1)
    import_table(workspace, "industries", written(tmp_path, HEADER + NEW))
    moved(workspace, tmp_path, "340590", companies=1)
    assert workspace.companies()["industry"].to_list().count("340590") == 1


@pytest.mark.heavy
def test_companies_are_compared_in_the_new_industry_from_its_day_on(workspace: Workspace, tmp_path: Path) -> None:
    import_table(workspace, "industries", written(tmp_path, HEADER + NEW + EARLY))
    moved(workspace, tmp_path, "340590")
    before = run(workspace, BEFORE, fiscal_year=YEAR)
    after = run(workspace, AFTER, fiscal_year=YEAR)
    assert groups(workspace, before.run_id)["L01"] == "MARKET"  # nobody knew the industry then
    assert groups(workspace, after.run_id)["L01"] == "340590"
    assert groups(workspace, after.run_id)["L12"] == "340500"
    assert ranked_in(workspace, before.run_id)["L01"] == "MARKET"
    assert ranked_in(workspace, after.run_id)["L01"] == "340000"


@pytest.mark.heavy
def test_materiality_and_explanation_follow_the_imported_tree(workspace: Workspace, tmp_path: Path) -> None:
    import_table(workspace, "industries", written(tmp_path, HEADER + NEW))
    moved(workspace, tmp_path, "340590")
    run(workspace, AFTER, fiscal_year=YEAR)
    told = read_explanation(workspace, "L01", "E0102", None).as_dict()
    used = [leaf["rule"] for part in told["parts"] for leaf in part["parts"] if leaf["rule"]]
    assert {rule["peer_group_en"] for rule in used if rule["peer_group"]} == {"Fruit Wine"}
    issue = read_explanation(workspace, "L01", "E01", None)
    assert issue.industry is not None
    assert issue.industry.industry == "340000"
    assert issue.industry.reason_en


@pytest.mark.heavy
def test_an_explanation_names_industries_as_its_run_knew_them(workspace: Workspace, tmp_path: Path) -> None:
    import_table(workspace, "industries", written(tmp_path, HEADER + NEW))
    moved(workspace, tmp_path, "340590")
    run(workspace, AFTER, fiscal_year=YEAR)
    before = read_explanation(workspace, "L01", "TOTAL", None)
    import_table(workspace, "industries", written(tmp_path, HEADER + NEW.replace("Fruit Wine", "Cider")))
    assert read_explanation(workspace, "L01", "TOTAL", None) == before
    assert with_industries(workspace, workspace.methodology).industries["340590"].name.en == "Cider"


@pytest.mark.heavy
def test_an_import_leaves_runs_of_days_before_it_counts_as_they_were(workspace: Workspace, tmp_path: Path) -> None:
    first = run(workspace, BEFORE, fiscal_year=YEAR)
    import_table(workspace, "industries", written(tmp_path, HEADER + NEW))
    again = run(workspace, BEFORE, fiscal_year=YEAR)
    assert (again.run_id, again.known) == (first.run_id, True)


@pytest.mark.heavy
def test_a_new_industry_at_the_top_has_no_ratings(workspace: Workspace, tmp_path: Path) -> None:
    rows = "910000,1,,新兴,Emerging,2025-07-01\n910100,2,910000,新兴甲,Emerging A,2025-07-01\n"
    import_table(workspace, "industries", written(tmp_path, HEADER + rows))
    moved(workspace, tmp_path, "910100", companies=12)
    done = run(workspace, AFTER, fiscal_year=YEAR)
    parts = workspace.store.read("parts", where=pl.col("run_id") == done.run_id)
    assert parts["materiality"].is_null().all()
    assert (parts["industry_weight"] == parts["weight"]).all()
    assert set(ranked_in(workspace, done.run_id).values()) == {"910000"}


def test_a_workspace_from_before_the_table_takes_industries(tmp_path: Path) -> None:
    older = {name: schema for name, schema in TABLES.items() if name != "industries"}
    Store.create(tmp_path / "old", tables=older).close()
    with Workspace.open(tmp_path / "old") as opened:
        assert industry_tree(opened) is opened.methodology.industries
        assert import_table(opened, "industries", written(tmp_path, HEADER + NEW)) == 1
