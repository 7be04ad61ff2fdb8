"""What was known of a company on a day."""

import json
from datetime import date
from pathlib import Path

import pytest

from cnesg.cli.app import _run
from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.runs.company_view import company_view
from cnesg.pipeline.runs.running import run

TABLES = {
    "companies": (
        "company_id,name_en,short_name,market,industry,valid_from,valid_to,published",
        "C,Old Mill Ltd,老磨,a-share,340500,2010-01-01,,2010-01-01",
        "C,New Mill Ltd,老磨,a-share,110000,2018-07-01,,2018-06-20",
        "P,Mill Group,,unlisted,340500,2010-01-01,,2010-01-01",
    ),
    "names": ("company_id,name,kind,language,valid_from,valid_to,published", "C,磨坊,other,zh,2012-01-01,,2012-01-01"),
    "listings": (
        "company_id,code,status,valid_from,valid_to,published",
        "C,600001.SH,listed,2010-01-01,,2010-01-01",
        "C,600001.SH,special-treatment,2019-05-01,,2019-04-30",
    ),
    "relations": (
        "company_id,parent_id,relation,share,valid_from,valid_to,published",
        "C,P,subsidiary,51,2015-01-01,,2015-03-01",
    ),
}


@pytest.fixture
def mill(tmp_path: Path) -> Workspace:
    made = Workspace.create(tmp_path / "mill")
    for kind, lines in TABLES.items():
        path = tmp_path / f"{kind}.csv"
        path.write_text("\n".join((*lines, "")), encoding="utf-8")
        import_table(made, kind, path)
    later = tmp_path / "delisting.csv"  # a word on a span that is known already comes in a file of its own
    later.write_text(
        f"{TABLES['listings'][0]}\nC,600001.SH,listed,2010-01-01,2020-06-30,2020-06-20\n", encoding="utf-8"
    )
    import_table(made, "listings", later)
    return made


def test_nothing_published_later_is_shown(mill: Workspace) -> None:
    then = company_view(mill, "C", date(2014, 12, 31))
    assert then["particulars"]["name_en"] == "Old Mill Ltd"
    assert [row["name"] for row in then["names"]] == ["Old Mill Ltd", "磨坊", "老磨"]
    assert [(row["status"], row["valid_to"]) for row in then["listings"]] == [("listed", None)]
    assert (then["relations"], then["documents"], then["scores"]) == ([], [], None)
    assert [row["industry"] for row in then["industries"]] == ["340500"]


def test_spans_end_where_the_next_begins_and_equal_ones_are_one(mill: Workspace) -> None:
    now = company_view(mill, "C", date(2021, 1, 1))
    names = {row["name"]: (row["valid_from"], row["valid_to"]) for row in now["names"]}
    assert names["Old Mill Ltd"] == (date(2010, 1, 1), date(2018, 6, 30))
    assert names["老磨"] == (date(2010, 1, 1), None)
    assert [(row["industry"], row["valid_to"]) for row in now["industries"]] == [
        ("340500", date(2018, 6, 30)),
        ("110000", None),
    ]
    assert [(row["status"], row["valid_to"], row["published"]) for row in now["listings"]] == [
        ("listed", date(2020, 6, 30), date(2020, 6, 20)),
        ("special-treatment", None, date(2019, 4, 30)),
    ]
    assert [(row["parent_id"], row["share"]) for row in now["relations"]] == [("P", 51.0)]
    assert company_view(mill, "P", date(2021, 1, 1))["relations"] == now["relations"]


def test_a_span_within_another_lets_it_return(mill: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "within.csv"
    header = TABLES["companies"][0]
    path.write_text(f"{header}\nP,Mill Trust,,unlisted,340500,2016-01-01,2016-12-31,2016-01-01\n", encoding="utf-8")
    import_table(mill, "companies", path)
    view = company_view(mill, "P", date(2021, 1, 1))
    assert view["particulars"]["name_en"] == "Mill Group"
    assert [(row["name"], row["valid_to"]) for row in view["names"]] == [
        ("Mill Group", date(2015, 12, 31)),
        ("Mill Trust", date(2016, 12, 31)),
        ("Mill Group", None),
    ]


def test_before_anything_was_published_it_is_told(mill: Workspace) -> None:
    with pytest.raises(InputError, match="Nothing of company C was published by 2009-12-31"):
        company_view(mill, "C", date(2009, 12, 31))


@pytest.mark.heavy
def test_the_latest_run_up_to_the_day_gives_the_headline(workspace: Workspace) -> None:
    run(workspace, date(2024, 6, 30))
    scores = company_view(workspace, "L01", date(2024, 7, 31))["scores"]
    assert (scores["as_of"], scores["rows"][0]["code"]) == (date(2024, 6, 30), "TOTAL")
    assert company_view(workspace, "L01", date(2024, 6, 1))["scores"] is None


@pytest.mark.heavy
def test_the_command_prints_both_formats(mill: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    mill.store.close()
    command = ["company", "600001.SH", "--as-of", "2021-01-01", "--workspace", str(mill.folder)]
    assert _run([*command, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["company_id"], told["as_of"]) == ("C", "2021-01-01")
    assert _run(command) == 0
    shown = capsys.readouterr().out
    for text in ("Old Mill Ltd", "2018-06-30", "special-treatment", "51.0", "110000"):
        assert text in shown
