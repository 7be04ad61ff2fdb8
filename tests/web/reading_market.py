"""The small market with what readers look at beside one day's scores: an earlier run, news of a company, a delivery."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from tests.web.market import AS_OF, COMPANY

from cnesg.pipeline import Workspace
from cnesg.pipeline.delivery.delivering import Wanted, deliver
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.news.sentiment import keep_sentiment, sentiment_as_of
from cnesg.pipeline.news.taking_in import import_news
from cnesg.pipeline.runs.running import run

EARLIER = date(2024, 5, 31)
NAMES = "company_id,name,kind,language,valid_from,published\nL01,岚汀酿酒,short,zh,2015-01-01,2015-01-01\n"
NEWS: tuple[dict[str, Any], ...] = (
    {
        "id": "n1",
        "title": "岚汀酿酒偷排废水",
        "text": "岚汀酿酒偷排废水，车间私设暗管，被罚款38.5万元。<script>alert(1)</script>",
        "published_at": "2024-06-10T02:00:00Z",
        "source": "新华社",
    },
)


def with_history_and_news(market: Path, folder: Path) -> Path:
    """A copy of the market with another run of the month before, a Chinese name, an event in the news, a delivery."""
    copied = Path(shutil.copytree(market, folder / "workspace"))
    (folder / "names.csv").write_text(NAMES, encoding="utf-8")
    (folder / "news.jsonl").write_text("\n".join(json.dumps(one) for one in NEWS), encoding="utf-8")
    with Workspace.open(copied) as opened:
        import_table(opened, "names", folder / "names.csv")
        import_news(opened, folder / "news.jsonl")
        run(opened, EARLIER, "default", 2023)
        latest = opened.store.read("runs").sort("as_of").row(-1, named=True)
        keep_sentiment(opened, sentiment_as_of(opened, latest["as_of"]))
        assert opened.store.read("events")["company_id"].to_list() == [COMPANY]
        made = deliver(opened, Wanted(AS_OF, copied / "deliveries", ("a-share-scores", "a-share-sentiment")))
        assert [one.how for one in made] == ["made", "made"]
    return copied
