"""News read case by case (`tests/cases/news-reading.yaml`), by cues and words alone."""

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.sentiment.news_market import item, reader, register

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "news-reading.yaml").read_text("utf-8"))


def _rows(kind: str) -> list[dict[str, Any]]:
    rows = [dict(row) for row in CASES["market"][kind]]
    for row in rows:
        if "available_at" in row:
            row["available_at"] = datetime.combine(row["available_at"], time(), UTC)
    return rows


READER = reader(register(*(_rows(kind) for kind in ("companies", "names", "listings", "relations"))))
EVERY = [*CASES["standing"]["zh"], *CASES["standing"]["en"], *CASES["roles"], *CASES["names"]]


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case["text"])
def test_a_text_is_read_as_the_case_says(case: dict[str, Any]) -> None:
    mentions = READER.read(item(case["text"], at=str(case.get("at", "2026-03-02"))))
    found = {mention.company_id or mention.name: mention for mention in mentions}
    if case.get("nobody"):
        assert not found
    for name in case.get("unknown", ()):
        assert found[name].company_id is None
    for company in case.get("mentioned", ()):
        assert found[company].role == "mentioned"
    for company in case.keys() - {"text", "at", "nobody", "unknown", "mentioned"}:
        mention = found[company]
        assert mention.role == "subject"
        assert {incident.code: incident.standing for incident in mention.incidents} == case[company]
