"""The sentiment that a company's page shows is that of the run's day, and of no earlier one."""

import json
from datetime import date
from pathlib import Path

from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.news.taking_in import import_news
from cnesg.pipeline.runs.running import run
from cnesg.pipeline.views.events import SentimentView, sentiment_view
from cnesg.pipeline.views.memory import Memory
from cnesg.pipeline.views.runs import chosen_run

NAMES = "company_id,name,kind,language,valid_from,published\n{rows}"
WITHIN, LATER = date(2024, 9, 30), date(2025, 1, 31)


def item(number: int, name: str, day: str) -> dict[str, str]:
    return {
        "id": f"n{number}",
        "title": f"{name}偷排废水",
        "text": f"{name}偷排废水，车间私设暗管，被罚款38.5万元。",
        "published_at": f"{day}T02:00:00Z",
        "source": "新华社",
    }


def with_news(workspace: Workspace, folder: Path, *items: dict[str, str]) -> None:
    rows = "".join(f"{one},{name},short,zh,2015-01-01,2015-01-01\n" for one, name in COMPANIES.items())
    (folder / "names.csv").write_text(NAMES.format(rows=rows), encoding="utf-8")
    (folder / "news.jsonl").write_text("\n".join(json.dumps(one) for one in items), encoding="utf-8")
    import_table(workspace, "names", folder / "names.csv")
    import_news(workspace, folder / "news.jsonl")


COMPANIES = {"L01": "岚汀酿酒", "L02": "清溪酒业"}


def seen(workspace: Workspace, day: date, company: str) -> SentimentView:
    memory = Memory()
    return sentiment_view(
        workspace, memory, chosen_run(workspace, memory, run(workspace, day, "default", 2023).run_id), company
    )


def test_after_six_months_an_event_is_shown_no_more_while_another_company_has_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    with_news(workspace, tmp_path, item(1, "岚汀酿酒", "2024-06-10"), item(2, "清溪酒业", "2024-12-10"))
    within = seen(workspace, WITHIN, "L01")
    assert (len(within.events), within.scores["TOTAL"] < 0) == (1, True)
    later = seen(workspace, LATER, "L01")
    assert (later.events, later.scores) == ((), {})
    assert [point.day for point in later.timeline] == [WITHIN]
    assert later.since == date(2024, 8, 1)
    assert len(seen(workspace, LATER, "L02").events) == 1


def test_a_day_on_which_no_company_has_an_event_shows_none(workspace: Workspace, tmp_path: Path) -> None:
    with_news(workspace, tmp_path, item(1, "岚汀酿酒", "2024-06-10"))
    assert len(seen(workspace, WITHIN, "L01").events) == 1
    later = seen(workspace, LATER, "L01")
    assert (later.events, later.scores) == ((), {})
