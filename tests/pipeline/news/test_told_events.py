"""From a penalty list, a filing and news to one incident in the score, and back to every text by explanation."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from cnesg.explanation.tree import Explanation
from cnesg.explanation.words import Words
from cnesg.model import available_instant
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.news.taking_in import import_news
from cnesg.pipeline.runs.basis import computed_inputs, scoring_basis
from cnesg.pipeline.runs.reading import read_explanation
from cnesg.pipeline.runs.replaying import replay
from cnesg.pipeline.runs.running import run

DAY, YEAR = date(2024, 8, 31), 2023
COMPANIES = """company_id,name_en,name_zh,short_name,market,industry,valid_from,published
C1,Lanxiu Hardware,岚岫五金股份有限公司,岚岫五金,a-share,640000,2010-01-01,2010-01-01
C2,Shuchou Pharma,漱畴制药股份有限公司,漱畴制药,a-share,370000,2010-01-01,2010-01-01
"""
LIST = """list,body,batch,level,name,company_id,published,valid_from
environmental-penalty,Lan bureau,No. 7,provincial,岚岫五金股份有限公司,C1,2023-03-05,2023-03-01
"""
FILING = """company_id,kind,concept,year,value,unit,published,source
C1,quantity,env_penalties,2023,1,cases,2024-04-20,annual report
"""
POLLUTED = "岚岫五金偷排废水，电镀车间私设暗管，被罚款38.5万元。"
BANNED = "岚岫五金财务总监被罚100万元，并被采取十年市场禁入措施。"


def item(key: str, text: str, day: str) -> dict[str, Any]:
    url = f"https://news.example.com/{key}"
    return {
        "id": key,
        "title": f"标题{key}",
        "text": text,
        "date": f"{day}T10:00:00+08:00",
        "source": "新华社",
        "url": url,
    }


NEAR, LATE = item("near", POLLUTED, "2023-03-03"), item("late", POLLUTED, "2023-06-20")
OTHER = item("other", POLLUTED.replace("岚岫五金", "漱畴制药"), "2023-03-03")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "ws") as opened:
        take(opened, "companies", COMPANIES)
        yield opened


def take(workspace: Workspace, kind: str, content: str) -> None:
    path = workspace.folder.with_name(f"{kind}.csv")
    path.write_text(content, encoding="utf-8")
    import_table(workspace, kind, path)


def tell(workspace: Workspace, *items: dict[str, Any]) -> None:
    path = workspace.folder.with_name(f"{items[0]['id']}.jsonl")
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in items), encoding="utf-8")
    assert import_news(workspace, path).new == len(items)


def counts(workspace: Workspace, data_point: str, profile: str = "default") -> dict[str, float]:
    """The cases of a data point by company, as a run would have them, its rate that of 5,000 employees."""
    chosen = workspace.methodology.profiles[profile]
    basis = scoring_basis(workspace, chosen, available_instant(DAY), workspace.store.position, YEAR)
    given = computed_inputs(workspace, basis).filter(
        (pl.col("data_point") == data_point) & pl.col("origin").is_in(["reported", "imported", "derived"])
    )
    return {company: value * 5 for company, value in given.select("company_id", "value").iter_rows()}


@pytest.mark.heavy
def test_one_incident_of_three_sources_counts_once_in_every_pair(workspace: Workspace) -> None:
    tell(workspace, NEAR)
    assert counts(workspace, "E0305-01") == {"C1": 1}
    take(workspace, "lists", LIST)
    assert counts(workspace, "E0305-01") == {"C1": 1}
    take(workspace, "observations", FILING)
    assert counts(workspace, "E0305-01") == {"C1": 1}
    tell(workspace, OTHER)
    assert counts(workspace, "E0305-01") == {"C1": 1, "C2": 1}, "another company"
    tell(workspace, LATE)
    assert counts(workspace, "E0305-01") == {"C1": 2, "C2": 1}, "months later"


@pytest.mark.heavy
def test_a_filing_and_news_without_a_list(workspace: Workspace) -> None:
    take(workspace, "observations", FILING)
    tell(workspace, LATE)
    assert counts(workspace, "E0305-01") == {"C1": 1}


@pytest.mark.heavy
def test_a_penalty_of_an_executive_reaches_governance_abnormity_and_leads_to_its_text(workspace: Workspace) -> None:
    take(workspace, "lists", LIST)
    take(
        workspace,
        "observations",
        "company_id,kind,concept,year,value,unit,published,source\n"
        "C1,quantity,employees_total,2023,480,people,2024-04-20,annual report\n",
    )
    tell(workspace, NEAR, item("ban", BANNED, "2023-05-04"), item("again", BANNED, "2023-05-05"))
    done = run(workspace, DAY)
    found = leaf(read_explanation(workspace, "C1", "G0703", None), "G0703-01")
    (used,) = found.inputs
    assert (used.value, used.origin) == (1, "imported")
    (evidence,) = used.evidence  # the reprint says the same
    assert evidence.news is not None
    assert (evidence.news.news_id, evidence.news.medium, evidence.news.url) == (
        "ban",
        "新华社",
        "https://news.example.com/ban",
    )
    assert (evidence.title, evidence.news.published_at[:10]) == ("标题ban", "2023-05-04")
    assert evidence.quote is not None
    assert evidence.quote in BANNED
    line = next(iter(Words("en").evidence_lines(used)))
    for told in ("Executive penalised", "标题ban", "新华社", "2023-05-04", "https://news.example.com/ban"):
        assert told in line
    pollution = leaf(read_explanation(workspace, "C1", "E0305", None), "E0305-01").inputs[0]
    assert {one.news.news_id for one in pollution.evidence if one.news} == {"near"}
    assert pollution.value == 0.2  # in 1,000, of 5,000 employees as no headcount is known
    assert Words("zh").input(used).endswith("同一事件只计一次：名单 0 起，年度数字另有 0 起，新闻所述 1 起中另计 1 起")
    assert replay(workspace, done.run_id).same
    tell(workspace, LATE)
    assert replay(workspace, done.run_id).same, "what comes in later changes no replay"
    assert run(workspace, DAY).run_id != done.run_id
    assert [one.problem.text() for one in audit(workspace) if one.severity == "error"] == []


def leaf(tree: Explanation, code: str) -> Explanation:
    found = [tree] if tree.code == code and tree.inputs else []
    for part in tree.parts:
        found += [one] if (one := _found(part, code)) else []
    return found[0]


def _found(tree: Explanation, code: str) -> Explanation | None:
    if tree.code == code and tree.inputs:
        return tree
    return next((one for part in tree.parts if (one := _found(part, code))), None)


@pytest.mark.heavy
def test_the_strict_profile_leaves_news_apart(workspace: Workspace) -> None:
    tell(workspace, NEAR)
    assert counts(workspace, "E0305-01", "strict-2022") == {}
    assert counts(workspace, "E0305-01") == {"C1": 1}


@pytest.mark.heavy
def test_what_was_not_known_yet_does_not_count(workspace: Workspace) -> None:
    tell(workspace, NEAR | {"available_at": datetime(2024, 9, 1, tzinfo=UTC).isoformat()})
    assert counts(workspace, "E0305-01") == {}


@pytest.mark.heavy
def test_what_news_deny_does_not_count(workspace: Workspace) -> None:
    tell(workspace, item("denied", "岚岫五金否认偷排废水。", "2023-05-04"))
    assert counts(workspace, "E0305-01") == {}
