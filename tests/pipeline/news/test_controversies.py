"""From news of severe events to the controversy-adjusted score, each event once."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.everybody_rated import everybody_rated

from cnesg.errors import Language
from cnesg.explanation.tree import Explanation
from cnesg.explanation.words import Words
from cnesg.model.tables import ADJUSTED
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.months.monthly import run_months
from cnesg.pipeline.news.taking_in import import_news
from cnesg.pipeline.runs.reading import read_explanation
from cnesg.pipeline.runs.replaying import replay
from cnesg.pipeline.runs.running import run

DAY = date(2024, 8, 31)  # fiscal year 2023
COMPANIES = """company_id,name_en,name_zh,short_name,market,industry,valid_from,published
C1,Lanxiu Hardware,岚岫五金股份有限公司,岚岫五金,a-share,640000,2010-01-01,2010-01-01
C2,Shuchou Pharma,漱畴制药股份有限公司,漱畴制药,a-share,370000,2010-01-01,2010-01-01
"""
FACTS = """company_id,kind,concept,year,value,unit,published,source
C1,quantity,revenue,2023,1000000000,CNY,2024-04-20,annual report
C2,quantity,revenue,2023,1000000000,CNY,2024-04-20,annual report
C1,quantity,tax_paid,2023,50000000,CNY,2024-04-20,annual report
C2,quantity,tax_paid,2023,40000000,CNY,2024-04-20,annual report
"""
DEATHS = """company_id,kind,concept,year,value,unit,published,source
C1,quantity,fatalities,2023,{deaths},persons,2024-04-20,annual report
"""
INVESTIGATED = "岚岫五金被证监会立案调查。"
POLLUTED = "岚岫五金偷排废水，电镀车间私设暗管，被生态环境局罚款38.5万元。"
CARTEL = "岚岫五金与竞争对手达成垄断协议，被市场监管总局罚款200万元。"
LANGUAGES: tuple[Language, ...] = ("en", "zh")
DENIED = "岚岫五金澄清：网传公司被立案调查的消息不实。"


def item(key: str, text: str, day: str) -> dict[str, Any]:
    return {
        "id": key,
        "title": f"标题{key}",
        "text": text,
        "date": f"{day}T10:00:00+08:00",
        "source": "新华社",
        "url": f"https://news.example.com/{key}",
    }


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "ws") as opened:
        take(opened, "companies", COMPANIES)
        take(opened, "observations", FACTS)
        yield opened


def take(workspace: Workspace, kind: str, content: str) -> None:
    path = workspace.folder.with_name(f"{kind}.csv")
    path.write_text(content, encoding="utf-8")
    import_table(workspace, kind, path)


def tell(workspace: Workspace, *items: dict[str, Any]) -> None:
    path = workspace.folder.with_name(f"{items[0]['id']}.jsonl")
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in items), encoding="utf-8")
    assert import_news(workspace, path).new == len(items)


def events(workspace: Workspace, day: date = DAY, profile: str = "default") -> list[tuple[str, float, str | None]]:
    """Event, deduction and why it is left out, of a run."""
    run_id = run(workspace, day, profile, 2023).run_id
    assert replay(workspace, run_id).same
    rows = workspace.store.read("controversies", runs=[run_id])
    return list(rows.select("event", "deduction", "left_out").iter_rows())


@pytest.mark.heavy
def test_a_severe_event_lowers_the_adjusted_score_alone(workspace: Workspace) -> None:
    tell(workspace, item("seen", INVESTIGATED, "2024-07-01"))
    done = run(workspace, DAY)
    (event,) = workspace.store.read("controversies", runs=[done.run_id]).to_dicts()
    wanted = {"title": "标题seen", "severity": 4, "standing": "reported", "deduction": 18.0, "weight": 0.4}
    assert {name: event[name] for name in wanted} == wanted
    assert event["news"] == ["seen"]
    rows = workspace.store.read("scores", runs=[done.run_id], where=pl.col("code").is_in(["TOTAL", "E", "S", "G"]))
    of = {(row["company_id"], row["code"], row["kind"]): row for row in rows.iter_rows(named=True)}
    for company in ("C1", "C2"):
        for code in ("TOTAL", "E", "S", "G"):
            before, after = of[company, code, "synthetic"], of[company, code, ADJUSTED]
            off = {"G": 18, "TOTAL": 7.2}.get(code, 0) if company == "C1" else 0
            assert before["score"] is None or after["score"] == pytest.approx(max(before["score"] - off, 0))
            assert after["no_score"] == before["no_score"]
    assert not list(audit(workspace))


@pytest.mark.heavy
def test_reprints_are_one_event_whatever_words_confirm_it(workspace: Workspace) -> None:
    reported = "岚岫五金偷排废水，电镀车间私设暗管。"
    tell(workspace, item("a", reported, "2024-05-01"), item("b", f"【快讯】{reported}", "2024-05-02"))
    assert events(workspace) == [("C1:E03-002:a", 18.0, None)]
    tell(workspace, item("c", POLLUTED, "2024-05-20"))
    assert events(workspace) == [("C1:E03-002:a", 30.0, None)], "an authority confirms it"


@pytest.mark.heavy
def test_what_the_company_denies_takes_nothing_off(workspace: Workspace) -> None:
    tell(workspace, item("a", DENIED, "2024-05-01"))
    assert events(workspace) == [("C1:G07-024:a", 0.0, "denied")]


@pytest.mark.heavy
def test_an_event_that_its_data_point_has_scored_takes_off_no_more_than_what_goes_beyond(workspace: Workspace) -> None:
    tell(workspace, item("later", POLLUTED, "2024-03-01"))
    assert scored_of(workspace) == {"C1:E03-002:later": (0.0, 30.0, None)}, "2024 is scored next year"
    tell(workspace, item("scored", POLLUTED, "2023-09-05"))
    scored, deduction, data_point = scored_of(workspace)["C1:E03-002:scored"]
    assert 0 < scored < 30
    assert deduction == pytest.approx(30 - scored)
    assert data_point == "E0305-01"


def scored_of(workspace: Workspace) -> dict[str, tuple[float, float, str | None]]:
    rows = workspace.store.read("controversies", runs=[run(workspace, DAY).run_id])
    return {row["event"]: (row["scored"], row["deduction"], row["data_point"]) for row in rows.iter_rows(named=True)}


@pytest.mark.heavy
@pytest.mark.parametrize(("deaths", "data_point"), [(1, "S0103-01"), (0, None)])
def test_an_event_that_the_company_states_takes_off_what_goes_beyond(
    workspace: Workspace, deaths: int, data_point: str | None
) -> None:
    killed = "岚岫五金发生生产安全事故致人死亡，一名焊工当场遇难。"
    tell(workspace, item("a", killed, "2023-09-05"))
    take(workspace, "observations", DEATHS.format(deaths=deaths))
    ((event, (scored, deduction, found)),) = scored_of(workspace).items()
    assert (event, found, scored > 0) == ("C1:S01-008:a", data_point, deaths > 0)
    assert deduction == pytest.approx(45 * 0.6 - scored)  # no authority is named


@pytest.mark.heavy
def test_a_small_fine_weighs_less(workspace: Workspace) -> None:
    tell(workspace, item("a", CARTEL, "2024-05-01"))  # 2 million of 1,000 million
    ((event, deduction, left_out),) = events(workspace)
    assert (event, left_out) == ("C1:G02-003:a", None)
    assert deduction == pytest.approx(30 * 0.4)


@pytest.mark.heavy
def test_nothing_published_later_counts_and_events_fade(workspace: Workspace) -> None:
    before = events(workspace)
    tell(workspace, item("a", INVESTIGATED, "2024-09-01"))
    assert events(workspace) == before == []
    day = date(2024, 9, 1)
    told = [events(workspace, day + timedelta(days=days)) for days in (0, 364, 730, 1100)]
    deductions = [sum(deduction for _, deduction, _ in found) for found in told]
    assert deductions[:2] == [18.0, 18.0]
    assert 8.4 < deductions[2] < 9.6
    assert told[3] == []


@pytest.mark.heavy
def test_months_are_the_runs_of_their_days(workspace: Workspace) -> None:
    tell(workspace, item("a", INVESTIGATED, "2023-06-01"), item("b", CARTEL, "2024-07-15"))
    months = [month.run_id for month in run_months(workspace, date(2024, 6, 1), date(2024, 9, 30))]
    assert len({*months}) == 4
    for run_id in months:
        assert replay(workspace, str(run_id)).same
    rows = workspace.store.read("controversies", runs=[str(months[2])])
    assert run(workspace, DAY).run_id == months[2]
    assert rows.height == 2
    assert not list(audit(workspace))


@pytest.mark.heavy
def test_a_profile_without_the_rule_has_no_such_score(workspace: Workspace) -> None:
    tell(workspace, item("a", INVESTIGATED, "2024-07-01"))
    strict = run(workspace, DAY, "strict-2022").run_id
    kinds = workspace.store.read("scores", runs=[strict])["kind"].unique()
    assert ADJUSTED not in kinds.to_list()
    assert workspace.store.read("controversies", runs=[strict]).is_empty()


@pytest.mark.heavy
def test_explain_shows_the_events_and_adds_up(workspace: Workspace) -> None:
    tell(
        workspace,
        item("a", INVESTIGATED, "2024-07-01"),
        item("b", POLLUTED, "2024-03-01"),
        item("c", POLLUTED, "2023-09-05"),
        item("d", "漱畴制药捐款赈灾，向灾区捐出500万元。", "2024-05-01"),
    )
    with everybody_rated():
        run(workspace, DAY)
        for code, counted in (("TOTAL", 2), ("E", 1), ("S", 0), ("G", 1)):
            told = read_explanation(workspace, "C1", code, DAY, ADJUSTED)
            assert told.score is not None
            off = sum(one.taken_off for one in told.controversies)
            assert told.score == max(sum(part.contribution or 0.0 for part in told.parts) - off, 0)
            assert sum(one.left_out is None for one in told.controversies) == counted
        other = read_explanation(workspace, "C2", "TOTAL", DAY, ADJUSTED)
    assert told.news_collected
    lines = [line for language in LANGUAGES for line in Words(language).details(read(workspace, "C1"))]
    assert (
        "-7.20: Regulatory investigation of the company (G07-024), severity 4 (grave), reported, not confirmed; "
        "2024-07-01, 新华社: 标题a; 30 × 60 % × 40 %"
    ) in lines
    assert any(
        line.startswith("takes nothing off: Illegal discharge (E03-002)")
        and line.endswith("another event of the same issue takes off more")
        for line in lines
    )
    beyond = read_explanation(workspace, "C1", "E", DAY, ADJUSTED).controversies[1]
    assert (beyond.data_point, beyond.left_out) == ("E0305-01", "worse-event")
    line = Words("en").controversy(replace(beyond, left_out=None, taken_off=beyond.deduction))
    assert line.endswith(f"30 - {beyond.scored:.2f} that E0305-01 takes off already")
    assert any(line.startswith("-9.00：非法排污（E03-002）") for line in lines)
    assert "no severe event counts, so that it equals the synthetic score" in Words("en").details(other)


def read(workspace: Workspace, company: str) -> Explanation:
    return read_explanation(workspace, company, "TOTAL", DAY, ADJUSTED)


@pytest.mark.heavy
def test_explain_says_that_no_news_were_collected(workspace: Workspace) -> None:
    run(workspace, DAY)
    told = read(workspace, "C1")
    assert told.news_collected is False
    assert "no news of the company were collected, so that it equals the synthetic score" in Words("en").details(told)
